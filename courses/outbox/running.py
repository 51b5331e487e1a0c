"""Runs leased work: the boundary where an exception becomes a record."""

import threading
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import datetime
from functools import cache

import structlog
from celery import Task
from celery.exceptions import SoftTimeLimitExceeded
from django.db import Error as DatabaseError
from django.db import connection

from courses.outbox import leases
from courses.outbox.errors import Transient, UnknownTask
from courses.outbox.models import Job
from elearning.celery import app

log = structlog.get_logger("parcours.outbox")


def run_task(job: Job) -> None:
    """Run the job's Celery task here; its exception is raised (`apply` alone would keep it)."""
    task = known_tasks().get(job.task)
    if task is None:
        raise UnknownTask(job.task)
    task.apply(kwargs=job.args, throw=True)


@cache
def known_tasks() -> Mapping[str, Task[..., object]]:
    """Every task by name, once all task modules are imported."""
    app.loader.import_default_modules()
    return app.tasks


def run_leased(job: Job, *, renewing: bool = True) -> bool:
    """Run a job whose lease we hold, then mark it. True when it was done."""
    with Renewal(job) if renewing else nullcontext():
        try:
            run_task(job)
        except Transient as error:
            log.info("job put off", job=job.pk, task=job.task, reason=str(error))
            leases.fail(job, error)
            return False
        except (Exception, SoftTimeLimitExceeded) as error:
            log.exception("job failed", job=job.pk, task=job.task, attempt=job.attempts)
            leases.fail(job, error)
            return False
    return leases.finish(job)


class Renewal:
    """Renews a lease from a thread while its work runs; work of a few seconds needs none."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._renew, daemon=True)

    def __enter__(self) -> None:
        self.thread.start()

    def __exit__(self, *_: object) -> None:
        self.over.set()
        self.thread.join()

    def _renew(self) -> None:
        while not self.over.wait(leases.RENEW_SECONDS):
            if not self._renewed():
                return

    def _renewed(self) -> bool:
        """False when the lease is lost; a database that is busy or away is asked again."""
        try:
            return leases.renew(self.job)
        except DatabaseError as error:
            log.warning("lease not renewed", job=self.job.pk, reason=str(error).strip())
            return True
        finally:
            connection.close()


def run_due_jobs(*, at: datetime | None = None) -> int:
    """Run every job that is due (at `at`) in this process, each once, until none is left.

    Returns how many ran. For tests and commands; the relay has jobs run elsewhere.
    """
    ran: set[int] = set()
    while job := _next_of_any_lane(at, ran):
        ran.add(job.pk)
        run_leased(job, renewing=False)
    return len(ran)


def _next_of_any_lane(at: datetime | None, ran: set[int]) -> Job | None:
    claims = (leases.claim_next(lane, at=at, skip=ran) for lane in Job.Lane.values)
    return next((job for job in claims if job), None)
