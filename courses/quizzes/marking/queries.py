"""Reads: what there is to mark, and what was made of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from courses.catalog.models import Course
from courses.quizzes.grading import PersonMark
from courses.quizzes.marking.models import Marking
from courses.quizzes.models import Attempt

ORDERS = {
    "question": ("slot__question_version__question_id", "attempt__submitted_at", "attempt_id"),
    "learner": ("attempt__submitted_at", "attempt_id", "slot__position"),
}


def newest(rows: QuerySet[Marking]) -> QuerySet[Marking]:
    """Of each answer the marking that holds."""
    later = Marking.objects.filter(
        attempt=OuterRef("attempt"), slot=OuterRef("slot"), pk__gt=OuterRef("pk")
    )
    return rows.filter(~Exists(later))


def _waiting(**of: Any) -> QuerySet[Marking]:
    return Marking.objects.filter(attempt__state=Attempt.State.MARKING, is_done=False, **of)


def to_mark(course: Course, *, by: str = "question") -> QuerySet[Marking]:
    """Each answer of the course that waits, as its newest marking, in the order of going through
    them."""
    rows = _waiting(attempt__quiz__course=course)
    return newest(rows).order_by(*ORDERS.get(by, ORDERS["question"]), "pk")


def waiting_answers() -> QuerySet[Marking]:
    """Of every course."""
    return newest(_waiting())


def with_to_mark(courses: QuerySet[Course]) -> QuerySet[Course]:
    """Each course knows `to_mark`, how many answers wait: for the tabs, without a query more."""
    waiting = newest(_waiting(attempt__quiz__course=OuterRef("pk")))
    counted = waiting.order_by().values("attempt__quiz__course").annotate(n=Count("pk"))
    found = Coalesce(Subquery(counted.values("n"), output_field=IntegerField()), 0)
    return courses.annotate(to_mark=found)


def still_waiting(attempt: Attempt) -> int:
    """How many answers of an attempt nobody has finished marking."""
    return newest(Marking.objects.filter(attempt=attempt)).filter(is_done=False).count()


def person_marks(attempt_id: int) -> dict[int, PersonMark]:
    """{slot id: what a person gave} of the answers whose marking is finished."""
    rows = newest(Marking.objects.filter(attempt=attempt_id)).filter(is_done=True)
    return {
        row.slot_id: PersonMark(row.points, row.levels, row.comment)
        for row in rows
        if row.points is not None
    }


def marked_questions(attempt: Attempt) -> list[tuple[int, int]]:
    """(number in the attempt, slot id) of each question that waits or waited for a person."""
    slots = set(Marking.objects.filter(attempt=attempt).values_list("slot_id", flat=True))
    numbered = enumerate((place["slot"] for place in attempt.layout), 1)
    return [(number, slot) for number, slot in numbered if slot in slots]


def history_of(attempt: Attempt, slot_id: int) -> list[Marking]:
    """An answer's markings, the newest first; the last one is the empty one it began with."""
    rows = Marking.objects.filter(attempt=attempt, slot=slot_id).select_related("marker")
    return list(rows.order_by("-pk"))


Place = tuple[UUID, int]  # (attempt's public id, slot id)


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Where one goes from an answer: None at an end. `left`: how many wait, this one included."""

    before: Place | None
    after: Place | None
    left: int


def neighbours(course: Course, here: Place, *, by: str) -> Neighbours:
    """Among the answers that wait; of one that does not, the first of them comes after."""
    rows = to_mark(course, by=by).values_list("attempt__public_id", "slot_id")
    places: list[Any] = list(rows)
    if here not in places:
        return Neighbours(None, places[0] if places else None, len(places))
    index = places.index(here)
    return Neighbours(
        places[index - 1] if index else None,
        places[index + 1] if index + 1 < len(places) else None,
        len(places),
    )
