"""An attempt under way follows the terms of its learner: it gets what they have become.

Never less: what was promised to an attempt stays, whatever is changed or taken away afterwards.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import QuerySet, Sum

from courses.catalog.models import Enrolment
from courses.quizzes.deadlines import (
    DEADLINE,
    deadline_of,
    grant_time,
    schedule_expiry,
    take_deadline_away,
)
from courses.quizzes.models import Attempt, Extension
from courses.quizzes.terms.closing import closing_at
from courses.quizzes.terms.in_effect import TIME, Origin, Terms
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.queries import terms_for

Kind = Extension.Kind
REASONS = {Kind.ACCOMMODATION: "An accommodation.", Kind.OVERRIDE: "An override."}
AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class _Owed:
    """`seconds` None: there is no end any more."""

    seconds: int | None
    promised_at: datetime | None
    kind: Extension.Kind


def follow_terms(attempt: Attempt) -> bool:
    """Brings the deadline to what the learner's terms come to now; True when it moved.

    Call it with the row locked and the attempt open.
    """
    terms = _terms_of(attempt)
    breaks = int(terms.breaks.total_seconds())
    if breaks > attempt.break_seconds:
        attempt.break_seconds = breaks
        attempt.save(update_fields=["break_seconds"])
    owed = _owed(attempt, terms)
    if owed is None:
        return False
    if owed.seconds is None:
        take_deadline_away(attempt, reason=REASONS[owed.kind], kind=owed.kind)
    else:
        grant_time(attempt, seconds=owed.seconds, reason=REASONS[owed.kind], kind=owed.kind)
        attempt.promised_at = owed.promised_at
    attempt.save(update_fields=[*DEADLINE, "promised_at"])
    schedule_expiry(attempt, attempt.quiz_edition)
    return True


def is_owed_time(attempt: Attempt) -> bool:
    """Whether follow_terms would move the deadline; it only reads."""
    return _owed(attempt, _terms_of(attempt)) is not None


def _terms_of(attempt: Attempt) -> Terms:
    return terms_for(attempt.user_id, attempt.quiz_edition, at=attempt.started_at)


def _owed(attempt: Attempt, terms: Terms) -> _Owed | None:
    if attempt.deadline_at is None:
        return None
    closing = closing_at(terms, attempt.started_at)
    end = deadline_of(terms, attempt.started_at, closes_at=closing)
    kind = _kind(terms, closing, end)
    if end is None:  # one that the staff let go on until a moment keeps that end
        return None if attempt.reopened_at else _Owed(None, None, kind)
    longer = end - (attempt.promised_at or _promised_before(attempt, attempt.deadline_at))
    if longer <= timedelta(0):
        return None
    return _Owed(math.ceil(longer.total_seconds()), end, kind)


def _promised_before(attempt: Attempt, deadline_at: datetime) -> datetime:
    """Of an attempt that the release before started: what is not on record came of the terms."""
    seconds = attempt.extensions.aggregate(sum=Sum("seconds"))["sum"] or 0
    return deadline_at - timedelta(seconds=seconds)


def _kind(terms: Terms, closing: datetime | None, end: datetime | None) -> Extension.Kind:
    by_closing = end is not None and end == closing
    by_needs = terms.because[TIME].origin == Origin.ACCOMMODATION
    return Kind.ACCOMMODATION if by_needs and not by_closing else Kind.OVERRIDE


def follow_person(user_id: int, *, course_id: int | None = None) -> int:
    """Every attempt of the person under way, in one course or all; how many deadlines moved.

    Starts stand in line at the enrolment: one that read the old terms is over and its attempt
    seen, one that comes later reads the new ones.
    """
    wanted = {"user": user_id} | ({} if course_id is None else {"course": course_id})
    with transaction.atomic():
        _lock(Enrolment.objects.filter(**wanted))
        return _follow_open(user__in=[user_id], **_of_course(course_id))


def follow_cohort(override_id: int) -> int:
    """As follow_person, for each member of the cohort of an override, some at a time.

    Again, it changes nothing.
    """
    override = Override.objects.select_related("quiz").filter(pk=override_id).first()
    if override is None:
        return 0
    course_id = override.quiz.course_id
    rows = Enrolment.objects.filter(
        course=course_id, user__memberships__cohort=override.cohort_id
    ).order_by("pk")
    ids = list(rows.values_list("pk", flat=True))
    moved = 0
    for first in range(0, len(ids), AT_ONCE):
        with transaction.atomic():
            some = _lock(Enrolment.objects.filter(pk__in=ids[first : first + AT_ONCE]))
            moved += _follow_open(user__in=some, quiz=override.quiz_id)
    return moved


def _of_course(course_id: int | None) -> dict[str, int]:
    return {} if course_id is None else {"quiz__course": course_id}


def _lock(enrolments: QuerySet[Enrolment]) -> list[int]:
    """Whose they are."""
    return [row.user_id for row in enrolments.select_for_update().order_by("pk")]


def _follow_open(**which: Any) -> int:
    rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_edition")
    under_way = rows.filter(state=Attempt.State.OPEN, **which).order_by("pk")
    return sum(follow_terms(attempt) for attempt in under_way)
