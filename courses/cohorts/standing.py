"""Who stands where in one course: the database counts, one pass in Python decides and sorts.

The table, its filters, the figures, the CSV and "needs a word today" all rest on `standings`:
five grouped queries whatever the size of the cohort. (The same in one query, with a subquery a
column, took seconds on PostgreSQL: each use of a column repeats its subquery.)
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, FloatField, Max, Q, QuerySet, TextChoices
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import EditionLesson
from courses.cohorts.models import Assignment
from courses.learning.models import Completion, LessonProgress
from courses.people.models import Membership
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.quiz_settings import COUNTING

QUIET_DAYS = 14
"""After so many days without a sign a learner under way counts as stuck."""
FAILURES = 2
"""After so many attempts not passed, too."""
START_DAYS = 3
"""Whoever has not started so many days after being asked needs a word."""
NEAR_DAYS = 7
"""Or whoever has not, so many days before the deadline."""


class State(TextChoices):
    """In the order of need."""

    OVERDUE = "overdue", _("Overdue")
    STUCK = "stuck", _("Stuck")
    NOT_STARTED = "not_started", _("Never started")
    NEW = "new", _("Not started yet")
    UNDER_WAY = "under_way", _("Under way")
    LATE = "late", _("Completed late")
    COMPLETED = "completed", _("Completed")


NEEDS_A_WORD = frozenset({State.OVERDUE, State.NOT_STARTED, State.STUCK})
RANK = {state: rank for rank, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a member is measured against: a course as it is published now, and a deadline.

    `quizzes` are those that count for the certificate; the others are in no figure.
    """

    assignment: Assignment
    lessons: tuple[int, ...]
    quizzes: tuple[int, ...]
    now: datetime

    @property
    def lessons_total(self) -> int:
        return len(self.lessons)

    @property
    def quizzes_total(self) -> int:
        return len(self.quizzes)


@dataclass(slots=True)
class Standing:
    """A member in one course. `best` is in percent; `pk` the membership's."""

    pk: int
    user_id: int
    name: str
    email: str
    external_id: str
    joined_at: datetime
    lessons_read: int = 0
    best: float | None = None
    quizzes_passed: int = 0
    failures: int = 0
    seen_at: datetime | None = None
    completed_at: datetime | None = None
    state: State | None = None

    def __str__(self) -> str:
        return self.name or self.email


def measure_of(assignment: Assignment, now: datetime) -> Measure:
    """Two queries."""
    edition = assignment.course.current_edition_id
    rows = EditionLesson.objects.filter(edition=edition).order_by()
    lessons = rows.values_list("lesson", flat=True).distinct()
    counting = QuizEdition.objects.filter(COUNTING, edition=edition).order_by()
    quizzes = counting.values_list("quiz", flat=True)
    return Measure(assignment, tuple(lessons), tuple(quizzes), now)


def members(cohort_id: int) -> list[Standing]:
    """One query; without a course nobody stands anywhere."""
    rows = Membership.objects.filter(cohort=cohort_id)
    columns = ("pk", "user", "user__name", "user__email", "external_id", "joined_at")
    return [Standing(*values) for values in rows.values_list(*columns)]


def standings(measure: Measure) -> list[Standing]:
    """Every member of the cohort; five queries."""
    cohort, course = measure.assignment.cohort_id, measure.assignment.course_id
    inside = Membership.objects.filter(cohort=cohort).values("user")
    progress = _progress(LessonProgress.objects.filter(course=course, user__in=inside), measure)
    attempts = _attempts(Attempt.objects.filter(quiz__course=course, user__in=inside), measure)
    grades = _grades(QuizGrade.objects.filter(quiz__in=measure.quizzes, user__in=inside))
    done = Completion.objects.filter(course=course, user__in=inside)
    completed = dict(done.values_list("user", "completed_at"))
    found = members(cohort)
    for one in found:
        one.lessons_read, opened_at = progress.get(one.user_id, (0, None))
        one.failures, tried_at = attempts.get(one.user_id, (0, None))
        one.best, one.quizzes_passed = grades.get(one.user_id, (None, 0))
        one.seen_at = max((at for at in (opened_at, tried_at) if at), default=None)
        one.completed_at = completed.get(one.user_id)
        one.state = state_of(one, measure)
    return found


def _progress(
    rows: QuerySet[LessonProgress], measure: Measure
) -> dict[int, tuple[int, datetime | None]]:
    read = Count("pk", filter=Q(read_at__isnull=False, lesson__in=measure.lessons))
    grouped = rows.order_by().values_list("user").annotate(read=read, seen=Max("seen_at"))
    return {user: (count, seen_at) for user, count, seen_at in grouped}


