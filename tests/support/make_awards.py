"""Completions and certificates for tests."""

from datetime import UTC, datetime

from courses.catalog.models import Course
from courses.certificates.models import Certificate
from courses.certificates.services import award
from courses.learning.models import Completion
from courses.people.models import User
from tests.support import make

COMPLETED_AT = datetime(2026, 3, 1, 20, 30, tzinfo=UTC)


def completion(user: User | None = None, course: Course | None = None) -> Completion:
    course = course or make.published_course(title="Following the money")
    assert course.current_edition is not None
    return Completion.objects.create(
        user=user or make.person(name="Ana Ruiz"),
        course=course,
        edition=course.current_edition,
        completed_at=COMPLETED_AT,
    )


def certificate(user: User | None = None, course: Course | None = None) -> Certificate:
    made = award(completion(user, course).pk)
    assert made is not None
    return made
