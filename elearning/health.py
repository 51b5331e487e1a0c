"""Whether this process lives, and whether the site can do its work. The answer is never cached."""

from collections.abc import Callable

import structlog
from django.db import Error as DatabaseError
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.outbox.outages import OUTAGE_SECONDS
from courses.outbox.queries import Signs, signs_of_life

log = structlog.get_logger("parcours.health")

RELAY_FRESH_SECONDS = 30
CANARY_FRESH_SECONDS = 180
LONGEST_WAIT_SECONDS = {"short": 60, "long": 900}

# Migrations of this code, once seen applied, stay so while this process runs this code.
_migrated = False


@never_cache
@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """This process answers; it says nothing of anything else."""
    return JsonResponse({"status": "live"})


@never_cache
@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when a learner can be served and work gets done, else 503 with the reasons by name."""
    try:
        reasons, signs = look_round()
    except DatabaseError as error:
        # The error names hosts and accounts: it is for the log, not for whoever asks.
        log.error("database", error=str(error).strip())
        reasons, signs = {"database": "The database does not answer."}, None
    status = {"status": "unready" if reasons else "ready", "reasons": reasons}
    names = ("relay_age", "web_age", "canary_age", "waiting")
    figures = {name: getattr(signs, name) for name in names} if signs else {}
    return JsonResponse({**status, **figures}, status=503 if reasons else 200)


def look_round() -> tuple[dict[str, str], Signs | None]:
    """What is wrong, by name. Raises DatabaseError when the database does not answer."""
    if not migrations_applied():
        return {"migrations": "The database waits for `manage.py migrate`."}, None
    signs = signs_of_life()
    checks: dict[str, Callable[[Signs], str]] = {
        "relay": relay_trouble,
        "canary": canary_trouble,
        "queue": queue_trouble,
        "web": web_trouble,
    }
    found = {name: check(signs) for name, check in checks.items()}
    return {name: trouble for name, trouble in found.items() if trouble}, signs


def migrations_applied() -> bool:
    global _migrated
    if not _migrated:
        executor = MigrationExecutor(connection)
        _migrated = not executor.migration_plan(executor.loader.graph.leaf_nodes())
    return _migrated


def relay_trouble(signs: Signs) -> str:
    if signs.relay_age is None:
        return "No relay has run yet."
    if signs.relay_age > RELAY_FRESH_SECONDS:
        return f"The relay was last seen {signs.relay_age:.0f} s ago."
    return ""


def canary_trouble(signs: Signs) -> str:
    """The canary sings once a minute; a relay that just started is given time for the first."""
    if (signs.relay_up or 0) < CANARY_FRESH_SECONDS:
        return ""
    if signs.canary_age is None:
        return "No canary came through."
    if signs.canary_age > CANARY_FRESH_SECONDS:
        return f"The last canary came through {signs.canary_age:.0f} s ago."
    return ""


def queue_trouble(signs: Signs) -> str:
    late = [
        f"{lane}: {seconds:.0f} s"
        for lane, seconds in signs.waiting.items()
        if seconds > LONGEST_WAIT_SECONDS.get(lane, 60)
    ]
    return f"Due work waits too long ({', '.join(late)})." if late else ""


def web_trouble(signs: Signs) -> str:
    """This process answers, but the web's sign of life cannot be written: nothing else can."""
    if signs.web_age is None or signs.web_age <= OUTAGE_SECONDS:
        return ""
    return f"The web's last sign of life was written {signs.web_age:.0f} s ago."
