"""Learners at work while a backup is taken: attempts started, answered, submitted, one after
another, with a ledger of what the site acknowledged."""

import hashlib
import json
import threading
import time
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from courses.people.models import User
from courses.quizzes.models import Attempt, Quiz
from tests.support.learner import Learner, Reply

VALUES = ("b", "c", "b", "a")


@dataclass
class Ledger:
    """`saved`: {operation id: (value, when it was acknowledged, monotonic)}; `sent`: every
    operation id; `refused`: (what, status) of what was not answered well."""

    saved: dict[str, tuple[str, float]] = field(default_factory=dict)
    sent: set[str] = field(default_factory=set)
    submitted: int = 0
    refused: list[tuple[str, int]] = field(default_factory=list)

    def is_saved_after(self, moment: float) -> bool:
        """Whether anything was acknowledged since."""
        return any(when > moment for _value, when in list(self.saved.values()))

    def by(self, moment: float) -> dict[str, str]:
        """{operation id: value} of what had been acknowledged by then."""
        return {op: value for op, (value, when) in self.saved.items() if when <= moment}


class Load:
    """Inside `with`, each of `people` works in a thread; afterwards all have stopped."""

    def __init__(self, port: int, quiz: Quiz, people: Sequence[User]) -> None:
        self.quiz = quiz
        self.slot = quiz.editions.get().slots.get().pk
        self.ledger = Ledger()
        self.over = threading.Event()
        learners = [Learner(port, user) for user in people]
        self.threads = [
            threading.Thread(target=self._work, args=(one,), daemon=True) for one in learners
        ]

    def __enter__(self) -> Ledger:
        for thread in self.threads:
            thread.start()
        return self.ledger

    def __exit__(self, *_: object) -> None:
        self.over.set()
        for thread in self.threads:
            thread.join(60)

    def _work(self, learner: Learner) -> None:
        while not self.over.is_set():
            started = learner.start(self.quiz)
            if not self._went_well("start", started, 302):
                return
            public_id = uuid.UUID(started.headers["Location"].strip("/").rpartition("/")[2])
            attempt = Attempt(public_id=public_id)
            for sequence, value in enumerate(VALUES, 1):
                self._save(learner, attempt, sequence, value)
            if self._went_well("submit", learner.submit(attempt), 302):
                self.ledger.submitted += 1

    def _save(self, learner: Learner, attempt: Attempt, sequence: int, value: str) -> None:
        operation = str(uuid.uuid4())
        sent = {"slot": self.slot, "operation": operation, "sequence": sequence, "value": value}
        self.ledger.sent.add(operation)
        if self._went_well("save", learner.save(attempt, sent), 200):
            self.ledger.saved[operation] = (value, time.monotonic())

    def _went_well(self, what: str, reply: Reply, wanted: int) -> bool:
        if reply.status != wanted:
            self.ledger.refused.append((what, reply.status))
        return reply.status == wanted


def hash_of(value: str) -> str:
    """Of a stored answer, worked out anew: the canonical JSON of a text is the text quoted."""
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()
