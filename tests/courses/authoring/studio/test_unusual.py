"""What is unusual about a course is said before it is published, and stops nothing."""

from decimal import Decimal

import pytest

from courses.authoring.studio.unusual import unusual_in
from courses.catalog.aids.services import set_glossary
from courses.catalog.models import LessonVersion
from courses.quizzes.queries_draft import untitled_in
from courses.quizzes.services import update_quiz
from tests.support.make import client_for, instructor, published_course
from tests.support.make_quizzes import make_course, make_quiz, make_staff
from tests.support.make_sections import make_section
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def test_a_course_without_description_and_far_from_its_hours_is_told() -> None:
    course = published_course(lessons=3)
    LessonVersion.objects.filter(lesson__course=course).update(minutes=100)
    course.summaries, course.hours = {"en": "What it is about."}, Decimal("5.0")
    with assert_queries(3):
        assert unusual_in(course) == []
    course.summaries, course.hours = {"en": " "}, Decimal("1.0")
    assert [one.words for one in unusual_in(course)] == [
        "The course has no description: the catalogue shows its title alone.",
        "Hours in the settings: 1. Minutes to read all lessons: 300.",
    ]


def test_words_that_are_not_explained_are_told_with_the_page_to_explain_them() -> None:
    teacher = instructor()
    course = published_course(by=teacher)
    entry = {"key": "a", "terms": {"en": "falsified goods"}, "texts": {"en": " "}}
    set_glossary(course, [entry, entry | {"key": "b", "texts": {"en": "It means this."}}])
    page = client_for(teacher).get(f"/studio/courses/{course.slug}/publish/").content.decode()
    assert "1 word of the glossary has no explanation" in page
    assert f'href="/studio/courses/{course.slug}/glossary/">1 word' in page
    assert "“falsified goods”" in page


def test_what_is_published_leads_to_the_learner_s_page_first() -> None:
    teacher = instructor()
    course = published_course(by=teacher)
    page = client_for(teacher).get(f"/studio/courses/{course.slug}/publish/").content.decode()
    assert 'id="checks"' in page and 'id="unusual"' in page
    seen = page.index('class="button button-primary" href="/courses/')
    assert seen < page.index('<button class="button">Publish a new edition</button>')


def test_a_quiz_or_section_without_a_title_in_a_language_is_told() -> None:
    course = make_course(languages=("en", "fr"))
    quiz = make_quiz(course, is_published=False)
    update_quiz(quiz, titles={"en": "Test", "fr": "Épreuve"})
    assert untitled_in(course) == []
    make_section(quiz, "Part")
    (found,) = untitled_in(course)
    assert (found.quiz, found.languages) == (quiz, ["fr"])
    path = f"/studio/courses/{course.slug}/publish/"
    page = client_for(make_staff(course)).get(path).content.decode()
    assert "has no title in French" in page
