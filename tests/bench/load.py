"""`make load`: many attempts at once on the scaled site, straight at gunicorn, ledger on.

Everybody has a session beforehand and starts within ten seconds, thinks between answers, submits
when the time is over and waits for the grade as the page does. Each learner is a thread that
sleeps nearly all the time; connections are kept, so they stand idle while people think. In the
end every acknowledged save must stand in the database once, and every attempt be graded once.
"""

import argparse
import itertools
import json
import random
import tempfile
import threading
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from http.client import HTTPException
from pathlib import Path

from tests.bench.attempts import learners_of
from tests.bench.learner import Failed, Learner
from tests.bench.rounds import quantile
from tests.bench.site import Measured, measured_site

FAULTS = ("lost", "doubled", "never_sent", "ungraded", "graded_twice", "dead_letters")


@dataclass(frozen=True)
class Pace:
    """Seconds: of an attempt until submission, of thinking before each answer, and within which
    all start. `least` answers are given however long they take."""

    seconds: float
    think: tuple[float, float] = (30.0, 90.0)
    starting: float = 10.0
    least: int = 0


@dataclass(frozen=True)
class Load:
    """What came of it. Quantiles in ms by step; CPU seconds by part of the site."""

    attempts: int
    seconds: float
    saves: int
    errors: list[str]
    p95_ms: dict[str, float]
    p99_ms: dict[str, float]
    cpu_seconds: dict[str, float]
    ledger: dict[str, int]

    @property
    def is_whole(self) -> bool:
        """Nothing lost, doubled, ungraded or refused."""
        is_graded = self.ledger["graded"] == self.attempts
        return is_graded and not self.errors and not any(self.ledger[name] for name in FAULTS)


class Crowd:
    """A thread for each learner; what went wrong is kept in words."""

    def __init__(self, learners: Sequence[Learner], pace: Pace, *, seed: int = 1) -> None:
        self.learners, self.pace = learners, pace
        self.errors: list[str] = []
        self.draw = random.Random(seed)
        threading.stack_size(256 * 1024)  # six hundred threads that hardly do anything

    def run(self) -> None:
        delays = [self.draw.uniform(0, self.pace.starting) for _ in self.learners]
        begin = time.monotonic()
        threads = [
            threading.Thread(target=self._sit, args=(learner, begin + delay, number))
            for number, (learner, delay) in enumerate(zip(self.learners, delays, strict=True))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    def _sit(self, learner: Learner, start: float, seed: int) -> None:
        try:
            time.sleep(max(start - time.monotonic(), 0))
            self._take(learner, start + self.pace.seconds, random.Random(seed))
        except (Failed, HTTPException, OSError) as error:
            self.errors.append(f"{type(error).__name__}: {error}")
        finally:
            learner.client.connection.close()

    def _take(self, learner: Learner, end: float, draw: random.Random) -> None:
        """Answers each question in turn, then changes answers, until the time is over."""
        learner.start()
        for sequence in itertools.count(1):
            pause = draw.uniform(*self.pace.think)
            if sequence > self.pace.least and pause >= end - time.monotonic():
                break
            time.sleep(pause)
            slot, value = learner.answers[(sequence - 1) % len(learner.answers)]
            learner.save(slot, value, sequence)
        time.sleep(max(end - time.monotonic(), 0))
        learner.check()
        learner.submit()
        learner.wait_for_result()


def put_under_load(site: Measured, *, attempts: int, pace: Pace) -> Load:
    learners = learners_of(site, attempts, name="crowd")
    warm_up(site)
    crowd = Crowd(learners, pace)
    before, start = site.cpu_of_parts(), time.monotonic()
    crowd.run()
    seconds = time.monotonic() - start
    site.run_python("-m", "tests.bench.quiet")
    after = site.cpu_of_parts()
    steps: dict[str, list[float]] = {}
    for learner in learners:
        for step, timings in learner.timings.items():
            steps.setdefault(step, []).extend(timings)
    return Load(
        attempts=attempts,
        seconds=seconds,
        saves=sum(len(learner.acknowledged) for learner in learners),
        errors=crowd.errors,
        p95_ms={step: quantile(found, 0.95) * 1000 for step, found in steps.items()},
        p99_ms={step: quantile(found, 0.99) * 1000 for step, found in steps.items()},
        cpu_seconds={part: after[part] - before[part] for part in after},
        ledger=held_against_database(site, learners),
    )


def warm_up(site: Measured) -> None:
    """Each process has shown every page once."""
    for learner in learners_of(site, 8, name="early"):
        learner.take()


def held_against_database(site: Measured, learners: Sequence[Learner]) -> dict[str, int]:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ledger.json"
        told = {learner.attempt: list(learner.acknowledged) for learner in learners}
        file.write_text(json.dumps({attempt: saves for attempt, saves in told.items() if attempt}))
        found: dict[str, int] = json.loads(site.run_python("-m", "tests.bench.ledger", str(file)))
    return found


def lines_of(found: Load) -> list[str]:
    return [
        f"{found.attempts} attempts at once for {found.seconds:.0f} s: {found.saves} saves, "
        f"{len(found.errors)} errors",
        "p95 in ms: " + ", ".join(f"{step} {ms:.0f}" for step, ms in found.p95_ms.items()),
        "p99 in ms: " + ", ".join(f"{step} {ms:.0f}" for step, ms in found.p99_ms.items()),
        "CPU s: " + ", ".join(f"{part} {used:.1f}" for part, used in found.cpu_seconds.items()),
        "ledger: " + ", ".join(f"{name} {count}" for name, count in found.ledger.items()),
        *sorted(set(found.errors))[:10],
    ]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make load", description=__doc__)
    parser.add_argument("--attempts", type=int, default=600)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--think", type=float, nargs=2, default=(30.0, 90.0), metavar="SECONDS")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    pace = Pace(options.minutes * 60, (options.think[0], options.think[1]))
    with measured_site("scaled") as site:
        found = put_under_load(site, attempts=options.attempts, pace=pace)
    print(json.dumps(asdict(found)) if options.json else "\n".join(lines_of(found)))
    if not found.is_whole:
        raise SystemExit("parcours: not everything came through.")


if __name__ == "__main__":
    main()
