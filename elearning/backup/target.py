"""The site that a backup is to be restored into: is anybody there, is anything running?"""

from dataclasses import dataclass
from datetime import timedelta

from django.db import connection

from courses.models import Heartbeat, SiteSettings, User
from courses.outbox.clock import database_now
from courses.outbox.upkeep import CANARY
from elearning.backup.errors import InTheWay

FRESH = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Here:
    """`people`: accounts on this site; `running`: processes seen within half a minute."""

    people: int
    name: str
    running: list[str]


def place() -> str:
    """The database that commands act on, for whoever forgot to set the environment."""
    named = connection.settings_dict
    if connection.vendor == "sqlite":
        return str(named["NAME"])
    return f"{named['NAME']} on {named['HOST'] or 'this machine'}"


def look_here() -> Here:
    """What stands where the backup shall go. A database without tables is an empty site."""
    tables = set(connection.introspection.table_names())
    people = User.objects.count() if User._meta.db_table in tables else 0
    settings = SiteSettings.objects.only("name") if SiteSettings._meta.db_table in tables else None
    row = settings.first() if settings is not None else None
    running = fresh_heartbeats() if Heartbeat._meta.db_table in tables else []
    return Here(people=people, name=row.name if row else "Parcours", running=running)


def fresh_heartbeats() -> list[str]:
    fresh = Heartbeat.objects.filter(beat_at__gt=database_now() - FRESH)
    names = fresh.values_list("name", flat=True).order_by("name")
    return [name for name in names if not name.startswith(CANARY)]


def check_stopped(here: Here) -> None:
    """Raises InTheWay while web or relay work, or hold SQLite's file open."""
    if here.running:
        raise InTheWay(
            f"This site is running ({', '.join(here.running)}: seen within 30 s)."
            " Stop web, relay and workers first, or say --while-running."
        )
    check_file_free()


def check_file_free() -> None:
    if connection.vendor == "sqlite":
        from elearning.backup.sqlite import check_nobody_has_it_open

        check_nobody_has_it_open()


def check_empty(here: Here, *, replace: bool) -> None:
    if here.people and not replace:
        raise InTheWay(
            f"This site has people ({here.people}). To replace everything on it: --replace."
        )
