"""What `/metrics` reads from the database: work, answers, grades, mails, outages."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from django.db.models import Count, Max, Model, Sum
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from courses.mail.models import Message
from courses.outbox.models import Job
from courses.outbox.queries import Signs, jobs_by_state, outages_so_far, signs_of_life
from courses.quizzes.models import Answer, Attempt, Extension, Grade

# Durations are told of so many of the latest, which costs the same however many there are.
LATEST = 200
QUANTILES = (0.5, 0.95, 1.0)

# name, explanation, model: what only grows is counted by its highest number, which is free.
# A number that a transaction took and gave up is counted too, and one that was erased stays.
COUNTERS: tuple[tuple[str, str, type[Model]], ...] = (
    ("parcours_jobs_queued", "Jobs queued so far", Job),
    ("parcours_saves", "Answers saved so far", Answer),
    ("parcours_attempts", "Attempts started so far", Attempt),
    ("parcours_grades", "Grades given so far", Grade),
    ("parcours_mails_queued", "Mails queued so far", Message),
)


class DatabaseFigures(Collector):
    """Asked anew for each look at `/metrics`."""

    def collect(self) -> Iterator[Metric]:
        signs = signs_of_life()
        yield from ages(signs)
        yield from work(signs)
        yield from counters()
        yield mails()
        yield from outages()
        yield duration("parcours_submit_to_grade_seconds", "Submission to grade", graded_lately())
        yield duration("parcours_mail_seconds", "Mail queued to sent", sent_lately())


def ages(signs: Signs) -> Iterator[Metric]:
    known = {"relay": signs.relay_age, "web": signs.web_age, "canary": signs.canary_age}
    for name, age in known.items():
        if age is not None:
            text = f"Seconds since the last sign of life of: {name}"
            yield GaugeMetricFamily(f"parcours_{name}_age_seconds", text, age)


def work(signs: Signs) -> Iterator[Metric]:
    age = GaugeMetricFamily("parcours_queue_age_seconds", "Oldest due job", labels=["lane"])
    for lane, seconds in signs.waiting.items():
        age.add_metric([lane], seconds)
    yield age
    jobs = GaugeMetricFamily("parcours_jobs", "Jobs not done", labels=["lane", "state"])
    # Also those that are none, or a failed job would be a new series instead of a rise.
    counted = {(lane, state): 0 for lane in Job.Lane.values for state in ("due", "leased", "dead")}
    for labels, count in (counted | jobs_by_state()).items():
        jobs.add_metric(list(labels), count)
    yield jobs


def counters() -> Iterator[Metric]:
    for name, text, model in COUNTERS:
        highest = model._default_manager.aggregate(highest=Max("pk"))["highest"]
        yield CounterMetricFamily(name, text, highest or 0)


def mails() -> Metric:
    family = GaugeMetricFamily("parcours_mails", "Mails not sent", labels=["state"])
    unsent = Message.objects.exclude(state=Message.State.SENT).values("state").order_by()
    counted = {row["state"]: row["count"] for row in unsent.annotate(count=Count("pk"))}
    for state in Message.State.values:
        if state != Message.State.SENT:
            family.add_metric([state], counted.get(state, 0))
    return family


def outages() -> Iterator[Metric]:
    number, seconds = outages_so_far()
    yield CounterMetricFamily("parcours_outages", "Outages of the web", number)
    yield CounterMetricFamily("parcours_outage_seconds", "Their seconds", seconds)
    given = Extension.objects.exclude(outage=None).aggregate(seconds=Sum("seconds"))["seconds"]
    text = "Seconds given back to attempts for outages"
    yield CounterMetricFamily("parcours_given_back_seconds", text, given or 0)


def graded_lately() -> list[float]:
    rows = Grade.objects.filter(grading_version=1).order_by("-pk")
    return lasted(rows.values_list("attempt__submitted_at", "graded_at")[:LATEST])


def sent_lately() -> list[float]:
    rows = Message.objects.order_by("-pk")
    return lasted(rows.values_list("created_at", "sent_at")[:LATEST])


def lasted(rows: Iterable[tuple[datetime | None, datetime | None]]) -> list[float]:
    """Seconds of each that has both its ends, in order."""
    return sorted((end - begin).total_seconds() for begin, end in rows if begin and end)


def duration(name: str, text: str, seconds: Sequence[float]) -> Metric:
    """The quantiles of sorted seconds; no sample where there is nothing to tell of."""
    family = GaugeMetricFamily(name, f"{text}, of the latest {LATEST}", labels=["quantile"])
    for quantile in QUANTILES if seconds else ():
        place = min(int(quantile * len(seconds)), len(seconds) - 1)
        family.add_metric([f"{quantile:g}"], seconds[place])
    return family
