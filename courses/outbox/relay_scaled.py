"""Scaled mode: due work is announced to Celery workers over Redis, again and again until done.

Redis is only the doorbell. A message says "job 17 may be due"; the worker claims it in the
database or, when somebody else has it, forgets the message. So a message may be lost, doubled or
late without harm, and a Redis that is dead or hung costs this process one second at a time.
"""

import time
from datetime import timedelta

import structlog
from django.db import connection, transaction
from django.db.models import Q
from django.db.models.functions import Now

from courses.outbox.models import Job
from courses.outbox.publishing import Broker, BrokerAway

log = structlog.get_logger("parcours.relay")

RESEND_SECONDS = 15.0
# So many announcements may be under way in a lane; the rest waits in the database, not in Redis.
WINDOW = 200
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
        while batch := reserve(lane):
            if not self._announce(lane, batch):
                return

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


@transaction.atomic
def reserve(lane: str) -> list[int]:
    """Jobs of a lane to announce now: due, and not announced lately. Marks them announced."""
    recently = Now() - timedelta(seconds=RESEND_SECONDS)
    due = Job.objects.filter(state=Job.State.DUE, lane=lane, due_at__lte=Now())
    under_way = due.filter(dispatched_at__gte=recently).count()
    silent = due.filter(Q(dispatched_at=None) | Q(dispatched_at__lt=recently)).order_by("due_at")
    if connection.features.has_select_for_update_skip_locked:
        silent = silent.select_for_update(skip_locked=True)
    jobs = list(silent.values_list("pk", flat=True)[: max(WINDOW - under_way, 0)])
    if jobs:
        Job.objects.filter(pk__in=jobs).update(dispatched_at=Now())
    return jobs


def take_back(jobs: list[int]) -> None:
    """These were not announced after all."""
    Job.objects.filter(pk__in=jobs, state=Job.State.DUE).update(dispatched_at=None)
