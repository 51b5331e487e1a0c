"""Figures for Prometheus: `/metrics`, for this machine or whoever has METRICS_TOKEN.

Requests are counted in each process and added up over gunicorn's workers (metrics_files).
Everything else happens in several processes on several machines, where a counter in one would
lie: it is read from the database at the time of asking. docs/metrics.md tells what each means.
"""

import os
import time
from collections.abc import Callable
from contextlib import suppress
from hmac import compare_digest
from pathlib import Path

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from elearning import metrics_files
from elearning.figures import DatabaseFigures

# Seconds; among them each that we promise something about (docs/metrics.md).
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)
# Any word may come as a method, and each would make series that stay.
METHODS = ("GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE")
LOOPBACK = ("127.0.0.1", "::1")

in_process = CollectorRegistry()
LATENCY = Histogram(
    "parcours_request_seconds",
    "Time to answer a request",
    ["view", "method", "status"],
    buckets=BUCKETS,
    registry=in_process,
)


class LatencyMiddleware:
    """Times each request under the name of its view, so that ids make no new series."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        start = time.perf_counter()
        response = self.get_response(request)
        match = request.resolver_match
        view = match.view_name if match and match.view_name else "none"
        method = request.method if request.method in METHODS else "other"
        # A figure that cannot be written down (its folder is gone) is no reason to fail anybody.
        with suppress(OSError):
            known = LATENCY.labels(view, method, str(response.status_code))
            known.observe(time.perf_counter() - start)
        return response


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Everybody else gets the 404 of a page that is not there."""
    if not may_read(request):
        raise Http404
    figures = CollectorRegistry()
    figures.register(DatabaseFigures())
    text = generate_latest(figures) + requests_counted()
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def requests_counted() -> bytes:
    """Of every worker of this machine's gunicorn; without one, of this process. Nothing when
    gunicorn's folder is gone."""
    folder = os.environ.get(metrics_files.VARIABLE)
    if not folder:
        return generate_latest(in_process)
    if not Path(folder).is_dir():
        return b""
    of_all = CollectorRegistry()
    MultiProcessCollector(of_all, folder)  # type: ignore[no-untyped-call]
    with metrics_files.held_still(Path(folder)):
        return generate_latest(of_all)


def may_read(request: HttpRequest) -> bool:
    """By token, else from this machine itself: a proxy's request names whom it speaks for."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        return True
    is_proxied = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded"))
    is_local = request.META.get("REMOTE_ADDR") in LOOPBACK
    return is_local and not is_proxied and not settings.BEHIND_TLS
