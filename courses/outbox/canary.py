"""A canary sent by hand through the whole path: commit, doorbell, relay, worker, database."""

import time

from django.db import transaction

from courses.outbox.errors import OutboxError
from courses.outbox.models import Job
from courses.outbox.services import enqueue

POLL_SECONDS = 0.05


class CanaryLost(OutboxError):
    """It did not come through in time."""


def send_canary(lane: str, *, seconds: float) -> float:
    """How many seconds the canary took. Raises CanaryLost after `seconds`."""
    with transaction.atomic():
        job = enqueue("outbox.canary", of_lane=lane, lane=lane)
    start = time.monotonic()
    while (taken := time.monotonic() - start) < seconds:
        if Job.objects.filter(pk=job.pk, state=Job.State.DONE).exists():
            return taken
        time.sleep(POLL_SECONDS)
    raise CanaryLost(f"The canary did not come through the {lane} lane within {seconds:g} s.")
