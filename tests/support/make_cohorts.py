"""Cohorts, members and where they stand, for tests."""

from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.catalog.models import Course
from courses.cohorts.models import Assignment
from courses.cohorts.services import make_cohort
from courses.learning.models import Completion, LessonProgress
from courses.people.models import Cohort, Membership, User
from courses.quizzes.gradebook.services import refresh_grade
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from tests.support import make


def cohort(by: User | None = None, name: str = "Spring") -> Cohort:
    return make_cohort(name, by=by)


def given(
    to: Cohort, course: Course | None = None, *, due_at: datetime | None = None
) -> Assignment:
    course = course or make.published_course()
    return Assignment.objects.create(cohort=to, course=course, due_at=due_at)


def member(of: Cohort, user: User | None = None, *, days: int = 0, **fields: Any) -> Membership:
    """A member since `days` days."""
    made = Membership.objects.create(cohort=of, user=user or make.person(), **fields)
    made.joined_at = ago(days)
    made.save()
    return made


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def read(user: User, course: Course, *, lessons: int = 1, days: float = 0) -> None:
    """The first lessons of the course, read so many days ago."""
    for lesson in course.lessons.order_by("position")[:lessons]:
        LessonProgress.objects.create(
            user=user,
            course=course,
            lesson=lesson,
            opened_at=ago(days),
            seen_at=ago(days),
            read_at=ago(days),
        )


def completed(user: User, course: Course, *, days: float = 0) -> Completion:
    assert course.current_edition is not None
    return Completion.objects.create(
        user=user, course=course, edition=course.current_edition, completed_at=ago(days)
    )


def quiz(course: Course, key: str = "final", **settings: Any) -> Quiz:
    """A quiz that the current edition has, without questions."""
    edition = course.current_edition
    assert edition is not None
    made = Quiz.objects.create(course=course, key=key, titles={"en": "Final"}, **settings)
    QuizEdition.objects.create(quiz=made, edition=edition, titles={"en": "Final"}, **settings)
    return made


def graded(user: User, of: Quiz, percent: int, *, days: float = 0) -> Attempt:
    made = Attempt.objects.create(
        user=user,
        quiz=of,
        quiz_edition=of.editions.get(),
        number=Attempt.objects.filter(user=user, quiz=of).count() + 1,
        language="en",
        seed=1,
        state=Attempt.State.GRADED,
        started_at=ago(days),
        submitted_at=ago(days),
        graded_at=ago(days),
        score=Decimal(percent) / 10,
        max_score=Decimal(10),
        passed=percent >= 70,
    )
    with transaction.atomic():
        refresh_grade(of.pk, user.pk)
    return made
