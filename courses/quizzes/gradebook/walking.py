"""A page of learners in an order that the database keeps.

An index is walked from the place where the page begins, so that the last of a thousand pages costs
what the first does; nothing is counted, and nothing sorted but what a narrow filter lets through.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Lower

from courses.catalog.models import Course, Enrolment
from courses.people.models import Membership, User
from courses.quizzes.gradebook.asked import Asked, Place, Stand
from courses.quizzes.gradebook.models import CourseGrade, QuizGrade
from courses.quizzes.models import Attempt, QuizEdition

NARROW = 2000
"""Up to so many learners are looked up one by one; of more, the order is walked till a page is
full."""

STATES: dict[str, QuizGrade.State] = {
    Stand.FAILING: QuizGrade.State.FAILING,
    Stand.PASSED: QuizGrade.State.PASSED,
}

WAITING = (Attempt.State.SUBMITTED, Attempt.State.MARKING)


@dataclass(frozen=True, slots=True)
class Found:
    """A learner of the page. `total` as CourseGrade keeps it."""

    user: int
    name: str
    email: str
    total: int | None
    is_rest: bool

    def __str__(self) -> str:
        return self.name or self.email

    @property
    def place(self) -> str:
        """As an address names it."""
        return f"{'r' if self.is_rest else ''}{self.user}"


@dataclass(frozen=True, slots=True)
class Slice:
    """A page of learners, and whether there are others on either side."""

    rows: list[Found]
    has_before: bool
    has_after: bool


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose gradebook: a course's, `quizzes` as it is published; a coordinator's is of a cohort."""

    course: Course
    quizzes: Sequence[QuizEdition]
    cohort: int | None = None

    def quiz(self, key: str) -> QuizEdition | None:
        return next((quiz for quiz in self.quizzes if quiz.quiz.key == key), None)

    @property
    def counting(self) -> int:
        return sum(quiz.required for quiz in self.quizzes)


@dataclass(frozen=True, slots=True)
class Segment:
    """Rows in one order: `rows` pass the filter, `whole` are all. `user` and `person` are the ways
    from a row to its learner. `stands`: `rows` are of those alone who stand as asked, by an index.
    """

    rows: QuerySet[Any]
    whole: QuerySet[Any]
    value: str
    user: str
    person: str
    is_rest: bool = False
    total: Any = field(default=None)
    stands: bool = False

    def ordered(self, *, backwards: bool) -> QuerySet[Any]:
        sign = "-" if backwards else ""
        return self.rows.order_by(f"{sign}{self.value}", f"{sign}{self.user}")

    def beyond(self, user: int, *, backwards: bool) -> "Segment":
        """Only what comes after a learner. Two conditions, the first for the index."""
        way = "lt" if backwards else "gt"
        own = Subquery(self.whole.filter(**{self.user: user}).values(self.value)[:1])
        other = {f"{self.value}__{way}": own}
        same = {f"{self.user}__{way}": user}
        rows = self.rows.filter(**{f"{self.value}__{way}e": own}).filter(Q(**other) | Q(**same))
        return replace(self, rows=rows)

    def taken(self, *, backwards: bool, most: int) -> list[Found]:
        columns = (self.user, f"{self.person}name", f"{self.person}email")
        rows = self.ordered(backwards=backwards).values_list(*columns, self.total)
        return [
            Found(user, name, email, total, self.is_rest)
            for user, name, email, total in rows[:most]
        ]


def learners(scope: Scope, asked: Asked, *, most: int) -> Slice:
    """A page. One query, two where the order changes from those with a value to those without or
    a narrow filter is looked up first."""
    segments = _segments(scope, asked)
    if asked.before is not None:
        rows = list(_walk(segments, asked, asked.before, most + 1, up=True))
        has_more, rows = len(rows) > most, rows[:most][::-1]
        return Slice(rows, has_before=has_more, has_after=asked.before.user is not None)
    rows = list(_walk(segments, asked, asked.after, most + 1, up=False))
    return Slice(rows[:most], has_before=asked.after is not None, has_after=len(rows) > most)


def every(scope: Scope, asked: Asked, *, at_once: int) -> Iterator[list[Found]]:
    """All pages one after another, for what is downloaded."""
    segments, place = _segments(scope, asked), None
    while rows := list(_walk(segments, asked, place, at_once, up=False)):
        yield rows
        place = Place(rows[-1].user, rows[-1].is_rest)


def _walk(
    segments: Sequence[Segment], asked: Asked, place: Place | None, most: int, *, up: bool
) -> Iterator[Found]:
    left = most
    for segment in reversed(segments) if up else segments:
        if place is not None and place.user is not None:
            if segment.is_rest != place.is_rest:
                continue
            backwards = _turned(segment, asked) != up
            segment = segment.beyond(place.user, backwards=backwards)
        place = None
        rows = segment.taken(backwards=_turned(segment, asked) != up, most=left)
        yield from rows
        left -= len(rows)
        if left <= 0:
            return


