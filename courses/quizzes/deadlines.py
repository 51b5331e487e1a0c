"""When an attempt ends: rules on times, all of them the database's."""

from datetime import datetime, timedelta
from typing import Protocol

from courses.outbox.clock import database_now
from courses.outbox.models import Outage
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.quizzes.models import Attempt, Extension, QuizSettings


class Grace(Protocol):
    """How long after the deadline an answer still counts."""

    @property
    def grace_seconds(self) -> int: ...


def deadline_of(
    quiz: QuizSettings, start: datetime, *, closes_at: datetime | None = None
) -> datetime | None:
    """The earlier of start + limit and closing; None when there is neither.

    `closes_at` when the closing moved.
    """
    limit = timedelta(minutes=quiz.time_limit_minutes) if quiz.time_limit_minutes else None
    closing = closes_at or quiz.closes_at
    ends = [end for end in (start + limit if limit else None, closing) if end]
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


def grant_time(attempt: Attempt, *, seconds: int, reason: str, **of: User | Outage | None) -> None:
    """Moves the deadline, on record; the caller holds the row's lock and saves it.

    `of`: whose doing it is, `granted_by` a person or an `outage`.
    """
    assert attempt.deadline_at is not None
    Extension.objects.create(
        attempt=attempt, seconds=seconds, reason=reason, granted_at=database_now(), **of
    )
    attempt.deadline_at += timedelta(seconds=seconds)


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
