"""The outbox's own tasks, and the one through which Celery workers run every job."""

from celery import shared_task
from django.db import close_old_connections

from courses.outbox import leases, upkeep
from courses.outbox.running import run_leased


@shared_task(name="outbox.run")
def run(job_id: int) -> None:
    """Claim a job and run it; a message that came twice or too late finds nothing to claim."""
    close_old_connections()
    job = leases.claim(job_id)
    if job is not None:
        run_leased(job)


@shared_task(name="outbox.canary")
def canary(of_lane: str = "short") -> None:
    upkeep.sing(of_lane)


@shared_task(name="outbox.prune")
def prune() -> None:
    upkeep.prune()
