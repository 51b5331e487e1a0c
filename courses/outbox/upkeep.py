"""Signs of life, and clearing away what is over."""

from datetime import timedelta

from django.db.models.functions import Now

from courses.outbox.models import Heartbeat, Job, ScheduleRun

RELAY = "relay"
CANARY = "canary"
DONE_DAYS = 7
SCHEDULE_DAYS = 2


def beat(name: str, **detail: object) -> None:
    """Say that a process works, by the database's clock."""
    Heartbeat.objects.update_or_create(name=name, defaults={"beat_at": Now(), "detail": detail})


def sing(lane: str) -> None:
    """The canary came through the whole path of this lane."""
    beat(f"{CANARY}:{lane}")


def prune() -> int:
    """Remove done work and old schedule runs; dead letters stay until somebody looks."""
    old = Now() - timedelta(days=DONE_DAYS)
    jobs, _ = Job.objects.filter(state=Job.State.DONE, finished_at__lt=old).delete()
    ScheduleRun.objects.filter(claimed_at__lt=Now() - timedelta(days=SCHEDULE_DAYS)).delete()
    return jobs
