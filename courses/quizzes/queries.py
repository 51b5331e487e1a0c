"""Reads: what a learner may see of quizzes and of their own attempts."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet

from courses.catalog.models import Course, Enrolment
from courses.catalog.queries import is_open_to
from courses.people.models import User
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.queries import grades_in
from courses.quizzes.models import Answer, Attempt, Grade, QuizEdition, QuizSlot
from courses.quizzes.rules import may_start_again_at
from courses.quizzes.terms.queries import terms_for
from elearning.prepared import Prepared, among, given

_own = Prepared(
    lambda: Attempt.objects.filter(public_id=given("public_id"), user=given("user")).select_related(
        "quiz_edition", "quiz__course"
    )
)


def own_attempt(user: User, public_id: UUID) -> Attempt | None:
    """The person's own attempt, else None; by a query composed once: every page of an attempt
    asks."""
    return _own.first(public_id=public_id, user=user.pk)


def own_ended(user: User, public_id: UUID) -> Attempt | None:
    """As own_attempt, for the pages behind the end: with `has_late`, whether answers came too
    late, so that nobody asks for them where there are none."""
    return _own_ended.first(public_id=public_id, user=user.pk)


_late = Answer.objects.filter(attempt=OuterRef("pk"), is_late=True)
_own_ended = Prepared(
    lambda: (
        Attempt.objects.filter(public_id=given("public_id"), user=given("user"))
        .select_related("quiz_edition", "quiz__course")
        .annotate(has_late=Exists(_late))
    )
)


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
    """The attempt's slots with their question versions, in the order shown.

    By their ids: an edition that draws holds many more than an attempt meets.
    """
    ids = [place["slot"] for place in attempt.layout]
    found = {slot.pk: slot for slot in slots_named(ids, *related)}
    return [found[pk] for pk in ids]


def slots_named(ids: list[int], *related: str) -> list[QuizSlot]:
    """With their question versions, by position."""
    return _named(related).all(ids=ids)


@cache
def _named(related: tuple[str, ...]) -> Prepared[QuizSlot]:
    return Prepared(lambda: _with_versions(*related).filter(among("pk", "ids")))


def slots_of_edition(quiz_edition_id: int) -> list[QuizSlot]:
    """A published quiz's slots, whole pools with them, with their question versions, by
    position. What an attempt meets is `slots_of`."""
    return _of_edition.all(edition=quiz_edition_id)


_of_edition = Prepared(lambda: _with_versions().filter(quiz_edition=given("edition")))


def _with_versions(*related: str) -> QuerySet[QuizSlot]:
    return QuizSlot.objects.order_by("position").select_related("question_version", *related)


# What a review needs of each question's version, besides its text.
EVIDENCE = (
    "stimulus_version",
    "question_version__evidence_lesson",
    "question_version__evidence_passage__report",
)


@dataclass(frozen=True, slots=True)
class Left:
    """`attempts`: how often the person may still start, None: as often as one likes. `again_at`:
    when the wait after the last attempt ends, None without one."""

    attempts: int | None = None
    again_at: datetime | None = None


def left_for(user: User, published: QuizEdition) -> Left:
    terms = terms_for(user.pk, published)
    if terms.attempts_allowed is None and not terms.wait:
        return Left()
    rows = Attempt.objects.filter(user=user, quiz=published.quiz_id)
    taken = list(rows.exclude(state=Attempt.State.VOID).only("submitted_at"))
    attempts = terms.left(len(taken))
    return Left(attempts, None if attempts == 0 else may_start_again_at(terms, taken))


def attempts_left(user: User, published: QuizEdition) -> int | None:
    """How often the person may still start; None: as often as one likes."""
    return left_for(user, published).attempts


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
    """A person's state in one quiz, over all its editions.

    `best_percent` is the grade that counts, by the quiz's method or as staff set it.
    """

    attempts_used: int = 0
    best_percent: Decimal | None = None
    passed: bool = False
    excused: bool = False
    open_attempt: Attempt | None = None
    waiting: Attempt | None = None

    @property
    def is_done(self) -> bool:
        """Nothing more is asked of the person in this quiz."""
        return self.passed or self.excused


def standing(user: User, course: Course) -> dict[int, Standing]:
    """{quiz id: Standing} for every quiz of the course that the person has attempted, or has a
    grade in."""
    rows = Attempt.objects.filter(user=user, quiz__course=course)
    attempts = rows.exclude(state=Attempt.State.VOID).order_by("number")
    return standings_of(attempts, grades_in(user.pk, course.pk))


def standings_of(
    attempts: Iterable[Attempt], grades: Mapping[int, QuizGrade]
) -> dict[int, Standing]:
    """{quiz id: Standing} of one person's attempts and grades at several quizzes."""
    taken: dict[int, list[Attempt]] = {quiz_id: [] for quiz_id in grades}
    for attempt in attempts:
        taken.setdefault(attempt.quiz_id, []).append(attempt)
    return {quiz: standing_of(rows, grades.get(quiz)) for quiz, rows in taken.items()}


def standing_of(attempts: list[Attempt], grade: QuizGrade | None = None) -> Standing:
    """Without a grade (a quiz for practice; one graded by the release before) the best attempt."""
    by_state = {attempt.state: attempt for attempt in attempts}
    found = Standing(
        attempts_used=len(attempts),
        open_attempt=by_state.get(Attempt.State.OPEN),
        waiting=by_state.get(Attempt.State.SUBMITTED) or by_state.get(Attempt.State.MARKING),
    )
    if grade is not None:
        return replace(
            found, best_percent=grade.percent, passed=grade.passed, excused=grade.is_excused
        )
    percents = [percent for attempt in attempts if (percent := percent_of(attempt)) is not None]
    return replace(
        found,
        best_percent=max(percents, default=None),
        passed=any(attempt.passed for attempt in attempts),
    )


def percent_of(attempt: Attempt) -> Decimal | None:
    """Of the points; None before grading."""
    if attempt.score is None or not attempt.max_score:
        return None
    return attempt.score * 100 / attempt.max_score
