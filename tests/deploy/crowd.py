"""Learners who answer, submit and look at their page without pause, and what they met."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

from django.urls import reverse

from courses.quizzes.models import Answer, Attempt
from tests.deploy.browsers import TlsLearner
from tests.support.learner import Reply, answer
from tests.support.make_quizzes import make_attempt, make_quiz

CHOICES = ("a", "b", "c")
SAVES_TO_EACH = 20
PAUSE_SECONDS = 0.05


@dataclass
class Ledger:
    """What the server acknowledged (operation ids), and every reply that was not as it should be.

    `twice` are operations that the server says it had already: nobody sent any a second time.
    """

    acknowledged: set[str] = field(default_factory=set)
    submitted: set[int] = field(default_factory=set)
    failures: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


class Busy(threading.Thread):
    """One learner after another: opens the page, saves, submits; the last one saves to the end."""

    def __init__(self, port: int, attempts: list[Attempt], *, keeps_line: bool) -> None:
        super().__init__(daemon=True)
        self.ledger = Ledger()
        self.over = threading.Event()
        self.turns = [(TlsLearner(port, own.user, keeps_line=keeps_line), own) for own in attempts]

    def run(self) -> None:
        *all_but_last, last = self.turns
        for learner, attempt in all_but_last:
            self._take(learner, attempt)
            if self.over.is_set():
                return
        sequence = 0
        while not self.over.is_set():
            sequence += 1
            self._save(*last, sequence)

    def _take(self, learner: TlsLearner, attempt: Attempt) -> None:
        page = reverse("quizzes:attempt", args=[attempt.public_id])
        self._expect(200, "page", lambda: learner.get(page))
        for sequence in range(1, SAVES_TO_EACH + 1):
            self._save(learner, attempt, sequence)
        if self._expect(302, "submit", lambda: learner.submit(attempt)):
            self.ledger.submitted.add(attempt.pk)
        learner.line.close()

    def _save(self, learner: TlsLearner, attempt: Attempt, sequence: int) -> None:
        value = CHOICES[sequence % len(CHOICES)]
        sent = answer(attempt, value, sequence=sequence)
        reply = self._expect(200, "save", lambda: learner.save(attempt, sent))
        if reply is not None:
            self.ledger.acknowledged.add(sent["operation"])
            if reply.json["already"]:
                self.ledger.twice.append(sent["operation"])
        time.sleep(PAUSE_SECONDS)

    def _expect(self, status: int, what: str, ask: Callable[[], Reply]) -> Reply | None:
        start = time.monotonic()
        reply = ask()
        self.ledger.seconds.append(time.monotonic() - start)
        if reply.status == status:
            return reply
        after = f"after {self.ledger.seconds[-1]:.2f} s"
        self.ledger.failures.append(f"{what}: {reply.status} {after} {reply.body[:200]!r}")
        return None


class Crowd:
    """`size` busy threads, each with `attempts` attempts of its own, half keeping their lines."""

    def __init__(self, port: int, *, size: int = 4, attempts: int = 20) -> None:
        quiz = make_quiz()
        self.busy = [
            Busy(
                port,
                [make_attempt(quiz) for _ in range(attempts)],
                keeps_line=number % 2 == 0,
            )
            for number in range(size)
        ]

    def __enter__(self) -> Self:
        for one in self.busy:
            one.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for one in self.busy:
            one.over.set()
        for one in self.busy:
            one.join(60)

    @property
    def failures(self) -> list[str]:
        return [failure for one in self.busy for failure in one.ledger.failures]

    @property
    def twice(self) -> list[str]:
        return [operation for one in self.busy for operation in one.ledger.twice]

    @property
    def acknowledged(self) -> set[str]:
        return set().union(*(one.ledger.acknowledged for one in self.busy))

    @property
    def submitted(self) -> set[int]:
        return set().union(*(one.ledger.submitted for one in self.busy))

    @property
    def seconds(self) -> list[float]:
        """Of every request, the shortest first."""
        return sorted(second for one in self.busy for second in one.ledger.seconds)

    def stored(self) -> set[str]:
        """Operation ids of the acknowledged ones that the database holds."""
        wanted = Answer.objects.filter(operation_id__in=self.acknowledged)
        return {str(operation) for operation in wanted.values_list("operation_id", flat=True)}

    def is_graded(self) -> bool:
        """Every attempt that was submitted, once."""
        graded = Attempt.objects.filter(pk__in=self.submitted, state=Attempt.State.GRADED)
        return graded.filter(grades__grading_version=1).count() == len(self.submitted)
