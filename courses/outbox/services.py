"""Work enters the outbox, and a person may send failed work round again."""

from datetime import datetime

from django.db import connection, transaction
from django.db.models.functions import Now

from courses.outbox import doorbell
from courses.outbox.errors import NotInTransaction
from courses.outbox.models import Job
from elearning.prepared import insert


def enqueue(
    task: str,
    *,
    lane: str = "short",
    dedupe_key: str | None = None,
    due_at: datetime | None = None,
    **ids: int | str,
) -> Job:
    """Commit work together with its cause: `task` is a Celery task's name, `ids` its arguments.

    Must be called inside `transaction.atomic()` (raises NotInTransaction). A `dedupe_key`
    seen before returns the job that has it, whatever its state. Without `due_at` it is due at
    once, by the database's clock.
    """
    if not connection.in_atomic_block:
        raise NotInTransaction(f"enqueue({task!r}) belongs in the transaction of its cause")
    job = Job(
        task=task,
        args=ids,
        lane=Job.Lane(lane),
        dedupe_key=dedupe_key,
        due_at=due_at or Now(),
    )
    bell = doorbell.ringing()
    if due_at is None and doorbell.is_looked_after(lane):
        # As good as announced; should this worker die, the relay announces it all the same.
        job.dispatched_at, bell = Now(), ""
    if not insert(job, unless_taken=bool(dedupe_key), returning=bell):
        return Job.objects.get(dedupe_key=dedupe_key)
    return job


def try_again(job_id: int) -> bool:
    """Send a failed job round again with all its attempts. False when it is not failed."""
    with transaction.atomic():
        changed = Job.objects.filter(pk=job_id, state=Job.State.DEAD).update(
            state=Job.State.DUE,
            due_at=Now(),
            attempts=0,
            lease_until=None,
            lease_token="",
            dispatched_at=None,
            finished_at=None,
        )
        doorbell.ring()
    return changed == 1
