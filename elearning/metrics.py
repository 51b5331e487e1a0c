"""Figures for Prometheus: `/metrics`, for this machine or whoever has METRICS_TOKEN.

Request latency is counted in each process. With PROMETHEUS_MULTIPROC_DIR set (an empty folder,
made anew at each start) gunicorn's workers are added up; without it `/metrics` shows the process
that answered. Everything else is read from the database at the time of asking, so it is whole.
"""

import os
import time
from collections.abc import Callable, Iterator
from hmac import compare_digest

from django.conf import settings
from django.db.models import Count, Max, Model
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Histogram, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from courses.mail.models import Message
from courses.outbox.queries import jobs_by_state, signs_of_life
from courses.quizzes.models import Answer, Grade

BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.2, 0.4, 0.8, 1.6, 3.2, 10.0)
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
        known = LATENCY.labels(view, method, str(response.status_code))
        known.observe(time.perf_counter() - start)
        return response


class DatabaseFigures(Collector):
    """Read when asked for. Counts of what only grows come from the highest id, which is free."""

    def collect(self) -> Iterator[Metric]:
        signs = signs_of_life()
        age = GaugeMetricFamily("parcours_queue_age_seconds", "Oldest due job", labels=["lane"])
        for lane, seconds in signs.waiting.items():
            age.add_metric([lane], seconds)
        yield age
        jobs = GaugeMetricFamily("parcours_jobs", "Jobs not done", labels=["lane", "state"])
        for labels, count in jobs_by_state().items():
            jobs.add_metric(list(labels), count)
        yield jobs
        mails = GaugeMetricFamily("parcours_mails", "Mails not sent", labels=["state"])
        unsent = Message.objects.exclude(state=Message.State.SENT).values("state")
        for row in unsent.annotate(count=Count("pk")).order_by():
            mails.add_metric([row["state"]], row["count"])
        yield mails
        yield self._highest("parcours_mails_queued", "Mails queued (highest number)", Message)
        yield self._highest("parcours_saves", "Answers saved (highest number)", Answer)
        yield self._highest("parcours_grades", "Grades given (highest number)", Grade)
        if signs.relay_age is not None:
            yield GaugeMetricFamily(
                "parcours_relay_age_seconds", "Since the relay last beat", signs.relay_age
            )

    def _highest(self, name: str, text: str, model: type[Model]) -> Metric:
        highest = model._default_manager.aggregate(highest=Max("pk"))["highest"]
        return CounterMetricFamily(name, text, highest or 0)


@never_cache
@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """Everybody else gets the 404 of a page that is not there."""
    if not may_read(request):
        raise Http404
    figures = CollectorRegistry()
    figures.register(DatabaseFigures())
    requests = in_process
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        requests = CollectorRegistry()
        MultiProcessCollector(requests)  # type: ignore[no-untyped-call]
    text = generate_latest(figures) + generate_latest(requests)
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def may_read(request: HttpRequest) -> bool:
    """By token, else from this machine itself: a proxy's request names whom it speaks for."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if settings.METRICS_TOKEN and compare_digest(given.encode(), settings.METRICS_TOKEN.encode()):
        return True
    is_proxied = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded"))
    is_local = request.META.get("REMOTE_ADDR") in LOOPBACK
    return is_local and not is_proxied and not settings.BEHIND_TLS
