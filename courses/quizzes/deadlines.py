"""When an attempt ends: rules on times, all of them the database's."""

from datetime import datetime, timedelta
from typing import Any, Protocol

from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.quizzes.models import Attempt, Extension
from courses.quizzes.terms.in_effect import Terms

DEADLINE = ("deadline_at", "given_back_seconds", "granted_seconds")
"""What of an attempt is to be saved when its deadline has moved."""
# What comes of a learner's terms or of the staff while the attempt is under way.
GRANTS = (Extension.Kind.STAFF, Extension.Kind.ACCOMMODATION, Extension.Kind.OVERRIDE)


class Grace(Protocol):
    """How long after the deadline an answer still counts."""

    @property
    def grace_seconds(self) -> int: ...


def deadline_of(
    terms: Terms, start: datetime, *, closes_at: datetime | None = None
) -> datetime | None:
    """The earlier of start + limit and closing; None when there is neither.

    `closes_at` when the closing moved.
    """
    closing = closes_at or terms.closes_at
    ends = [end for end in (terms.time_limit and start + terms.time_limit, closing) if end]
    return min(ends, default=None)


def cut_off(attempt: Attempt, quiz: Grace) -> datetime | None:
    """Answers received after this moment do not count."""
    if attempt.deadline_at is None:
        return None
    return attempt.deadline_at + timedelta(seconds=quiz.grace_seconds)


def is_over(attempt: Attempt, quiz: Grace, now: datetime) -> bool:
    end = cut_off(attempt, quiz)
    return end is not None and now > end


def is_time_up(attempt: Attempt, now: datetime) -> bool:
    """No more questions are shown; what is on its way still counts until the cut-off."""
    return attempt.deadline_at is not None and now >= attempt.deadline_at


def seconds_left(attempt: Attempt, now: datetime) -> int | None:
    """Whole seconds until the deadline (grace not told), never below 0; None: no limit."""
    if attempt.deadline_at is None:
        return None
    return max(0, int((attempt.deadline_at - now).total_seconds()))


def clock_face(seconds: int | None) -> str:
    """ "24:10", or "1:04:10" from an hour on; empty without a limit."""
    if seconds is None:
        return ""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def grant_time(
    attempt: Attempt,
    *,
    seconds: int,
    reason: str,
    kind: Extension.Kind = Extension.Kind.STAFF,
    **of: Any,
) -> Extension:
    """Moves the deadline, on record; the caller holds the row's lock and saves DEADLINE.

    Less than 0 seconds take back. `of`: whose doing it is, `granted_by` a person or an `outage`.
    """
    assert attempt.deadline_at is not None
    attempt.deadline_at += timedelta(seconds=seconds)
    if kind in GRANTS:
        attempt.granted_seconds = max(0, attempt.granted_seconds + seconds)
    return _record(attempt, seconds=seconds, reason=reason, kind=kind, **of)


def take_deadline_away(attempt: Attempt, *, reason: str, kind: Extension.Kind) -> Extension:
    """As grant_time: there is no time limit any more, on record as 0 seconds."""
    attempt.deadline_at = None
    return _record(attempt, seconds=0, reason=reason, kind=kind)


def _record(attempt: Attempt, **of: Any) -> Extension:
    return Extension.objects.create(attempt=attempt, granted_at=database_now(), **of)


def schedule_expiry(attempt: Attempt, quiz: Grace) -> None:
    """Commits, with the deadline, the job that submits by the clock."""
    end = cut_off(attempt, quiz)
    if end is None:
        return
    enqueue(
        "quizzes.expire_attempt",
        dedupe_key=f"expire:{attempt.pk}:{end.isoformat()}",
        due_at=end,
        attempt_id=attempt.pk,
    )