def _turned(segment: Segment, asked: Asked) -> bool:
    """Those without a value stand by their names, and last, whichever way the others go."""
    return asked.is_backwards and not segment.is_rest


def _segments(scope: Scope, asked: Asked) -> list[Segment]:
    narrow = _narrowed(scope, asked)
    by_name = _by_name(scope.course)
    valued = _valued(scope, asked)
    if valued is None:
        return [_filtered(by_name, scope, asked, narrow)]
    has_value = Exists(valued.whole.filter(**{valued.user: OuterRef("pk")}))
    rest = replace(by_name, rows=by_name.rows.filter(~has_value), is_rest=True)
    return [_filtered(one, scope, asked, narrow) for one in (valued, rest)]


def _by_name(course: Course) -> Segment:
    totals = CourseGrade.objects.filter(course=course, user=OuterRef("pk"))
    rows: QuerySet[User] = User.objects.annotate(by=Lower("name"))
    return Segment(rows, rows, "by", "pk", "", total=Subquery(totals.values("total")[:1]))


def _valued(scope: Scope, asked: Asked) -> Segment | None:
    if asked.key == "total":
        rows = CourseGrade.objects.filter(course=scope.course, total__isnull=False)
        return Segment(rows, rows, "total", "user_id", "user__", total=F("total"))
    quiz = scope.quiz(asked.key.removeprefix("quiz:"))
    if quiz is None:
        return None
    totals = CourseGrade.objects.filter(course=scope.course, user=OuterRef("user"))
    total = Subquery(totals.values("total")[:1])
    grades = QuizGrade.objects.filter(quiz=quiz.quiz_id, percent__isnull=False)
    found = Segment(grades, grades, "percent", "user_id", "user__", total=total)
    state = STATES.get(asked.stand)
    if state is None or asked.of != quiz.quiz.key:
        return found
    return replace(found, rows=grades.filter(state=state), stands=True)


def _filtered(segment: Segment, scope: Scope, asked: Asked, narrow: list[int] | None) -> Segment:
    learner = OuterRef(segment.user)
    enrolled = Enrolment.objects.filter(course=scope.course, user=learner, withdrawn_at=None)
    rows = segment.rows.filter(Exists(enrolled))
    if narrow is not None:
        rows = rows.filter(**{f"{segment.user}__in": narrow})
    if asked.text:
        name, mail = f"{segment.person}name__icontains", f"{segment.person}email__icontains"
        rows = rows.filter(Q(**{name: asked.text}) | Q(**{mail: asked.text}))
    for cohort in {scope.cohort, asked.cohort} - {None}:
        rows = rows.filter(Exists(Membership.objects.filter(cohort=cohort, user=learner)))
    if asked.stand and not segment.stands:
        rows = rows.filter(_stands(scope, asked, learner))
    return replace(segment, rows=rows)


def _stands(scope: Scope, asked: Asked, learner: OuterRef) -> Exists | Any:
    if asked.stand != Stand.NOT_STARTED:
        return Exists(_standing(scope, asked).filter(user=learner))
    quizzes = _quizzes(scope, asked)
    taken = Attempt.objects.filter(quiz__in=quizzes, user=learner).exclude(state="void")
    graded = QuizGrade.objects.filter(quiz__in=quizzes, user=learner)
    return ~Exists(taken) & ~Exists(graded.exclude(state=QuizGrade.State.NONE))


def _quizzes(scope: Scope, asked: Asked) -> list[int]:
    """The ids of what the stand is about."""
    one = scope.quiz(asked.of)
    return [one.quiz_id] if one else [quiz.quiz_id for quiz in scope.quizzes]


def _standing(scope: Scope, asked: Asked) -> QuerySet[Any]:
    """Rows with a `user` who stands as asked."""
    quiz = scope.quiz(asked.of)
    if asked.stand == Stand.WAITING:
        return Attempt.objects.filter(quiz__in=_quizzes(scope, asked), state__in=WAITING)
    if quiz is not None:
        return QuizGrade.objects.filter(quiz=quiz.quiz_id, state=STATES[asked.stand])
    grades = CourseGrade.objects.filter(course=scope.course)
    if asked.stand == Stand.FAILING:
        return grades.filter(failing__gt=0)
    return grades.filter(done__gte=max(1, scope.counting))


def _narrowed(scope: Scope, asked: Asked) -> list[int] | None:
    """The ids of those whom one filter lets through, where they are few. One query, or none."""
    cohort = scope.cohort or asked.cohort
    rows: QuerySet[Any]
    if cohort:
        rows = Membership.objects.filter(cohort=cohort)
    elif asked.stand and asked.stand != Stand.NOT_STARTED:
        rows = _standing(scope, asked)
    else:
        return None
    found = list(rows.order_by().values_list("user_id", flat=True)[: NARROW + 1])
    return None if len(found) > NARROW else list(set(found))
