"""Web, relay and workers ask at their start whether what they acknowledge will be kept."""

import structlog
from django.conf import settings
from django.db import Error as DatabaseError
from django.db import connection, connections

from elearning.selfcheck import postgresql, sqlite
from elearning.selfcheck.findings import Finding

log = structlog.get_logger("parcours.start")


class CannotServe(Exception):
    """What is acknowledged could be lost. The message is one line, with what mends it."""


def refuse_or_warn() -> None:
    """Logs what is doubtful. Raises CannotServe for what must not be, unless ALLOW_DATA_LOSS."""
    found = [*database_findings(), *redis_findings()]
    refusals = [finding for finding in found if finding.is_refusal]
    if refusals and not settings.ALLOW_DATA_LOSS:
        said = " ".join(map(str, refusals))
        raise CannotServe(f"{said} (For a site to be thrown away: ALLOW_DATA_LOSS=1.)")
    for finding in found:
        log.warning("self-check", id=finding.id, finding=finding.sentence, mend=finding.mend)


def database_findings() -> list[Finding]:
    """A database that is away is no reason not to start: it is asked again when it is back."""
    is_postgres = connection.vendor == "postgresql"
    try:
        return postgresql.findings() if is_postgres else sqlite.findings()
    except DatabaseError as error:
        sentence = f"The database did not answer ({str(error).strip()})."
        return [Finding("parcours.W008", sentence, "Its settings are not known.")]


def redis_findings() -> list[Finding]:
    if not settings.REDIS_URL:
        return []
    # Here, so that a site without Redis does not load its client at each start.
    from elearning.selfcheck import broker

    return broker.findings(settings.REDIS_URL)


def let_go() -> None:
    """Before processes are forked: no connection of this one must be inherited."""
    connections.close_all()
