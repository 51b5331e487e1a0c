"""Setting what stands before a quiz."""

from typing import Any

import pytest
from django.urls import reverse

from courses.quizzes.models import Quiz
from courses.quizzes.services import update_quiz
from tests.support import make, make_quizzes

pytestmark = pytest.mark.django_db


def send(quiz: Quiz, **changes: Any) -> Any:
    """The settings' page as it is shown, with changes."""
    client = make.client_for(make_quizzes.make_staff(quiz.course))
    url = reverse("quizzes:settings", args=[quiz.course.slug, quiz.key])
    form = client.get(url).context["form"]
    data = {name: form[name].value() for name in form.fields}
    shown = {name: value for name, value in data.items() if value not in (None, False)}
    return client.post(url, shown | changes)


def two() -> tuple[Quiz, Quiz]:
    first = make_quizzes.make_quiz(is_published=False)
    return first, make_quizzes.make_quiz(first.course, is_published=False)


def test_what_comes_first_a_code_and_a_statement_are_kept_and_shown_again() -> None:
    first, second = two()
    sent = {"requires": [f"quiz:{first.key}"], "access_code": " Rose 7 ", "honour_en": "Alone."}
    assert send(second, **sent).status_code == 302
    second.refresh_from_db()
    assert second.requires == [{"quiz": first.key}]
    assert (second.access_code, second.honour) == ("Rose 7", {"en": "Alone."})
    assert send(second).status_code == 302
    second.refresh_from_db()
    assert second.requires == [{"quiz": first.key}]


def test_a_ring_of_quizzes_is_refused_at_the_field() -> None:
    first, second = two()
    update_quiz(first, requires=[{"quiz": second.key}])
    answer = send(second, requires=[f"quiz:{first.key}"])
    assert "nobody could start" in answer.content.decode()
    second.refresh_from_db()
    assert second.requires == []


def test_a_statement_in_one_of_two_languages_is_refused_where_it_is_missing() -> None:
    course = make_quizzes.make_course(languages=("en", "fr"))
    quiz = make_quizzes.make_quiz(course, is_published=False)
    form = send(quiz, honour_en="Alone.").context["form"]
    assert list(form.errors) == ["honour_fr"]


def test_a_quiz_of_another_course_cannot_be_asked_for() -> None:
    first, _second = two()
    stranger = make_quizzes.make_quiz(is_published=False)
    form = send(first, requires=[f"quiz:{stranger.key}-x"]).context["form"]
    assert "requires" in form.errors
