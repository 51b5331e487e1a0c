"""`python -m tests.bench.attempts`: the CPU of a whole attempt of ten questions.

Whole attempts are taken over HTTP, some at once, as a browser takes them: the quiz's page, start,
the questions, ten saves, the page before submission, submit, waiting, result. CPU is that of all
the site's processes until the last job is done (grade, mail, completion), less what they use when
nobody is there; PostgreSQL is told apart.
"""

import argparse
import json
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass
from typing import Any

from tests.bench.client import Client
from tests.bench.learner import Learner
from tests.bench.rounds import quantile
from tests.bench.site import Measured, measured_site

AT_ONCE = 4
WARM_UP = 16
IDLE_SECONDS = 10


@dataclass(frozen=True)
class Attempts:
    """`cpu_ms` an attempt by part of the site, net of idle; milliseconds by step."""

    attempts: int
    cpu_ms: dict[str, float]
    idle_cores: float
    steps_p50_ms: dict[str, float]
    steps_p95_ms: dict[str, float]

    @property
    def server_ms(self) -> float:
        """Without PostgreSQL."""
        return sum(ms for part, ms in self.cpu_ms.items() if part != "PostgreSQL")


def measure_attempts(site: Measured, *, attempts: int) -> Attempts:
    learners = learners_of(site, attempts + WARM_UP, name="taker")
    take_all(learners[:WARM_UP])
    idle = _idle(site)
    before, start = _after_work(site), time.perf_counter()
    take_all(learners[WARM_UP:])
    after, seconds = _after_work(site), time.perf_counter() - start
    steps: dict[str, list[float]] = {}
    for learner in learners[WARM_UP:]:
        for step, timings in learner.timings.items():
            steps.setdefault(step, []).extend(timings)
    return Attempts(
        attempts=attempts,
        cpu_ms={
            part: (after[part] - before[part] - idle[part] * seconds) * 1000 / attempts
            for part in after
        },
        idle_cores=sum(idle.values()),
        steps_p50_ms={step: quantile(found, 0.5) * 1000 for step, found in steps.items()},
        steps_p95_ms={step: quantile(found, 0.95) * 1000 for step, found in steps.items()},
    )


def learners_of(site: Measured, count: int, *, name: str) -> list[Learner]:
    made: dict[str, Any] = json.loads(
        site.run_python("-m", "tests.bench.prepare_ten", str(count), name)
    )
    return [
        Learner(Client(site.port, cookies), made["path"], made["answers"])
        for cookies in made["cookies"]
    ]


def take_all(learners: list[Learner]) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        list(pool.map(Learner.take, learners))


def _idle(site: Measured) -> dict[str, float]:
    """Cores in use while nobody is there."""
    before = _after_work(site)
    time.sleep(IDLE_SECONDS)
    return {
        part: (used - before[part]) / IDLE_SECONDS for part, used in site.cpu_of_parts().items()
    }


def _after_work(site: Measured) -> dict[str, float]:
    site.run_python("-m", "tests.bench.quiet")
    return site.cpu_of_parts()


def lines_of(found: Attempts) -> list[str]:
    parts = ", ".join(f"{part} {ms:.1f}" for part, ms in found.cpu_ms.items())
    steps = ", ".join(
        f"{step} {ms:.0f}/{found.steps_p95_ms[step]:.0f}" for step, ms in found.steps_p50_ms.items()
    )
    return [
        f"an attempt of ten questions: {found.server_ms:.1f} ms of CPU, PostgreSQL not in it "
        f"({parts}); {found.attempts} attempts, {AT_ONCE} at once",
        f"its steps, p50/p95 in ms: {steps}",
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.attempts", description=__doc__)
    parser.add_argument("--site", choices=["embedded", "scaled"], action="append")
    parser.add_argument("--attempts", type=int, default=100)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    for name in options.site or ["embedded", "scaled"]:
        with measured_site(name) as site:
            found = measure_attempts(site, attempts=options.attempts)
        print(name, json.dumps(asdict(found)) if options.json else "\n".join(lines_of(found)))


if __name__ == "__main__":
    main()
