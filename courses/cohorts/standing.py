"""Who stands where in one course: computed by the database, a row a member.

The table, its filters, the figures, the CSV and "needs a word today" all rest on `standings`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    DateTimeField,
    F,
    FloatField,
    IntegerField,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
    TextChoices,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce, Greatest, Lower, NullIf
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import EditionLesson
from courses.cohorts.models import Assignment
from courses.learning.models import Completion, LessonProgress
from courses.people.models import Membership
from courses.quizzes.models import Attempt, QuizEdition

QUIET_DAYS = 14
"""After so many days without a sign a learner under way counts as stuck."""
FAILURES = 2
"""After so many attempts not passed, too."""
START_DAYS = 3
"""Whoever has not started so many days after being asked needs a word."""
NEAR_DAYS = 7
"""Or whoever has not, so many days before the deadline."""


class State(TextChoices):
    OVERDUE = "overdue", _("Overdue")
    STUCK = "stuck", _("Stuck")
    NOT_STARTED = "not_started", _("Never started")
    NEW = "new", _("Not started yet")
    UNDER_WAY = "under_way", _("Under way")
    LATE = "late", _("Completed late")
    COMPLETED = "completed", _("Completed")


NEEDS_A_WORD = (State.OVERDUE, State.NOT_STARTED, State.STUCK)
TAGS = {
    State.OVERDUE: "tag-wrong",
    State.STUCK: "tag-attention",
    State.NOT_STARTED: "tag-attention",
    State.UNDER_WAY: "tag-info",
    State.LATE: "tag-right",
    State.COMPLETED: "tag-right",
}
ORDERS: dict[str, tuple[str, ...]] = {
    "name": ("shown_name",),
    "lessons": ("lessons_read", "shown_name"),
    "grade": ("best", "shown_name"),
    "completed": ("completed_at", "shown_name"),
    "seen": ("seen_at", "shown_name"),
    "state": ("rank", "shown_name"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """What a member is measured against: a course as it is published now, and a deadline."""

    assignment: Assignment
    lessons: tuple[int, ...]
    quizzes: int
    now: datetime

    @property
    def lessons_total(self) -> int:
        return len(self.lessons)


def measure_of(assignment: Assignment, now: datetime) -> Measure:
    """Two queries, whatever the size of the cohort."""
    edition = assignment.course.current_edition_id
    rows = EditionLesson.objects.filter(edition=edition).order_by()
    lessons = rows.values_list("lesson", flat=True).distinct()
    quizzes = QuizEdition.objects.filter(edition=edition, required=True).count()
    return Measure(assignment, tuple(lessons), quizzes, now)


def members(cohort_id: int) -> QuerySet[Any]:
    rows = Membership.objects.filter(cohort=cohort_id).select_related("user")
    name = Coalesce(NullIf("user__name", Value("")), "user__email", output_field=CharField())
    return rows.annotate(shown_name=Lower(name))


def standings(measure: Measure) -> QuerySet[Any]:
    """Members with lessons_read, best (percent), quizzes_passed, completed_at, seen_at, state."""
    course = measure.assignment.course_id
    progress = LessonProgress.objects.filter(user=OuterRef("user"), course=course).order_by()
    read = progress.filter(read_at__isnull=False, lesson__in=measure.lessons)
    attempts = Attempt.objects.filter(user=OuterRef("user"), quiz__course=course).order_by()
    graded = attempts.filter(state=Attempt.State.GRADED)
    percent = Cast("score", FloatField()) * 100.0 / Cast("max_score", FloatField())
    completion = Completion.objects.filter(user=OuterRef("user"), course=course)
    opened = _one(progress, "course", Max("seen_at"), DateTimeField())
    tried = _one(attempts, "quiz__course", Max("started_at"), DateTimeField())
    rows: QuerySet[Any] = members(measure.assignment.cohort_id).annotate(
        lessons_read=Coalesce(_one(read, "course", Count("pk"), IntegerField()), 0),
        best=_one(graded.filter(max_score__gt=0), "quiz__course", Max(percent), FloatField()),
        quizzes_passed=_count(graded.filter(passed=True), Count("quiz", distinct=True)),
        failures=_count(graded.filter(passed=False), Count("pk")),
        completed_at=Subquery(completion.values("completed_at")[:1]),
        seen_at=Greatest(Coalesce(opened, tried), Coalesce(tried, opened)),
        asked_at=Greatest("joined_at", Value(measure.assignment.assigned_at)),
    )
    rows = rows.annotate(state=_state(measure))
    ranks = [When(state=state, then=Value(rank)) for rank, state in enumerate(State.values)]
    ranked: QuerySet[Any] = rows.annotate(rank=Case(*ranks, output_field=IntegerField()))
    return ranked


def _one(rows: QuerySet[Any], group: str, total: Any, field: Any) -> Subquery:
    return Subquery(rows.values(group).annotate(one=total).values("one")[:1], output_field=field)


def _count(rows: QuerySet[Any], total: Any) -> Coalesce:
    return Coalesce(_one(rows, "quiz__course", total, IntegerField()), 0)


def _state(measure: Measure) -> Case:
    now, due = measure.now, measure.assignment.due_at
    on_time = Q(completed_at__lte=due) if due else Q(completed_at__isnull=False)
    done = [
        When(on_time, then=Value(State.COMPLETED)),
        When(completed_at__isnull=False, then=Value(State.LATE)),
    ]
    if due and now > due:
        return Case(*done, default=Value(State.OVERDUE), output_field=CharField())
    failing = Q(failures__gte=FAILURES, quizzes_passed__lt=measure.quizzes)
    silent = Q(seen_at__lt=now - timedelta(days=QUIET_DAYS))
    asked_long_ago = Q(asked_at__lt=now - timedelta(days=START_DAYS))
    is_near = due is not None and due - now < timedelta(days=NEAR_DAYS)
    return Case(
        *done,
        When(Q(seen_at__isnull=False) & (failing | silent), then=Value(State.STUCK)),
        When(seen_at__isnull=False, then=Value(State.UNDER_WAY)),
        When(asked_long_ago, then=Value(State.NOT_STARTED)),
        default=Value(State.NOT_STARTED if is_near else State.NEW),
        output_field=CharField(),
    )


def matching(
    rows: QuerySet[Any], *, text: str = "", state: str = "", order: str = ""
) -> QuerySet[Any]:
    """Filtered and sorted; unknown filters and orders count as none."""
    if text:
        found = Q(user__name__icontains=text) | Q(user__email__icontains=text)
        rows = rows.filter(found | Q(external_id__iexact=text))
    if state == "word":
        rows = rows.filter(state__in=NEEDS_A_WORD)
    elif state in State.values:
        rows = rows.filter(state=state)
    return rows.order_by(*_order(order), "pk")


def _order(order: str) -> Sequence[Any]:
    fields = ORDERS.get(order.removeprefix("-"), ORDERS["name"])
    first, *others = fields
    by_first = F(first).desc(nulls_last=True) if order.startswith("-") else F(first).asc(
        nulls_last=True
    )  # fmt: skip
    return [by_first, *others]


@dataclass(frozen=True, slots=True)
class Figures:
    """Of one course in one cohort; `average` is over members who have a grade, in percent."""

    by_state: dict[str, int]
    average: float | None

    @property
    def members(self) -> int:
        return sum(self.by_state.values())

    @property
    def completed(self) -> int:
        return self.by_state.get(State.COMPLETED, 0) + self.by_state.get(State.LATE, 0)

    @property
    def started(self) -> int:
        waiting = (State.NEW, State.NOT_STARTED)
        return self.members - sum(self.by_state.get(state, 0) for state in waiting)

    @property
    def need_a_word(self) -> int:
        return sum(self.by_state.get(state, 0) for state in NEEDS_A_WORD)


def figures(measure: Measure) -> Figures:
    """One query."""
    rows = standings(measure).order_by().values_list("state")
    rows = rows.annotate(Count("pk"), Sum("best"), Count("best"))
    found = list(rows)
    graded = sum(row[3] for row in found)
    total = sum(row[2] or 0 for row in found)
    return Figures({row[0]: row[1] for row in found}, total / graded if graded else None)
