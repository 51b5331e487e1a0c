"""What the outbox tells of itself: for health, for figures, for the page of jobs."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q, QuerySet

from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat, Job, Outage
from courses.outbox.outages import WEB
from courses.outbox.upkeep import CANARY, RELAY


@dataclass(frozen=True, slots=True)
class Signs:
    """Ages in seconds by the database's clock; None: never seen, or nothing waits."""

    relay_age: float | None
    relay_up: float | None
    canary_age: float | None
    web_age: float | None
    waiting: dict[str, float]


def signs_of_life() -> Signs:
    """Whether relay and web beat, the canary came through, and how long due work has waited."""
    now = database_now()
    beats = {beat.name: beat for beat in Heartbeat.objects.all()}
    relay = beats.get(RELAY)
    canary = beats.get(f"{CANARY}:short")
    return Signs(
        relay_age=_age(relay, now),
        relay_up=now.timestamp() - relay.detail.get("started_at", 0.0) if relay else None,
        canary_age=_age(canary, now),
        web_age=_age(beats.get(WEB), now),
        waiting={lane: oldest_due_age(lane, now) for lane in Job.Lane.values},
    )


def _age(beat: Heartbeat | None, now: datetime) -> float | None:
    return (now - beat.beat_at).total_seconds() if beat else None


def oldest_due_age(lane: str, now: datetime) -> float:
    """Seconds that the oldest due job of a lane has waited; 0 when none waits."""
    waiting = Job.objects.filter(state=Job.State.DUE, lane=lane, due_at__lte=now)
    due_at = waiting.order_by("due_at").values_list("due_at", flat=True).first()
    return (now - due_at).total_seconds() if due_at else 0.0


def outages_so_far() -> tuple[int, float]:
    """(how many of the web are on record, their seconds)."""
    rows = Outage.objects.filter(component=WEB).values_list("began_at", "ended_at")
    seconds = [(end - begin).total_seconds() for begin, end in rows]
    return len(seconds), sum(seconds)


def jobs_by_state() -> dict[tuple[str, str], int]:
    """How many jobs of each (lane, state) are not done; done ones are not counted each time."""
    rows = Job.objects.exclude(state=Job.State.DONE).values("lane", "state")
    counted = rows.annotate(count=Count("pk")).order_by()
    return {(row["lane"], row["state"]): row["count"] for row in counted}


def jobs_listed(*, state: str = "", task: str = "") -> QuerySet[Job]:
    """Newest first; empty filters let everything through."""
    wanted = Q()
    if state:
        wanted &= Q(state=state)
    if task:
        wanted &= Q(task=task)
    return Job.objects.filter(wanted).order_by("-created_at", "-pk")


def failed_jobs() -> int:
    """How many jobs wait for somebody to try them again."""
    return Job.objects.filter(state=Job.State.DEAD).count()


def task_names() -> list[str]:
    """Every task that a job was enqueued for, in order."""
    return list(Job.objects.order_by("task").values_list("task", flat=True).distinct())
