"""Reads: what was done to an attempt, and what has happened since."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, Max, OuterRef, QuerySet
from django.utils.functional import cached_property

from courses.quizzes.hints.models import HintTaken
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.rules import Since, turns_state
from courses.quizzes.invigilation.states import stamp_of
from courses.quizzes.models import Answer, Attempt


def staff_view() -> QuerySet[Attempt]:
    """Attempts with what a page of the staff shows of them."""
    return Attempt.objects.select_related("quiz_edition", "quiz__course", "user")


def acts_on(attempt: Attempt) -> list[AttemptAct]:
    """The newest first; nobody asks where there are none."""
    if not attempt.acted_on:
        return []
    rows = AttemptAct.objects.filter(attempt=attempt).select_related("by", "undone_by")
    return list(rows.order_by("-pk"))


def stamp_for(attempt: Attempt) -> str:
    """What a form brings back, to be told when something changed meanwhile."""
    if not attempt.acted_on:
        return stamp_of(attempt, None)
    rows = AttemptAct.objects.filter(attempt=attempt)
    found = rows.aggregate(last=Max("pk"), undone=Max("undone_at"))
    undone = found["undone"]
    last = f"{found['last']}:{undone.isoformat() if undone else ''}"
    return stamp_of(attempt, last)


def has_other_open(attempt: Attempt) -> bool:
    rows = Attempt.objects.filter(
        quiz=attempt.quiz_id, user=attempt.user_id, state=Attempt.State.OPEN
    )
    return rows.exclude(pk=attempt.pk).exists()


@dataclass
class Happened(Since):
    """What an undo of an act on the attempt asks; the database only if it matters. `acts`: all
    there are on the attempt."""

    attempt: Attempt
    act: AttemptAct
    acts: Sequence[AttemptAct]
    now: datetime

    @property
    def is_followed(self) -> bool:
        return any(
            later.pk > self.act.pk and later.undone_at is None and later.kind in turns_state()
            for later in self.acts
        )

    @cached_property
    def is_answered(self) -> bool:
        answers = Answer.objects.filter(attempt=self.attempt, received_at__gte=self.act.at)
        hints = HintTaken.objects.filter(attempt=self.attempt, taken_at__gte=self.act.at)
        has_checked = self.attempt.tries != self.act.before.get("tries")
        return has_checked or answers.exists() or hints.exists()

    @cached_property
    def has_other_open(self) -> bool:
        return has_other_open(self.attempt)


def acted_since(attempts: QuerySet[Attempt], moment: datetime) -> QuerySet[Attempt]:
    """Of the attempts those that were made void at the moment or later, and still are."""
    voids = AttemptAct.objects.filter(
        attempt=OuterRef("pk"), kind=AttemptAct.Kind.VOID, at__gte=moment, undone_at=None
    )
    return attempts.filter(Exists(voids), state=Attempt.State.VOID)
