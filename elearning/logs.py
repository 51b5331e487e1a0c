"""Structured logs: one JSON line an event, with the request's id on each."""

import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
import structlog.typing
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger("parcours.request")

REFUSALS = (401, 403, 404, 409, 422, 429)


def logging_config(log_format: str, *, debug: bool) -> dict[str, Any]:
    """Django's LOGGING: `json` for machines, `plain` for a person at a terminal."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    renderer = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "structured": {
                "()": structlog.stdlib.ProcessorFormatter,
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    renderer,
                ],
                "foreign_pre_chain": shared,
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "structured"}},
        "root": {"handlers": ["console"], "level": "DEBUG" if debug else "INFO"},
        "loggers": {
            "django.server": {"handlers": ["console"], "propagate": False},
            "django.db.backends": {"level": "INFO"},
            # Says of each task what the job's row says better.
            "celery.app.trace": {"level": "WARNING"},
        },
    }


class RequestLogMiddleware:
    """Gives each request an id (answered as X-Request-ID) and logs how it ended."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = uuid.uuid4().hex
        before = structlog.contextvars.bind_contextvars(request_id=request_id)
        start = time.perf_counter()
        try:
            response = self.get_response(request)
            if not request.path.startswith(("/static/", "/health/")):
                log.info(
                    "request",
                    method=request.method,
                    path=request.path,
                    status=response.status_code,
                    milliseconds=round((time.perf_counter() - start) * 1000, 1),
                    **who_was_refused(request, response),
                )
            response["X-Request-ID"] = request_id
            return response
        finally:
            structlog.contextvars.reset_contextvars(**before)


def who_was_refused(request: HttpRequest, response: HttpResponse) -> dict[str, object]:
    """Whoever tries what is not theirs can be found; of others no number stands in the log.

    Costs no query: only a session that was read is asked.
    """
    if response.status_code not in REFUSALS:
        return {}
    session = getattr(request, "session", None)
    person = session.get(SESSION_KEY) if session is not None and session.accessed else None
    return {"person": person, "address": request.META.get("REMOTE_ADDR")}
