"""Breaks in an attempt: the clock stands still for as long as the accommodation allows.

All that decides stands on the attempt's row: what may be used, what was, and until when it is in
one. A browser that is closed changes nothing: the break ends at its latest moment by itself.
"""

import uuid
from datetime import datetime, timedelta

from django.db import transaction

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.deadlines import DEADLINE, grant_time, is_time_up, schedule_expiry
from courses.quizzes.errors import NoBreakLeft, NotUnderWay
from courses.quizzes.models import Attempt, Extension
from courses.quizzes.services.locking import locked_attempt
from courses.quizzes.terms.models import Break

OF_BREAK = (*DEADLINE, "break_used_seconds", "break_until")
REASON = "A break."
UNUSED = "The break ended early."


def break_left(attempt: Attempt) -> int:
    """Seconds that breaks may still take; an attempt without an end needs none."""
    if attempt.deadline_at is None:
        return 0
    return max(0, attempt.break_seconds - attempt.break_used_seconds)


def is_on_break(attempt: Attempt, now: datetime) -> bool:
    return (
        attempt.state == Attempt.State.OPEN
        and attempt.break_until is not None
        and now < attempt.break_until
    )


def take_break(public_id: uuid.UUID, user: User) -> Attempt:
    """Stops the clock until go_on, or until nothing is left of the allowance; asked again, it
    changes nothing. Raises NoSuchAttempt, NotUnderWay, NoBreakLeft."""
    with transaction.atomic():
        attempt = locked_attempt(public_id, user)
        now = database_now()
        if is_on_break(attempt, now):
            return attempt
        if attempt.state != Attempt.State.OPEN or is_time_up(attempt, now):
            raise NotUnderWay
        seconds = break_left(attempt)
        if not seconds:
            raise NoBreakLeft
        kind = Extension.Kind.BREAK
        extension = grant_time(attempt, seconds=seconds, reason=REASON, kind=kind)
        attempt.break_used_seconds += seconds
        attempt.break_until = now + timedelta(seconds=seconds)
        attempt.save(update_fields=OF_BREAK)
        Break.objects.create(
            attempt=attempt, began_at=now, ends_at=attempt.break_until, extension=extension
        )
        schedule_expiry(attempt, attempt.quiz_edition)
        return attempt


def go_on(public_id: uuid.UUID, user: User) -> Attempt:
    """Ends the break; the deadline goes back to what was really used. Without a break it changes
    nothing. Raises NoSuchAttempt."""
    with transaction.atomic():
        attempt = locked_attempt(public_id, user)
        now = database_now()
        if is_on_break(attempt, now):
            _end(attempt, now)
        return attempt


def _end(attempt: Attempt, now: datetime) -> None:
    assert attempt.break_until is not None
    unused = int((attempt.break_until - now).total_seconds())
    if unused > 0 and attempt.deadline_at is not None:
        kind = Extension.Kind.BREAK
        grant_time(attempt, seconds=-unused, reason=UNUSED, kind=kind)
        attempt.break_used_seconds -= unused
    attempt.break_until = None
    attempt.save(update_fields=OF_BREAK)
    Break.objects.filter(attempt=attempt, ended_at=None, ends_at__gt=now).update(ended_at=now)
    schedule_expiry(attempt, attempt.quiz_edition)
