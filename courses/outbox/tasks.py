"""The outbox's own tasks, and the one through which Celery workers run every job."""

import time

from celery import shared_task
from django.db import close_old_connections

from courses.outbox import doorbell, leases, upkeep, watch
from courses.outbox.publishing import RUN_ON_SECONDS
from courses.outbox.running import run_leased


@shared_task(name="outbox.run")
def run(job_id: int) -> None:
    """Claim a job and run it; a message that came twice or too late finds nothing to claim.

    Then whatever else is due in its lane, above all what the job itself has caused: a message for
    each would cost more than many a job.
    """
    close_old_connections()
    job = leases.claim(job_id, holder=watch.HOLDER)
    end = time.monotonic() + RUN_ON_SECONDS
    while job is not None:
        with doorbell.looking_after(job.lane):
            run_leased(job)
        if time.monotonic() > end:
            leases.announce_again(job.lane)
            return
        job = leases.claim_next(job.lane, holder=watch.HOLDER)


@shared_task(name="outbox.canary")
def canary(of_lane: str = "short") -> None:
    upkeep.sing(of_lane)


@shared_task(name="outbox.prune")
def prune() -> None:
    upkeep.prune()
