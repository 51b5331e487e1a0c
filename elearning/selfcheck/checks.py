"""The self-checks for `manage.py check --deploy` and `manage.py check --database default`."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

from elearning.selfcheck.findings import Finding
from elearning.selfcheck.start import database_findings, redis_findings


def message(finding: Finding) -> CheckMessage:
    is_error = finding.is_refusal and not settings.ALLOW_DATA_LOSS
    kind = Error if is_error else Warning
    return kind(finding.sentence, hint=finding.mend, id=finding.id)


@register(Tags.database)
def database_keeps_what_it_acknowledges(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    asked = "default" in (databases or ())
    return [message(finding) for finding in database_findings()] if asked else []


@register(deploy=True)
def servers_keep_what_they_acknowledge(
    databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """The database only where the other check does not ask it."""
    found = redis_findings() if databases else [*database_findings(), *redis_findings()]
    return [message(finding) for finding in found]
