"""Scaled mode: due work is announced to Celery workers over Redis, again and again until done.

Redis is only the doorbell. A message says "job 17 may be due"; the worker claims it in the
database or, when somebody else has it, forgets the message. So a message may be lost, doubled or
late without harm, and a Redis that is dead or hung costs this process one second at a time.
"""

import time
from datetime import timedelta
from typing import Any

import structlog
from django.db import connection
from django.db.models import Func, Q, QuerySet, Subquery
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Now

from courses.outbox.models import Job
from courses.outbox.publishing import Broker, BrokerAway
from elearning.prepared import PreparedUpdate, given

log = structlog.get_logger("parcours.relay")

RESEND_SECONDS = 15.0
# So many announcements may be under way in a lane; the rest waits in the database, not in Redis.
WINDOW = 200
BATCH = 50
AFTER_BROKER_ERROR_SECONDS = 2.0


class Publisher:
    """The Runner of scaled mode."""

    def __init__(self) -> None:
        self.broker = Broker()
        self.not_before = 0.0
        self.full: set[str] = set()

    def start(self) -> None:
        """Nothing: the broker is reached when there is work."""

    def look(self, lane: str) -> None:
        if time.monotonic() < self.not_before:
            return
        batch = reserve(lane)
        while batch and self._announce(lane, batch):
            # Fewer than a full batch: there was no more.
            batch = reserve(lane) if len(batch) == BATCH else []

    def _announce(self, lane: str, jobs: list[int]) -> bool:
        for position, job_id in enumerate(jobs):
            try:
                self.broker.announce(job_id, lane)
            except BrokerAway as error:
                log.warning("broker away", reason=str(error))
                take_back(jobs[position:])
                self.not_before = time.monotonic() + AFTER_BROKER_ERROR_SECONDS
                return False
        return True

    def files(self) -> list[int]:
        return []

    def tend(self) -> float:
        """Sent once is not done: look again soon at what waits."""
        left = self.not_before - time.monotonic()
        return left if left > 0 else AFTER_BROKER_ERROR_SECONDS

    def stop(self) -> None:
        self.broker.close()


def reserve(lane: str) -> list[int]:
    """Jobs of a lane to announce now: due, and not announced lately. Marks them announced."""
    reserved = _reserved.changed(lane=lane)
    return [job.pk for job in sorted(reserved, key=lambda job: job.due_at)]


# One statement, at every ring of the bell; it finds nothing while the window is full.
_reserved = PreparedUpdate(lambda: (Job.objects.filter(pk__in=_silent()), {"dispatched_at": Now()}))


def _silent() -> QuerySet[Job, Any]:
    due = Job.objects.filter(state=Job.State.DUE, lane=given("lane"), due_at__lte=Now())
    silent = due.filter(Q(dispatched_at=None) | Q(dispatched_at__lt=_recently())).order_by("due_at")
    under_way = due.filter(dispatched_at__gte=_recently()).values(n=Func("pk", function="COUNT"))
    silent = silent.alias(under_way=Subquery(under_way)).filter(under_way__lt=WINDOW)
    if connection.features.has_select_for_update_skip_locked:
        silent = silent.select_for_update(skip_locked=True)
    return silent.values("pk")[:BATCH]


def _recently() -> CombinedExpression:
    return Now() - timedelta(seconds=RESEND_SECONDS)


def take_back(jobs: list[int]) -> None:
    """These were not announced after all."""
    Job.objects.filter(pk__in=jobs, state=Job.State.DUE).update(dispatched_at=None)
