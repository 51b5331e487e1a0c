"""What is unusual about a course is said before it is published, and stops nothing."""

from decimal import Decimal

import pytest

from courses.authoring.studio.unusual import unusual_in
from courses.catalog.models import LessonVersion
from tests.support.make import client_for, instructor, published_course
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def test_a_course_without_description_and_far_from_its_hours_is_told() -> None:
    course = published_course(lessons=3)
    LessonVersion.objects.filter(lesson__course=course).update(minutes=100)
    course.summaries, course.hours = {"en": "What it is about."}, Decimal("5.0")
    with assert_queries(1):
        assert unusual_in(course) == []
    course.summaries, course.hours = {"en": " "}, Decimal("1.0")
    assert unusual_in(course) == [
        "The course has no description: the catalogue shows its title alone.",
        "Hours in the settings: 1. Minutes to read all lessons: 300.",
    ]


def test_what_is_published_leads_to_the_learner_s_page_first() -> None:
    teacher = instructor()
    course = published_course(by=teacher)
    page = client_for(teacher).get(f"/studio/courses/{course.slug}/publish/").content.decode()
    assert "Checked: nothing found." in page and 'id="unusual"' in page
    seen = page.index('class="button button-primary" href="/courses/')
    assert seen < page.index('<button class="button">Publish a new edition</button>')
