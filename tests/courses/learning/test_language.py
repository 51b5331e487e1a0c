"""A learner changes the language in which they take a course; what they did in the other stays."""

from typing import Any

import pytest
from django.urls import reverse

from courses.catalog.models import Enrolment
from courses.learning import services
from courses.learning.queries import progress_for
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_quizzes

pytestmark = pytest.mark.django_db

OFFER = "You take this course in"


@pytest.fixture
def enrolment() -> Enrolment:
    """In English, of a course that is there in French, too."""
    course = make.published_course(languages=["en", "fr"])
    make_quizzes.make_quiz(course, is_published=False)
    publish_quizzes(make.publish(course))
    return make.enrolled(course)


def take_in(enrolment: Enrolment, language: str) -> Any:
    url = reverse("catalog:language", args=[enrolment.course.slug])
    return make.client_for(enrolment.user).post(url, {"language": language}, follow=True)


def course_page(enrolment: Enrolment) -> str:
    url = reverse("home:course", args=[enrolment.course.slug])
    return make.client_for(enrolment.user).get(url).content.decode()


def test_the_course_page_offers_its_languages_and_says_what_changes(enrolment: Enrolment) -> None:
    html = course_page(enrolment)
    assert OFFER in html
    assert 'value="en" lang="en" aria-pressed="true"' in html
    assert 'value="fr" lang="fr" aria-pressed="false"' in html
    assert "An attempt under way stays in its own" in html


def test_a_course_in_one_language_offers_none() -> None:
    assert OFFER not in course_page(make.enrolled(make.published_course()))


def test_it_leads_back_to_the_course_and_says_what_changed(enrolment: Enrolment) -> None:
    html = take_in(enrolment, "fr").content.decode()
    enrolment.refresh_from_db()
    assert enrolment.language == "fr"
    assert "From now on this course comes in this language: Français. Your progress stays." in html
    assert 'value="fr" lang="fr" aria-pressed="true"' in html


def test_what_was_read_in_one_language_counts_in_the_other(enrolment: Enrolment) -> None:
    take_in(enrolment, "fr")
    lesson = enrolment.course.lessons.get(key="lesson-1")
    services.mark_read(enrolment.user, lesson, lesson.versions.get(language="fr"))
    take_in(enrolment, "en")
    edition = enrolment.course.current_edition
    assert edition is not None
    first = progress_for(enrolment.user, enrolment.course, edition, language="en").lessons[0]
    assert (first.is_read, first.is_changed, first.lesson.language) == (True, False, "en")


def test_an_attempt_under_way_stays_in_its_language_and_the_next_is_in_the_new(
    enrolment: Enrolment,
) -> None:
    quiz = enrolment.course.quizzes.get()
    first = make_quizzes.make_attempt(quiz, enrolment.user)
    take_in(enrolment, "fr")
    first.refresh_from_db()
    assert first.language == "en"
    assert make_quizzes.make_attempt(quiz, enrolment.user) == first
    assert make_quizzes.make_graded(quiz, enrolment.user, values=()) == first
    assert make_quizzes.make_attempt(quiz, enrolment.user).language == "fr"


@pytest.mark.parametrize("language", ["ar", "", "xx"])
def test_a_language_that_the_course_has_not_changes_nothing(
    enrolment: Enrolment, language: str
) -> None:
    assert take_in(enrolment, language).status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.language == "en"


def test_who_has_left_or_never_came_changes_nothing(enrolment: Enrolment) -> None:
    other = Enrolment(user=make.person(), course=enrolment.course)
    assert take_in(other, "fr").status_code == 404
    enrolment.refresh_from_db()
    assert enrolment.language == "en"
