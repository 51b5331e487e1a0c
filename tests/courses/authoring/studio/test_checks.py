"""What to look at before publishing is said with the lessons it is about, and stops nothing."""

import pytest

from courses.authoring.studio.checks import Check, checks_of
from courses.catalog.models import Course, LessonVersion
from courses.catalog.services import save_lesson, update_module
from courses.quizzes.bank.report import open_findings_in
from courses.quizzes.models import Question
from tests.support.make import client_for, course, instructor, lesson, module, version
from tests.support.make_quizzes import make_question, make_quiz
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def right(of: Course, title: str, key: str) -> None:
    made = lesson(of, title=title, key=key)
    LessonVersion.objects.filter(lesson=made).update(minutes=6, objectives=["Say why"])


def said(of: Course) -> list[str]:
    return [one.words for one in checks_of(of)]


def test_a_draft_that_is_right_has_nothing_to_look_at() -> None:
    made = course(title="Cash")
    right(made, "Couriers", "couriers")
    right(made, "Banks", "banks")
    with assert_queries(3):
        assert checks_of(made) == []


def test_lessons_are_named_with_their_place_and_language() -> None:
    made = course(title="Cash", languages=["en", "fr"])
    one = lesson(made, title="Couriers", key="couriers")
    LessonVersion.objects.filter(lesson=one).update(minutes=6, objectives=["Say why"])
    version(one, title="Passeurs", language="fr")
    LessonVersion.objects.filter(lesson=one, language="fr").update(minutes=25, objectives=["Dire"])
    (check,) = checks_of(made)
    assert isinstance(check, Check)
    assert check.words == "1 lesson takes over 20 minutes to read:"
    (place,) = check.places
    assert place.title == "Passeurs"
    assert place.address == f"/studio/courses/{made.slug}/lessons/couriers/?language=fr"


def test_of_many_lessons_some_are_named() -> None:
    made = course(title="Cash")
    for number in range(10):
        lesson(made, title=f"Lesson {number}")
    checks = {one.words: one for one in checks_of(made)}
    aimless = checks["10 lessons do not say what one can do afterwards:"]
    assert (len(aimless.places), aimless.more) == (8, 2)
    with assert_queries(3):
        checks_of(made)


def test_what_is_called_the_same_and_what_is_empty_is_told() -> None:
    made = course(title="Cash")
    right(made, "Couriers", "one")
    right(made, "couriers", "two")
    module(made, "Later")
    update_module(module(made), language="en", title="later")
    assert said(made) == [
        "2 lessons have the title of another:",
        "2 modules have no lesson, and are left out:",
        "2 modules have the title of another:",
    ]


def test_questions_that_nobody_made_ready_are_counted() -> None:
    made = course(title="Cash")
    right(made, "Couriers", "one")
    make_question(made, key="ready")
    Question.objects.filter(pk=make_question(made, key="draft").pk).update(status="draft")
    assert said(made) == ["1 question is not ready: no quiz can ask it."]


def test_the_page_says_so_and_publishes_all_the_same() -> None:
    teacher = instructor()
    made = course(title="Cash", by=teacher)
    one = lesson(made, title="Couriers", key="couriers")
    save_lesson(one, language="en", title="Couriers", body="## Couriers\n\nCash.\n\n## Banks")
    client, path = client_for(teacher), f"/studio/courses/{made.slug}/publish/"
    page = client.get(path).content.decode()
    assert 'id="checks"' in page and "Checked: nothing found." not in page
    assert "1 lesson has a heading with no text under it:" in page
    assert "1 lesson has its title once more as a heading:" in page
    assert client.post(path, {"notes": "", "after": "0"}).status_code == 302


def test_findings_are_counted_of_questions_that_a_quiz_asks() -> None:
    made = course(title="Cash")
    Question.objects.filter(pk=make_question(made, key="alone").pk).update(open_findings=1)
    assert open_findings_in(made) == 0
    quiz = make_quiz(made, is_published=False)
    Question.objects.filter(items__quiz=quiz).update(open_findings=1)
    assert open_findings_in(made) == quiz.items.count() > 1
