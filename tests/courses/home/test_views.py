"""The pages that gather: front, course, my learning, search, administer."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.catalog import services as catalog
from courses.catalog.models import Enrolment
from courses.learning import services
from courses.people.site import site_settings
from courses.quizzes.gradebook.services import Said, override_grade
from courses.quizzes.models import Quiz
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_marking, make_quizzes
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def get(url: str, client: Client | None = None) -> str:
    page = (client or Client()).get(url)
    assert page.status_code == 200
    return page.content.decode()


def read(enrolment: Enrolment, key: str) -> None:
    lesson = enrolment.course.lessons.get(key=key)
    services.mark_read(enrolment.user, lesson, lesson.versions.get())


def test_the_front_page_lists_what_is_published() -> None:
    make.published_course(title="Shown")
    make.course(title="Hidden draft")
    html = get("/")
    assert "Shown" in html
    assert "Hidden draft" not in html


def test_the_front_page_without_courses_says_so() -> None:
    assert "There are no courses yet" in get("/")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("text=controle", True),
        ("text=CONTRÔLE+des", True),
        ("text=other", False),
        ("language=fr", True),
        ("language=ar", False),
        ("level=advanced", True),
        ("level=introductory", False),
        ("level=nonsense&page=x", False),
    ],
)
def test_the_catalogue_is_filtered(query: str, shown: bool) -> None:
    make.published_course(title="Contrôle des armes", languages=["fr"], level="advanced")
    assert ("Contrôle des armes" in get(f"/?{query}")) is shown


@pytest.mark.parametrize("rows", [1, 3])
def test_the_catalogue_costs_one_query(rows: int) -> None:
    for _ in range(rows):
        make.published_course()
    site_settings()
    with assert_queries(1):
        get("/")


def test_a_visitor_sees_the_way_and_how_to_enrol() -> None:
    html = get(f"/courses/{make.published_course().slug}/")
    assert "Lesson 2" in html
    assert "Sign up and enrol" in html


def test_a_learner_continues_where_they_were() -> None:
    enrolment = make.enrolled(make.published_course(lessons=3))
    read(enrolment, "lesson-1")
    html = get(f"/courses/{enrolment.course.slug}/", make.client_for(enrolment.user))
    assert f"/learn/{enrolment.course.slug}/lesson-2/" in html
    assert "1 of 3" in html


def test_a_new_edition_is_announced_with_its_notes() -> None:
    enrolment = make.enrolled(make.published_course())
    make.lesson(enrolment.course, key="lesson-9")
    catalog.publish_edition(enrolment.course, by=None, notes="One lesson more.")
    html = get(f"/courses/{enrolment.course.slug}/", make.client_for(enrolment.user))
    assert "One lesson more." in html
    assert "new since you started" in html
    assert "Lessons that are new or changed are marked below." in html


def test_a_new_edition_that_changed_no_lesson_promises_no_mark() -> None:
    enrolment = make.enrolled(make.published_course())
    catalog.publish_edition(enrolment.course, by=None, notes="Another question.")
    html = get(f"/courses/{enrolment.course.slug}/", make.client_for(enrolment.user))
    assert "No lesson has changed." in html
    assert "marked below" not in html


@pytest.mark.parametrize("lessons", [1, 3])
def test_the_course_page_costs_the_same_for_short_and_long(lessons: int) -> None:
    enrolment = make.enrolled(make.published_course(lessons=lessons))
    client = make.client_for(enrolment.user)
    site_settings()
    with assert_queries(13):
        get(f"/courses/{enrolment.course.slug}/", client)


def test_a_draft_course_is_not_found() -> None:
    url = f"/courses/{make.course().slug}/"
    assert make.client_for(make.person()).get(url).status_code == 404
    assert Client().get("/courses/nowhere/").status_code == 404


def test_my_learning_is_empty_at_first_and_leads_on() -> None:
    assert "You take no course yet" in get("/my-learning/", make.client_for(make.person()))


def test_my_learning_is_ones_own() -> None:
    make.enrolled(make.published_course(title="Of another"))
    assert "Of another" not in get("/my-learning/", make.client_for(make.person()))
    assert Client().get("/my-learning/").status_code == 302


def test_what_was_completed_stands_apart() -> None:
    enrolment = make.enrolled(make.published_course(lessons=1))
    read(enrolment, "lesson-1")
    html = get("/my-learning/", make.client_for(enrolment.user))
    assert "Your certificate is being made" in html


@pytest.mark.parametrize("courses", [1, 3])
def test_my_learning_costs_the_same_for_one_course_and_for_many(courses: int) -> None:
    user = make.person()
    for _ in range(courses):
        make.enrolled(make.published_course(), user)
    client = make.client_for(user)
    site_settings()
    with assert_queries(12):
        get("/my-learning/", client)


def quiz_in_a_course(specs: Any = make_quizzes.SPECS, **settings: Any) -> Quiz:
    course = make.published_course()
    quiz = make_quizzes.make_quiz(course, specs=specs, is_published=False, **settings)
    publish_quizzes(make.publish(course))
    return quiz


@pytest.mark.parametrize("page", ["/my-learning/", "/courses/{slug}/"])
def test_a_quiz_under_way_is_told_of_first_and_leads_on(page: str) -> None:
    attempt = make_quizzes.make_attempt(quiz_in_a_course(time_limit_minutes=60))
    html = get(page.format(slug=attempt.quiz.course.slug), make.client_for(attempt.user))
    assert "is under way." in html
    assert "It ends:" in html
    assert html.count(reverse("quizzes:attempt", args=[attempt.public_id])) == 1
    assert html.count("button-primary") == 1


@pytest.mark.parametrize("page", ["/my-learning/", "/courses/{slug}/"])
def test_a_quiz_handed_in_is_said_to_be_marked(page: str) -> None:
    attempt = make_marking.waiting(quiz_in_a_course(make_marking.SPECS))
    html = get(page.format(slug=attempt.quiz.course.slug), make.client_for(attempt.user))
    assert "is handed in and being marked." in html
    assert reverse("quizzes:status", args=[attempt.public_id]) in html


@pytest.mark.parametrize("values", [make_quizzes.RIGHT, ("b", False)])
@pytest.mark.parametrize(("required", "says"), [(False, True), (True, False)])
def test_what_does_not_count_is_called_so_also_when_it_is_done(
    values: tuple[Any, ...], required: bool, says: bool
) -> None:
    attempt = make_quizzes.make_graded(quiz_in_a_course(required=required), values=values)
    html = get(f"/courses/{attempt.quiz.course.slug}/", make.client_for(attempt.user))
    assert ("passed, 100 %" in html) == attempt.passed
    assert ("%, does not count for the certificate</span>" in html) == says


@pytest.mark.parametrize("values", [make_quizzes.RIGHT, ("b", False)])
@pytest.mark.parametrize(
    ("required", "says"), [(True, "counts as done"), (False, "does not count for the certificate")]
)
def test_an_excused_quiz_is_called_so_and_asks_for_nothing(
    values: tuple[Any, ...], required: bool, says: str
) -> None:
    of = quiz_in_a_course(attempts_allowed=3, required=required)
    attempt = make_quizzes.make_graded(of, values=values)
    quiz, user = attempt.quiz, attempt.user
    by, why = make_quizzes.make_staff(quiz.course), "Was ill."
    override_grade(quiz.pk, user.pk, Said("excused"), reason=why, by=by, seen=0)
    html = get(f"/courses/{attempt.quiz.course.slug}/", make.client_for(attempt.user))
    assert f'<span class="path-note">excused, {says}</span>' in html


def test_a_course_with_a_quiz_under_way_comes_first() -> None:
    attempt = make_quizzes.make_attempt(quiz_in_a_course())
    make.enrolled(make.published_course(title="Read last"), attempt.user)
    html = get("/my-learning/", make.client_for(attempt.user))
    assert html.index("is under way.") < html.index("Read last")


def test_the_manage_page_is_for_administrators() -> None:
    assert "Administer" in get("/manage/", make.client_for(make.administrator()))
    assert make.client_for(make.instructor()).get("/manage/").status_code == 403
    assert Client().get("/manage/").status_code == 302


def test_teach_leads_to_the_studio() -> None:
    assert Client().get("/teach/")["Location"] == "/studio/"
