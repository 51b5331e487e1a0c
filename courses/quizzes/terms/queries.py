"""What holds for whom: of one person and quiz, of a quiz's people, of a person's quizzes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from courses.catalog.models import Course, Enrolment
from courses.outbox.clock import database_now
from courses.people.accommodations.models import Accommodation
from courses.people.models import Cohort, Membership, User
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from courses.quizzes.terms.in_effect import Changed, Needs, Terms, in_effect
from courses.quizzes.terms.models import Override
from elearning.prepared import Prepared, given

FOUND_AT_ONCE = 20

# Read at each start of an attempt.
_overrides = Prepared(
    lambda: (
        Override.objects.filter(quiz=given("quiz"), ended_at=None)
        .filter(Q(user=given("user")) | Q(cohort__memberships__user=given("user")))
        .select_related("cohort")
    )
)
_accommodation = Prepared(lambda: Accommodation.objects.filter(person=given("user"), ended_at=None))


def terms_for(user_id: int, published: QuizEdition, *, at: datetime | None = None) -> Terms:
    """What holds for this person in this quiz; two queries. `at`: at that moment, else now."""
    changes, needs = parts_for(user_id, published.quiz_id, at=at)
    return in_effect(published, changes, needs)


def parts_for(
    user_id: int, quiz_id: int, *, at: datetime | None = None
) -> tuple[list[Changed], Needs | None]:
    """What is set beside the quiz for this person: of person and cohorts, and what they need."""
    overrides = _overrides.all(quiz=quiz_id, user=user_id)
    found = _accommodation.first(user=user_id)
    return [as_changed(row) for row in overrides], as_needs(found, at)


def terms_in(user_id: int, quizzes: Sequence[QuizEdition]) -> dict[int, Terms]:
    """{quiz id: what holds for the person}, of many quizzes; two queries."""
    rows = Override.objects.filter(
        Q(user=user_id) | Q(cohort__memberships__user=user_id),
        quiz__in=[quiz.quiz_id for quiz in quizzes],
        ended_at=None,
    )
    changes: dict[int, list[Changed]] = defaultdict(list)
    for row in rows.select_related("cohort"):
        changes[row.quiz_id].append(as_changed(row))
    needs = as_needs(_accommodation.first(user=user_id), None)
    return {quiz.quiz_id: in_effect(quiz, changes[quiz.quiz_id], needs) for quiz in quizzes}


def terms_of(user_ids: Iterable[int], published: QuizEdition) -> dict[int, Terms]:
    """{person: what holds for them in this quiz}, of many people; three queries."""
    wanted = set(user_ids)
    rows = Override.objects.filter(quiz=published.quiz_id, ended_at=None)
    own: dict[int, list[Changed]] = defaultdict(list)
    of_cohort: dict[int, Changed] = {}
    for row in rows.select_related("cohort"):
        if row.cohort_id is not None:
            of_cohort[row.cohort_id] = as_changed(row)
        elif row.user_id in wanted:
            own[row.user_id].append(as_changed(row))
    members = Membership.objects.filter(cohort__in=of_cohort, user__in=wanted)
    for user_id, cohort_id in members.values_list("user_id", "cohort_id"):
        own[user_id].append(of_cohort[cohort_id])
    found = list(Accommodation.objects.filter(person__in=wanted, ended_at=None))
    now = database_now() if any(row.valid_until for row in found) else None
    needs = {row.person_id: as_needs(row, now) for row in found}
    return {user_id: in_effect(published, own[user_id], needs.get(user_id)) for user_id in wanted}


def as_changed(row: Override) -> Changed:
    limit, wait = row.time_limit_minutes, row.wait_minutes
    return Changed(
        cohort=row.cohort.name if row.cohort else "",
        opens_at=row.opens_at,
        closes_at=row.closes_at,
        time_limit=timedelta(minutes=limit) if limit else None,
        is_untimed=row.is_untimed,
        attempts_allowed=row.attempts_allowed,
        extra_attempts=row.extra_attempts,
        wait=None if wait is None else timedelta(minutes=wait),
    )


def as_needs(row: Accommodation | None, at: datetime | None) -> Needs | None:
    """Nothing where there is none, or it held until a moment before `at`."""
    if row is None or (row.valid_until and not row.holds_at(at or database_now())):
        return None
    return Needs(
        time_percent=row.time_percent,
        is_untimed=row.is_untimed,
        extra_attempts=row.extra_attempts,
        breaks=timedelta(minutes=row.break_minutes),
    )


def published_or_draft(quiz: Quiz) -> QuizEdition | Quiz:
    """What the quiz says: as it is published now, else as its draft has it."""
    rows = QuizEdition.objects.filter(quiz=quiz, edition__course__current_edition=F("edition"))
    return rows.first() or quiz


def overrides_of(quiz: Quiz) -> QuerySet[Override]:
    """Those that hold, of cohorts first, by name."""
    rows = Override.objects.filter(quiz=quiz, ended_at=None)
    return rows.select_related("user", "cohort", "by").order_by(
        F("cohort__name").asc(nulls_last=True), "user__name", "user__email"
    )


def ended_of(quiz: Quiz) -> QuerySet[Override]:
    """Those that held before, the last one first."""
    rows = Override.objects.filter(quiz=quiz, ended_at__isnull=False)
    return rows.select_related("user", "cohort", "by", "ended_by").order_by("-ended_at", "-pk")


def learners_of(course: Course) -> QuerySet[User]:
    """Who takes the course now."""
    now_in = Enrolment.objects.filter(course=course, withdrawn_at=None)
    return User.objects.filter(pk__in=now_in.values("user"), is_active=True)


def learners_named(course: Course, text: str) -> QuerySet[User]:
    """Learners of the course whose name or address has `text`, of two letters at least."""
    if len(text) < 2:
        return User.objects.none()
    named = Q(name__icontains=text) | Q(email__icontains=text)
    return learners_of(course).filter(named).order_by("name", "email")[:FOUND_AT_ONCE]


def cohorts_in(course: Course) -> QuerySet[Cohort]:
    """Cohorts with learners in the course, by name; `learners` counts them."""
    of_course = Membership.objects.filter(user__in=learners_of(course))
    rows = Cohort.objects.filter(pk__in=of_course.values("cohort"), archived_at=None)
    counted = Count("memberships", filter=Q(memberships__in=of_course))
    return rows.annotate(learners=counted).order_by("name")


def under_way_of(override: Override) -> int:
    """How many whom it concerns have an attempt under way."""
    whose = {"user": override.user_id}
    if override.cohort_id is not None:
        whose = {"user__memberships__cohort": override.cohort_id}
    rows = Attempt.objects.filter(quiz=override.quiz_id, state=Attempt.State.OPEN, **whose)
    return rows.count()