def _attempts(rows: QuerySet[Attempt], measure: Measure) -> dict[int, tuple[int, datetime | None]]:
    """Any attempt is a sign of life; only where a quiz counts can one fail."""
    graded = Q(state=Attempt.State.GRADED, quiz__in=measure.quizzes)
    grouped = rows.exclude(state=Attempt.State.VOID).order_by().values_list("user")
    counted = grouped.annotate(
        lost=Count("pk", filter=graded & Q(passed=False)), tried=Max("started_at")
    )
    return {user: (lost, tried) for user, lost, tried in counted}


def _grades(rows: QuerySet[QuizGrade]) -> dict[int, tuple[float | None, int]]:
    """The best of the grades that count, and how many quizzes are passed or excused."""
    done = Q(state__in=(QuizGrade.State.PASSED, QuizGrade.State.EXCUSED))
    grouped = rows.order_by().values_list("user")
    counted = grouped.annotate(
        best=Max(Cast("percent", FloatField())), won=Count("pk", filter=done)
    )
    return {user: (best, won) for user, best, won in counted}


def state_of(one: Standing, measure: Measure) -> State:
    """PURE. The first that holds, from done to not begun."""
    due = measure.assignment.due_at
    if one.completed_at:
        return State.LATE if due and one.completed_at > due else State.COMPLETED
    if due and measure.now > due:
        return State.OVERDUE
    if one.seen_at:
        return State.STUCK if is_stuck(one, measure) else State.UNDER_WAY
    asked_at = max(one.joined_at, measure.assignment.assigned_at)
    waited = measure.now - asked_at > timedelta(days=START_DAYS)
    is_near = due is not None and due - measure.now < timedelta(days=NEAR_DAYS)
    return State.NOT_STARTED if waited or is_near else State.NEW


def is_stuck(one: Standing, measure: Measure) -> bool:
    """Silent for long, or failing."""
    quiet_since = measure.now - timedelta(days=QUIET_DAYS)
    return (one.seen_at is not None and one.seen_at < quiet_since) or is_failing(one, measure)


def is_failing(one: Standing, measure: Measure) -> bool:
    return one.failures >= FAILURES and one.quizzes_passed < measure.quizzes_total


def matching(
    rows: Iterable[Standing], *, text: str = "", state: str = "", order: str = ""
) -> list[Standing]:
    """Filtered and sorted; unknown filters and orders count as none."""
    wanted = text.casefold()
    found = [one for one in rows if _has_text(one, wanted) and _has_state(one, state)]
    return _sorted(found, order)


def _has_text(one: Standing, text: str) -> bool:
    return (
        not text
        or text in one.name.casefold()
        or text in one.email.casefold()
        or text == one.external_id.casefold()
    )


def _has_state(one: Standing, state: str) -> bool:
    if state == "word":
        return one.state in NEEDS_A_WORD
    return state not in State.values or one.state == state


ORDERS = ("lessons", "grade", "completed", "seen", "state")


def _sorted(rows: list[Standing], order: str) -> list[Standing]:
    """By name; else by something, then name. What is unknown stands last either way."""
    key, backwards = order.removeprefix("-"), order.startswith("-")
    rows.sort(key=lambda one: (str(one).casefold(), one.pk), reverse=backwards and key == "name")
    if key not in ORDERS:
        return rows
    known = [one for one in rows if _value(one, key) is not None]
    unknown = [one for one in rows if _value(one, key) is None]
    known.sort(key=lambda one: _value(one, key), reverse=backwards)
    return known + unknown


def _value(one: Standing, key: str) -> Any:
    return {
        "lessons": one.lessons_read,
        "grade": one.best,
        "completed": one.completed_at,
        "seen": one.seen_at,
        "state": RANK[one.state] if one.state else None,
    }[key]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one course in one cohort; `average` is over members who have a grade, in percent."""

    by_state: Counter[State | None]
    started: int
    average: float | None

    @property
    def members(self) -> int:
        return self.by_state.total()

    @property
    def completed(self) -> int:
        return self.by_state[State.COMPLETED] + self.by_state[State.LATE]

    @property
    def need_a_word(self) -> int:
        return sum(self.by_state[state] for state in NEEDS_A_WORD)


def figures(rows: Sequence[Standing]) -> Figures:
    grades = [one.best for one in rows if one.best is not None]
    average = sum(grades) / len(grades) if grades else None
    started = sum(one.seen_at is not None for one in rows)
    return Figures(Counter(one.state for one in rows), started, average)
