"""How long learners wait for their saves and submissions, in seconds; not counted is the time in
which this machine stood still."""

import statistics
import time
from dataclasses import dataclass, field

from courses.quizzes.models import Attempt, Quiz
from tests.faults.house import House
from tests.support.learner import answer
from tests.support.make_quizzes import make_attempt, make_learner
from tests.support.pace import Standstill


@dataclass
class Pace:
    saves: list[float] = field(default_factory=list)
    submits: list[float] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    refused: int = 0

    def say(self) -> str:
        return f"save {told(self.saves)}; submit {told(self.submits)}; {self.refused} refused"


def told(seconds: list[float]) -> str:
    if not seconds:
        return "none"
    p95 = sorted(seconds)[int(len(seconds) * 0.95)]
    milliseconds = [1000 * figure for figure in (statistics.median(seconds), p95, max(seconds))]
    median, late, longest = (round(figure, 1) for figure in milliseconds)
    return f"{len(seconds)} × median {median} ms, p95 {late} ms, longest {longest} ms"


def take_attempt(house: House, quiz: Quiz, pace: Pace, *, saves: int = 10) -> Attempt:
    """One learner, one after the other: `saves` answers, then the submission."""
    attempt = make_attempt(quiz, make_learner())
    with Standstill() as still, house.learner(attempt.user) as learner:

        def now() -> float:
            return time.monotonic() - still.seconds()

        for number in range(1, saves + 1):
            start = now()
            reply = learner.save(attempt, answer(attempt, "abc"[number % 3], sequence=number))
            pace.saves.append(now() - start)
            pace.refused += reply.status != 200
        start = now()
        pace.refused += learner.submit(attempt).status != 302
        pace.submits.append(now() - start)
    pace.attempts.append(attempt)
    return attempt
