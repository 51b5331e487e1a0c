"""When nobody could reach us: the web's sign of life, and the gaps in it.

A gap is seen when it ends, whatever it came from: the web dead, the machine off, the database
away or hung. Every time is the database's. Only a web process may call `beat` and `close_gap`:
that one of them is asked to do something shows that the web is there.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models.functions import Now

from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat, Outage
from courses.outbox.services import enqueue

WEB = "web"
BEAT_SECONDS = 4.0
# Whoever finds the beat of another so near its end leaves it be: no two write at once.
EARLY_SECONDS = 0.5
# A restart within this time is none.
OUTAGE_SECONDS = 15.0
OUTAGE = timedelta(seconds=OUTAGE_SECONDS)


@dataclass(frozen=True, slots=True)
class Sign:
    """The web's last sign of life, as seen at `now`."""

    beat_at: datetime
    now: datetime

    @property
    def age(self) -> float:
        """Seconds."""
        return (self.now - self.beat_at).total_seconds()

    @property
    def is_too_old(self) -> bool:
        """Nobody could reach us since, and cannot yet, as far as is known."""
        return self.age > OUTAGE_SECONDS


def last_sign() -> Sign | None:
    """None where no web process of ours has ever run. One query."""
    row = Heartbeat.objects.filter(name=WEB).values_list("beat_at", Now()).first()
    return Sign(*row) if row else None


def beat() -> float:
    """Says that the web is there, unless another process of it just did; ends a gap.

    Returns the seconds until it should be said again. Reads before it writes, for SQLite locks
    out every other writer even where an UPDATE finds nothing.
    """
    sign = last_sign()
    if sign is None:
        Heartbeat.objects.get_or_create(name=WEB, defaults={"beat_at": Now()})
        return BEAT_SECONDS
    # A beat from the future is what a clock set back leaves behind.
    if 0 <= sign.age < BEAT_SECONDS - EARLY_SECONDS:
        return BEAT_SECONDS - sign.age
    # The age is asked again by the statement itself: this process may have stood still meanwhile.
    young = Heartbeat.objects.filter(name=WEB, beat_at__gte=Now() - OUTAGE)
    if not young.update(beat_at=Now()):
        close_gap()
    return BEAT_SECONDS


def close_gap() -> Outage | None:
    """Records the outage that ends now, with the job that gives it back; None without a gap.

    Once, however many come back at the same moment: they stand in line at the row.
    """
    sign = last_sign()
    if sign is None or not sign.is_too_old:
        return None
    with transaction.atomic():
        row = Heartbeat.objects.select_for_update().get(name=WEB)
        now = database_now()
        if now - row.beat_at <= OUTAGE:
            return None
        outage = Outage.objects.create(component=WEB, began_at=row.beat_at, ended_at=now)
        row.beat_at = now
        row.save(update_fields=["beat_at"])
        enqueue("quizzes.give_back_outage", outage_id=outage.pk)
        return outage
