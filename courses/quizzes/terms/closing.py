"""When a quiz closes to one learner: as their terms say, later by what our outages took."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import QuerySet

from courses.outbox import outages
from courses.outbox.models import Outage
from courses.quizzes.terms.in_effect import Terms

# A closing moves for outages of the last day before it, not for one of long ago.
BEFORE_CLOSING = timedelta(days=1)


def closing_for_visitor(terms: Terms, now: datetime) -> datetime | None:
    """When the quiz closes to those who start: later by what outages took of its last day.

    Before the closing that was set, it asks nothing.
    """
    if terms.closes_at is None or now < terms.closes_at:
        return terms.closes_at
    outages.close_gap()
    return _moved_closing(terms, terms.closes_at, _outages(terms.closes_at, terms.opens_at))


def closing_at(terms: Terms, started_at: datetime) -> datetime | None:
    """As it stood for an attempt that began then; later outages are given back by themselves."""
    if terms.closes_at is None or started_at < terms.closes_at:
        return terms.closes_at
    known = _outages(terms.closes_at, terms.opens_at).filter(ended_at__lte=started_at)
    return _moved_closing(terms, terms.closes_at, known)


def _since(closes_at: datetime, opens_at: datetime | None) -> datetime:
    last_day = closes_at - BEFORE_CLOSING
    return max(last_day, opens_at or last_day)


def _outages(closes_at: datetime, opens_at: datetime | None) -> QuerySet[Outage]:
    since = _since(closes_at, opens_at)
    rows = Outage.objects.filter(component=outages.WEB, ended_at__gt=since)
    return rows.order_by("began_at")


def _moved_closing(terms: Terms, end: datetime, recorded: Iterable[Outage]) -> datetime:
    since = _since(end, terms.opens_at)
    for outage in recorded:
        lost_from = max(outage.began_at, since)
        if lost_from < end:
            end += outage.ended_at - lost_from
    return end
