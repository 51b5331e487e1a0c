"""Runs leased work: the boundary where an exception becomes a record."""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from datetime import datetime
from functools import cache
from inspect import signature

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
    """Run the job's Celery task here: the function itself, so that its exception is raised, and
    without Celery's frame around it, which costs as much as many a job."""
    task = known_tasks().get(job.task)
    if task is None:
        raise UnknownTask(job.task, retry_in=15)
    task.run(**known_arguments(task, job))


def known_arguments(task: Task[..., object], job: Job) -> dict[str, object]:
    """What this release's task takes; a newer one may have sent more, and then gives its own
    parameter a default (docs/decisions/0013-tasks-change-by-addition.md)."""
    takes = parameters_of(task)
    unknown = [name for name in job.args if name not in takes]
    if unknown:
        log.warning("arguments of another release", job=job.pk, task=job.task, names=unknown)
    return {name: value for name, value in job.args.items() if name in takes}


@cache
def parameters_of(task: Task[..., object]) -> frozenset[str]:
    return frozenset(signature(task.run).parameters)


@cache
def known_tasks() -> Mapping[str, Task[..., object]]:
    """Every task by name, once all task modules are imported."""
    app.loader.import_default_modules()
    return app.tasks


def run_leased(job: Job, *, renewing: bool = True) -> bool:
    """Run a job whose lease we hold, then mark it. True when it was done."""
    with renewals.of(job) if renewing else nullcontext():
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


class Renewals:
    """Renews leases while their work runs; work of a few seconds needs none.

    One thread for the life of the process: starting one for each job cost as much as a job's own
    queries. It sleeps while nothing runs.
    """

    def __init__(self) -> None:
        self.held: dict[int, Job] = {}
        self.something = threading.Event()
        self.thread: threading.Thread | None = None

    @contextmanager
    def of(self, job: Job) -> Iterator[None]:
        if self.thread is None or not self.thread.is_alive():  # a fork takes no thread along
            self.thread = threading.Thread(target=self._run, daemon=True)
            self.thread.start()
        self.held[job.pk] = job
        self.something.set()
        try:
            yield
        finally:
            del self.held[job.pk]

    def _run(self) -> None:
        while self.something.wait():
            time.sleep(leases.RENEW_SECONDS)
            self.something.clear()
            for job in list(self.held.values()):
                self.something.set()
                self._renew(job)

    def _renew(self, job: Job) -> None:
        """A database that is busy or away is asked again."""
        try:
            leases.renew(job)
        except DatabaseError as error:
            log.warning("lease not renewed", job=job.pk, reason=str(error).strip())
        finally:
            connection.close()


renewals = Renewals()


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
