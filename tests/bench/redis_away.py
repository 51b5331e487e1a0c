"""`python -m tests.bench.redis_away`: what saves and submissions cost while Redis is dead or hung.

Three states in turns in the same run: as it should be, killed, stopped by a signal. What is
printed are the ratios of the medians over the turns to those of the healthy turns.
"""

import argparse
import json
import signal
import statistics
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from tests.bench.attempts import learners_of
from tests.bench.learner import Learner
from tests.bench.rounds import quantile
from tests.bench.site import Measured, MeasuredScaled
from tests.support.mail_sink import MailSink
from tests.support.servers import PostgresServer, RedisServer

STATES = ("healthy", "dead", "hung")
TURNS = 3
LANES = 4
ATTEMPTS = 8  # a turn and state; ten saves and one submission each


@dataclass
class Turn:
    """Seconds of each save and submission, and the web's CPU seconds for both."""

    saves: list[float] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)
    cpu: float = 0.0

    def figures(self) -> dict[str, float]:
        return {
            "save p50": quantile(self.saves, 0.5) * 1000,
            "save p95": quantile(self.saves, 0.95) * 1000,
            "submit p50": quantile(self.submits, 0.5) * 1000,
            "submit p95": quantile(self.submits, 0.95) * 1000,
            "CPU": self.cpu * 1000,
        }


def measure_redis_away(site: Measured, redis: RedisServer) -> dict[str, dict[str, float]]:
    """{state: {figure: ms}}, medians over the turns."""
    turns: dict[str, list[dict[str, float]]] = {state: [] for state in STATES}
    for number in range(TURNS + 1):
        for state in STATES:
            learners = learners_of(site, ATTEMPTS, name=f"{state}{number}x")
            for learner in learners:
                learner.start()
            with in_state(redis, state):
                found = turn(site, learners)
            _until_healthy(site, learners[0])
            if number:  # the first turn warms up
                turns[state].append(found.figures())
    return {
        state: {name: statistics.median(one[name] for one in found) for name in found[0]}
        for state, found in turns.items()
    }


@contextmanager
def in_state(redis: RedisServer, state: str) -> Iterator[None]:
    if state == "healthy":
        yield
        return
    if state == "dead":
        redis.kill()
    else:
        redis.signal(signal.SIGSTOP)
    try:
        yield
    finally:
        if state == "dead":
            redis.start()
        else:
            redis.signal(signal.SIGCONT)


def turn(site: Measured, learners: list[Learner]) -> Turn:
    before = site.cpu_of_parts()["web"]
    with ThreadPoolExecutor(LANES) as pool:
        list(pool.map(_answer_and_submit, learners))
    cpu = site.cpu_of_parts()["web"] - before
    return Turn(
        saves=[one for learner in learners for one in learner.timings["save"]],
        submits=[one for learner in learners for one in learner.timings["submit"]],
        cpu=cpu / len(learners),
    )


def _answer_and_submit(learner: Learner) -> None:
    for number, (slot, value) in enumerate(learner.answers, 1):
        learner.save(slot, value, number)
    learner.submit()


def _until_healthy(site: Measured, learner: Learner) -> None:
    """Graded again, so that the next turn begins as this one did."""
    learner.wait_for_result()
    site.run_python("-m", "tests.bench.quiet")


def ratios(found: dict[str, dict[str, float]]) -> dict[str, dict[str, float]]:
    healthy = found["healthy"]
    return {
        state: {name: found[state][name] / healthy[name] for name in healthy}
        for state in STATES[1:]
    }


def lines_of(found: dict[str, dict[str, float]]) -> list[str]:
    def line(state: str, figures: dict[str, float], show: Callable[[float], str]) -> str:
        return f"Redis {state}: " + ", ".join(f"{name} {show(ms)}" for name, ms in figures.items())

    own = [line(state, figures, "{:.1f} ms".format) for state, figures in found.items()]
    against = [line(s, figures, "{:.2f}".format) for s, figures in ratios(found).items()]
    return [*own, *(f"{text} of healthy" for text in against)]


def measure() -> dict[str, dict[str, float]]:
    with ExitStack() as stack:
        redis = stack.enter_context(RedisServer())
        sink = stack.enter_context(MailSink())
        site = MeasuredScaled(stack.enter_context(PostgresServer()), redis, sink)
        stack.callback(site.stop)
        site.start()
        return measure_redis_away(site, redis)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.redis_away", description=__doc__)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    found = measure()
    print(json.dumps(found) if options.json else "\n".join(lines_of(found)))


if __name__ == "__main__":
    main()
