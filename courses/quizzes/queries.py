"""Reads: what a learner may see of quizzes and of their own attempts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import F

from courses.catalog.models import Course, Enrolment
from courses.catalog.queries import is_open_to
from courses.people.models import User
from courses.quizzes.models import Answer, Attempt, Grade, QuizEdition, QuizSlot
from elearning.prepared import Prepared, given

_own = Prepared(
    lambda: Attempt.objects.filter(public_id=given("public_id"), user=given("user")).select_related(
        "quiz_edition", "quiz__course"
    )
)


def own_attempt(user: User, public_id: UUID) -> Attempt | None:
    """The person's own attempt, else None; by a query composed once: every page of an attempt
    asks."""
    return _own.first(public_id=public_id, user=user.pk)


def current_answers(attempt_id: int) -> dict[int, Any]:
    """{slot id: value} by the highest sequence of each slot; late answers do not count."""
    return {row.slot_id: row.value for row in _answers.all(attempt=attempt_id)}


def last_saved(attempt_id: int) -> tuple[dict[int, Any], int, datetime | None]:
    """(current answers, the attempt's highest sequence, when the last one came), in one query."""
    found = _answers.all(attempt=attempt_id)
    return (
        {row.slot_id: row.value for row in found},
        max((row.sequence for row in found), default=0),
        max((row.received_at for row in found), default=None),
    )


_answers = Prepared(
    lambda: (
        Answer.objects.filter(attempt=given("attempt"), is_late=False)
        .order_by("sequence", "pk")
        .only("slot", "value", "sequence", "received_at")
    )
)


def grade_of(attempt: Attempt) -> Grade:
    """The grade that holds. Raises Grade.DoesNotExist."""
    found = _grade.first(attempt=attempt.pk)
    if found is None:
        raise Grade.DoesNotExist
    return found


_grade = Prepared(
    lambda: Grade.objects.filter(attempt=given("attempt")).order_by("-grading_version")[:1]
)


def in_language_of(specs: Mapping[str, Any], language: str) -> dict[str, Any]:
    """A question's document in the language, else in the first there is."""
    found: dict[str, Any] = specs.get(language) or next(iter(specs.values()))
    return found


def in_attempt_language(specs: Mapping[str, Any], attempt: Attempt) -> dict[str, Any]:
    return in_language_of(specs, attempt.language)


def slots_of(attempt: Attempt, *related: str) -> list[QuizSlot]:
    """The attempt's slots with their question versions, in the order shown."""
    found = {slot.pk: slot for slot in slots_of_edition(attempt.quiz_edition_id, *related)}
    return [found[place["slot"]] for place in attempt.layout]


def slots_of_edition(quiz_edition_id: int, *related: str) -> list[QuizSlot]:
    """A published quiz's slots with their question versions, by position."""
    return _slots(related).all(edition=quiz_edition_id)


@cache
def _slots(related: tuple[str, ...]) -> Prepared[QuizSlot]:
    return Prepared(
        lambda: (
            QuizSlot.objects.filter(quiz_edition=given("edition"))
            .order_by("position")
            .select_related("question_version", *related)
        )
    )


# What a review needs of each question's version, besides its text.
EVIDENCE = (
    "stimulus_version",
    "question_version__evidence_lesson",
    "question_version__evidence_passage__report",
)


def attempts_left(user: User, published: QuizEdition) -> int | None:
    """How often the person may still start; None: as often as one likes."""
    if published.attempts_allowed is None:
        return None
    taken = Attempt.objects.filter(user=user, quiz=published.quiz_id)
    used = taken.exclude(state=Attempt.State.VOID).count()
    return max(0, published.attempts_allowed - used)


def published_quiz(user: User, slug: str, key: str) -> QuizEdition | None:
    """The quiz as learners see it now, of a course that the person sees."""
    found = _current.first(slug=slug, key=key)
    return found if found and is_open_to(user, found.quiz.course) else None


_current = Prepared(
    lambda: QuizEdition.objects.filter(
        quiz__key=given("key"),
        quiz__course__slug=given("slug"),
        edition=F("quiz__course__current_edition"),
    ).select_related("quiz__course")
)


def attempts_at(user: User, published: QuizEdition) -> list[Attempt]:
    """The person's attempts at the quiz over all its editions, the first one first."""
    rows = Attempt.objects.filter(user=user, quiz=published.quiz_id)
    return list(rows.exclude(state=Attempt.State.VOID).order_by("number"))


def enrolment_in(user: User, course_id: int) -> Enrolment | None:
    rows = Enrolment.objects.filter(user=user, course_id=course_id, withdrawn_at=None)
    return rows.first()


@dataclass(frozen=True, slots=True)
class Standing:
    """A person's state in one quiz, over all its editions. Percent is exact."""

    attempts_used: int = 0
    best_percent: Decimal | None = None
    passed: bool = False
    open_attempt: Attempt | None = None
    waiting: Attempt | None = None


def standing(user: User, course: Course) -> dict[int, Standing]:
    """{quiz id: Standing} for every quiz of the course that the person has attempted."""
    rows = Attempt.objects.filter(user=user, quiz__course=course)
    attempts: dict[int, list[Attempt]] = {}
    for attempt in rows.exclude(state=Attempt.State.VOID).order_by("number"):
        attempts.setdefault(attempt.quiz_id, []).append(attempt)
    return {quiz_id: standing_of(taken) for quiz_id, taken in attempts.items()}


def standing_of(attempts: list[Attempt]) -> Standing:
    percents = [percent for attempt in attempts if (percent := percent_of(attempt)) is not None]
    by_state = {attempt.state: attempt for attempt in attempts}
    return Standing(
        attempts_used=len(attempts),
        best_percent=max(percents, default=None),
        passed=any(attempt.passed for attempt in attempts),
        open_attempt=by_state.get(Attempt.State.OPEN),
        waiting=by_state.get(Attempt.State.SUBMITTED) or by_state.get(Attempt.State.MARKING),
    )


def percent_of(attempt: Attempt) -> Decimal | None:
    """Of the points; None before grading."""
    if attempt.score is None or not attempt.max_score:
        return None
    return attempt.score * 100 / attempt.max_score
