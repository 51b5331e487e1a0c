"""Claiming work by lease: a conditional update that must change the row, or somebody else has it.

A lease is short and renewed while the work runs, so that the work of a process that died or
stands still is due again within LEASE_SECONDS, whatever the work's own time limit.
"""

import random
import secrets
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F, Q, QuerySet, Subquery
from django.db.models.functions import Now

from courses.outbox import doorbell
from courses.outbox.clock import database_now
from courses.outbox.errors import Transient
from courses.outbox.models import Job
from elearning.prepared import PreparedUpdate, given

LEASE_SECONDS = 20
RENEW_SECONDS = 5
LONGEST_PAUSE = 120.0
ERROR_CHARS = 4000


# What a claim makes of a row. Claims are one statement each: they guard and take at once.
_LEASED = {
    "state": Job.State.LEASED,
    "lease_token": given("token"),
    "lease_until": Now() + timedelta(seconds=LEASE_SECONDS),
    "attempts": F("attempts") + 1,
}
_due = Job.objects.filter(state=Job.State.DUE)
_this_one_at = PreparedUpdate(lambda: (_due.filter(pk=given("pk")), _LEASED))
_this_one = PreparedUpdate(lambda: (_due.filter(pk=given("pk"), due_at__lte=Now()), _LEASED))
_longest_due = PreparedUpdate(lambda: (_due.filter(pk=Subquery(_first_due())), _LEASED))


def _first_due() -> QuerySet[Job, Any]:
    first = _due.filter(lane=given("lane"), due_at__lte=Now()).order_by("due_at").values("pk")
    if connection.features.has_select_for_update_skip_locked:
        first = first.select_for_update(skip_locked=True)
    return first[:1]


def new_token(holder: str = "") -> str:
    """A lease's token; it starts with its holder's name, so that a holder's leases can be found."""
    return f"{holder}{secrets.token_hex(16)}"[:32]


def claim_next(
    lane: str, *, holder: str = "", at: datetime | None = None, skip: Collection[int] = ()
) -> Job | None:
    """Lease the job of this lane that has been due longest, or None.

    `at` moves the clock; the jobs with an id in `skip` are left alone.
    """
    if at is None and not skip:
        return next(iter(_longest_due.changed(lane=lane, token=new_token(holder))), None)
    due = Job.objects.filter(state=Job.State.DUE, lane=lane, due_at__lte=at or database_now())
    job_id = due.exclude(pk__in=skip).order_by("due_at").values_list("pk", flat=True).first()
    if job_id is None:
        return None
    return next(iter(_this_one_at.changed(pk=job_id, token=new_token(holder))), None)


def claim(job_id: int, *, holder: str = "") -> Job | None:
    """Lease this job if it is due; None when it is done, running elsewhere or not due yet."""
    return next(iter(_this_one.changed(pk=job_id, token=new_token(holder))), None)


def announce_again(lane: str) -> None:
    """Nobody looks after this lane's due work any more: it is news for the relay."""
    with transaction.atomic():
        Job.objects.filter(state=Job.State.DUE, lane=lane).update(dispatched_at=None)
        doorbell.ring()


def _held(job: Job) -> QuerySet[Job]:
    return Job.objects.filter(pk=job.pk, state=Job.State.LEASED, lease_token=job.lease_token)


_done = PreparedUpdate(
    lambda: (
        Job.objects.filter(pk=given("pk"), state=Job.State.LEASED, lease_token=given("token")),
        {
            "state": Job.State.DONE,
            "finished_at": Now(),
            "lease_until": None,
            "lease_token": "",
            "last_error": "",
        },
    )
)


def renew(job: Job) -> bool:
    """Hold the lease longer. False when it is not ours any more."""
    until = Now() + timedelta(seconds=LEASE_SECONDS)
    return _held(job).update(lease_until=until) == 1


def finish(job: Job) -> bool:
    """Mark done. False, changing nothing, when the lease is not ours any more."""
    return _done.run(pk=job.pk, token=job.lease_token) == 1


def fail(job: Job, error: BaseException) -> bool:
    """Send it round again after a pause, or to the dead letters. False when not ours any more."""
    message = f"{type(error).__name__}: {error}"[:ERROR_CHARS]
    if _is_over(job, error):
        return _held(job).update(**_dead(message)) == 1
    pause = getattr(error, "retry_in", None) or pause_before(job.attempts + 1)
    return (
        _held(job).update(
            state=Job.State.DUE,
            due_at=Now() + timedelta(seconds=pause),
            lease_until=None,
            lease_token="",
            dispatched_at=None,
            last_error=message,
        )
        == 1
    )


def _is_over(job: Job, error: BaseException) -> bool:
    if isinstance(error, Transient):
        return database_now() - job.created_at > error.patience
    return job.attempts >= job.max_attempts


def _dead(message: str) -> dict[str, object]:
    return {
        "state": Job.State.DEAD,
        "finished_at": Now(),
        "lease_until": None,
        "lease_token": "",
        "last_error": message,
    }


def pause_before(attempt: int) -> float:
    """Seconds before this attempt: 1, 2, 4, … up to two minutes, give or take a third."""
    longest = min(LONGEST_PAUSE, 2.0 ** min(max(attempt - 2, 0), 10))
    return longest * random.uniform(0.67, 1.33)


def give_back_expired() -> int:
    """Leases that ran out: due again, or dead when that was the last attempt."""
    expired = Job.objects.filter(state=Job.State.LEASED, lease_until__lt=Now())
    if not expired.exists():
        return 0  # an UPDATE would take SQLite's write lock for nothing
    return _give_back(expired, "The process that ran this stopped or took too long.", counted=True)


def give_back_held_by(holder: str, reason: str, *, counted: bool = True) -> int:
    """The leases of a holder known to be gone; not `counted`: it was not the job's doing."""
    held = Job.objects.filter(state=Job.State.LEASED, lease_token__startswith=holder)
    return _give_back(held, reason, counted=counted) if held.exists() else 0


def _give_back(leased: QuerySet[Job], reason: str, *, counted: bool) -> int:
    last_attempt = Q(attempts__gte=F("max_attempts"))
    dead = leased.filter(last_attempt).update(**_dead(reason)) if counted else 0
    due = leased.update(
        state=Job.State.DUE,
        due_at=Now(),
        attempts=F("attempts") - (0 if counted else 1),
        lease_until=None,
        lease_token="",
        dispatched_at=None,
        last_error=reason,
    )
    return dead + due
