"""The fault `client_clock`: the site believes what the browser says about the time."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

HEADER = "X-Client-Time"
told: ContextVar[datetime | None] = ContextVar("told", default=None)


class ClientClockMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        said = request.headers.get(HEADER)
        told.set(datetime.fromtimestamp(float(said), UTC) if said else None)
        return self.get_response(request)


def believed(clock: Callable[[], datetime]) -> Callable[[], datetime]:
    def now() -> datetime:
        return told.get() or clock()

    return now


def believed_facts(facts_for: Callable[..., Any]) -> Callable[..., Any]:
    def facts(*args: Any, **kwargs: Any) -> Any:
        found = facts_for(*args, **kwargs)
        return replace(found, now=told.get() or found.now)

    return facts
