"""What several rounds of requests come to."""

import statistics
from dataclasses import dataclass, field


@dataclass
class Rounds:
    """Seconds of each request, and the seconds and CPU seconds of each round."""

    latencies: list[list[float]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def figures(self) -> dict[str, float]:
        return {
            "per_second": statistics.median(
                len(one) / seconds
                for one, seconds in zip(self.latencies, self.seconds, strict=True)
            ),
            "p50_ms": statistics.median(quantile(one, 0.5) for one in self.latencies) * 1000,
            "p95_ms": statistics.median(quantile(one, 0.95) for one in self.latencies) * 1000,
            "cpu_ms": statistics.median(
                cpu / len(one) for cpu, one in zip(self.cpu, self.latencies, strict=True)
            )
            * 1000,
        }


def quantile(values: list[float], share: float) -> float:
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]
