"""Editions: what keeps a course from being published, and what publishing pins."""

import pytest

from courses.catalog import services
from courses.catalog.errors import NotPublishable
from courses.catalog.models import Course
from courses.catalog.queries import draft_outline, edition_outline
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def problems(course: Course) -> list[str]:
    return [problem.message for problem in services.problems_before_publishing(course)]


def test_a_course_without_lessons_is_not_published() -> None:
    with pytest.raises(NotPublishable) as refused:
        services.publish_edition(make.course(), by=None)
    assert "no lessons" in refused.value.problems[0].message


def test_every_problem_is_listed_at_once() -> None:
    course = make.course(languages=["en", "fr"])
    course.titles = {"en": "A course"}
    course.save()
    lesson = services.add_lesson(make.module(course), key="one")
    make.version(lesson, title="One", body="Text.\n{: src=nowhere/3}")
    assert problems(course) == [
        "The course has no title in French.",
        "“One” cites “nowhere ¶3”, which is no passage of a report we hold.",
        "“One” has no text in French.",
    ]


def test_an_empty_lesson_is_a_problem() -> None:
    course = make.course()
    make.lesson(course, title="One", body="")
    assert problems(course) == ["“One” is empty in English."]


def test_an_edition_pins_the_text_of_the_day() -> None:
    course = make.published_course(lessons=1)
    lesson = course.lessons.get()
    make.version(lesson, title="Changed", body="Other.")
    assert course.current_edition is not None
    assert edition_outline(course.current_edition, "en").lessons[0].title == "Lesson 1"
    assert draft_outline(course, "en").lessons[0].title == "Changed"


def test_the_next_edition_has_the_next_number_and_is_current() -> None:
    course = make.published_course()
    edition = services.publish_edition(course, by=None, notes="A word.")
    course.refresh_from_db()
    assert (edition.number, edition.notes, course.current_edition) == (2, "A word.", edition)


def test_a_form_sent_twice_publishes_once() -> None:
    course = make.published_course()
    one = services.publish_edition(course, by=None, after=1)
    assert services.publish_edition(course, by=None, after=1) == one


def test_removed_lessons_and_modules_leave_the_next_edition_alone() -> None:
    course = make.published_course(lessons=2)
    before = course.current_edition
    assert before is not None
    services.remove_lesson(course.lessons.get(key="lesson-1"))
    make.publish(course)
    assert course.current_edition is not None
    assert [x.key for x in edition_outline(course.current_edition, "en").lessons] == ["lesson-2"]
    assert len(edition_outline(before, "en").lessons) == 2


def test_a_lesson_without_the_language_falls_back_to_the_first() -> None:
    course = make.published_course(languages=["en", "fr"])
    assert course.current_edition is not None
    outline = edition_outline(course.current_edition, "ar")
    assert {lesson.language for lesson in outline.lessons} == {"en"}


@pytest.mark.parametrize("lessons", [1, 3])
def test_outlines_cost_the_same_however_long(lessons: int) -> None:
    course = make.published_course(lessons=lessons)
    assert course.current_edition is not None
    with assert_queries(1):
        edition_outline(course.current_edition, "en")
    with assert_queries(3):
        draft_outline(course, "en")


def test_the_outline_knows_what_stands_beside_a_lesson() -> None:
    outline = draft_outline(make.published_course(lessons=3), "en")
    after, before = outline.beside("lesson-2", 1), outline.beside("lesson-2", -1)
    assert after is not None and after.key == "lesson-3"
    assert before is not None and before.key == "lesson-1"
    assert outline.beside("lesson-3", 1) is None
    assert outline.beside("unknown", 1) is None
