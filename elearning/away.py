"""When the database or the disk fails a request: a page of our own instead of a trace.

Django turns an exception into a response around every single middleware, so none of them could
catch what the others raise (a session read, a person looked up); `handler500` is asked whoever
raised. The answers need no database, no session and no template that asks for either.
"""

import errno
import shutil
import sqlite3
import sys
import time
from dataclasses import dataclass

import structlog
from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.defaults import server_error

log = structlog.get_logger("parcours.away")

POSTGRES_DISK_FULL = "53100"
# Anything else that SQLite calls operational is a mistake in our SQL.
SQLITE_AWAY = (
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
)
LEAST_ROOM = 1 << 20  # bytes
LOG_AGAIN_SECONDS = 10.0

_last_logged: dict[int, float] = {}


@dataclass(frozen=True, slots=True)
class Trouble:
    """What to answer: an HTTP status, words for a person, and seconds after which to try again."""

    status: int
    retry_after: int
    title: str | Promise
    sentence: str | Promise


AWAY = Trouble(
    503,
    3,
    _("We are away for a moment"),
    _("Our database does not answer. Nothing you saved is lost; try again in a few seconds."),
)
FULL = Trouble(
    507,
    30,
    _("Our disk is full"),
    _(
        "What you just sent could not be saved, because there is no room left on our disk. "
        "Nothing you saved before is lost. Try again in a few minutes."
    ),
)


class LoggedPage(HttpResponse):
    """We have said in our own words what happened; Django need not print a trace as well."""

    _has_been_logged = True


class LoggedJson(JsonResponse):
    _has_been_logged = True


def answer_failure(request: HttpRequest) -> HttpResponse:
    """The site's handler500: called while the exception is being handled."""
    error = sys.exc_info()[1]
    trouble = trouble_of(error)
    if error is None or trouble is None:
        return server_error(request)
    _log(trouble, error)
    return page_of(request, trouble)


def trouble_of(error: BaseException | None) -> Trouble | None:
    """None for what is a fault of the program."""
    if isinstance(error, OSError):
        return FULL if error.errno in (errno.ENOSPC, errno.EDQUOT) else None
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    if getattr(cause, "sqlstate", None) == POSTGRES_DISK_FULL:
        return FULL
    if not isinstance(cause, sqlite3.Error):
        return AWAY
    primary = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
    if primary == sqlite3.SQLITE_FULL or (primary in SQLITE_AWAY and _no_room()):
        return FULL
    return AWAY if primary in SQLITE_AWAY else None


def _no_room() -> bool:
    """SQLite reports a full disk as an input/output error when it meets it in a helper file."""
    try:
        return shutil.disk_usage(settings.VAR_DIR).free < LEAST_ROOM
    except OSError:
        return False


def page_of(request: HttpRequest, trouble: Trouble) -> HttpResponse:
    """JSON to whoever sent JSON, else a page in the language that the browser asks for."""
    headers = {"Retry-After": str(trouble.retry_after), "Cache-Control": "no-store"}
    with translation.override(_language(request)):
        if request.content_type == "application/json":
            said = {"error": str(trouble.sentence)}
            return LoggedJson(said, status=trouble.status, headers=headers)
        page = render_to_string("away.html", {"trouble": trouble})
        return LoggedPage(page, status=trouble.status, headers=headers)


def _language(request: HttpRequest) -> str:
    wanted = translation.get_language_from_request(request)
    return wanted if wanted in settings.INTERFACE_LANGUAGES else settings.LANGUAGE_CODE


def _log(trouble: Trouble, error: BaseException) -> None:
    """Once in a while: an outage fails every request, and each is in the log with its status."""
    now = time.monotonic()
    if now - _last_logged.get(trouble.status, -LOG_AGAIN_SECONDS) >= LOG_AGAIN_SECONDS:
        _last_logged[trouble.status] = now
        log.error("away", status=trouble.status, reason=str(error).strip())
