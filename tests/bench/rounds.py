"""What several rounds of requests come to."""

import statistics
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.bench.site import Measured


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


@dataclass(frozen=True)
class BesideFew:
    """Medians of the rounds, in ms of CPU: the web server's and PostgreSQL's, and those of the same
    with little there is."""

    web_ms: float
    database_ms: float
    few_web_ms: float
    few_database_ms: float

    @property
    def ratio(self) -> float:
        few = self.few_web_ms + self.few_database_ms
        return (self.web_ms + self.database_ms) / few if few else 0.0


def in_turns(
    site: Measured,
    few: Callable[[], object],
    many: Callable[[], object],
    *,
    rounds: int,
    times: int,
    acts: int = 1,
) -> tuple[float, float, float, float]:
    """The figures of BesideFew. Each is done so many times a round, and is `acts` actions."""
    found: list[list[tuple[float, float]]] = [[], []]
    for _ in range(rounds):
        for place, do in enumerate((many, few)):
            before = site.cpu_of_parts()
            for _ in range(times):
                do()
            after = site.cpu_of_parts()
            used = {part: (after[part] - before[part]) * 1000 / (times * acts) for part in after}
            found[place].append((used["web"], used.get("PostgreSQL", 0.0)))
    (web, database), (few_web, few_database) = (
        [statistics.median(column) for column in zip(*one, strict=True)] for one in found
    )
    return web, database, few_web, few_database
