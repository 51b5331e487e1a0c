"""An attempt that had ended, or was stopped, is under way again."""

import math
from datetime import datetime, timedelta

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.deadlines import schedule_expiry
from courses.quizzes.invigilation.states import FROZEN, GRADE, KEPT, clear
from courses.quizzes.models import Attempt, Extension


def go_on(
    attempt: Attempt, now: datetime, end: datetime | None, *, reason: str, by: User | None
) -> None:
    """Its answers stand as they are. Call it with the row locked."""
    clear(attempt, (*FROZEN, *GRADE))
    attempt.state = Attempt.State.OPEN
    attempt.reopened_at = now
    move_end(attempt, end, reason=reason, by=by)
    attempt.save(update_fields=KEPT)
    schedule_expiry(attempt, attempt.quiz_edition)


def move_end(attempt: Attempt, end: datetime | None, *, reason: str, by: User | None) -> None:
    """To `end`, within a second, on record: the sum of the extensions says how it came there.

    Whoever holds the row's lock saves it.
    """
    before, seconds = attempt.deadline_at, 0
    if end == before:
        return
    if end is not None and before is not None:
        seconds = math.ceil((end - before).total_seconds())
        end = before + timedelta(seconds=seconds)
    Extension.objects.create(
        attempt=attempt, seconds=seconds, reason=reason, granted_by=by, granted_at=database_now()
    )
    attempt.deadline_at = end
