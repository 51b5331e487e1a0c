"""The outbox's own work."""

from celery import shared_task

from courses.outbox import upkeep


@shared_task(name="outbox.canary")
def canary(lane: str = "short") -> None:
    upkeep.sing(lane)


@shared_task(name="outbox.prune")
def prune() -> None:
    upkeep.prune()
