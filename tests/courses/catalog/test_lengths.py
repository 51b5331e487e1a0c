"""A drafted course says how long its lessons take, until somebody says otherwise."""

from decimal import Decimal

import pytest

from courses.catalog.lengths import follow_minutes, hours_for, minutes_of
from courses.catalog.models import Course, LessonVersion
from tests.support import make


@pytest.mark.parametrize(
    ("minutes", "hours"), [(0, "0.5"), (28, "0.5"), (30, "0.5"), (31, "1"), (95, "2")]
)
def test_hours_are_rounded_up_to_half_an_hour(minutes: int, hours: str) -> None:
    assert hours_for(minutes) == Decimal(hours)


@pytest.mark.django_db
def test_hours_follow_until_somebody_says_other_ones() -> None:
    course = make.course()
    make.lesson(course, key="one")
    LessonVersion.objects.update(minutes=28)
    follow_minutes(course, None)
    assert Course.objects.get().hours == Decimal("0.5")
    LessonVersion.objects.update(minutes=50)
    follow_minutes(course, 28)
    assert (minutes_of(course), Course.objects.get().hours) == (50, Decimal(1))
    course.hours = Decimal(3)
    LessonVersion.objects.update(minutes=80)
    follow_minutes(course, 50)
    assert course.hours == Decimal(3)
