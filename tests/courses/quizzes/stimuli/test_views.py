"""An author says what a question refers to."""

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes.bank.errors import StillUsed
from courses.quizzes.bank.services import duplicate_question, retire_question
from courses.quizzes.models import Question
from tests.courses.quizzes.types.test_stimulus import SPEC
from tests.support import make_quizzes

pytestmark = pytest.mark.django_db


@pytest.fixture
def pair(client: Client) -> tuple[Question, Question]:
    """A question, and a text of the same course."""
    course = make_quizzes.make_course()
    client.force_login(make_quizzes.make_staff(course))
    stimulus = make_quizzes.make_question(course, "stimulus", SPEC, key="statement")
    return make_quizzes.make_question(course, key="asked"), stimulus


def choose(client: Client, question: Question, key: str) -> str:
    url = reverse("quizzes:question_stimulus", args=[question.course.slug, question.key])
    page = client.post(url, {"stimulus": key}, follow=True)
    question.refresh_from_db()
    return str(page.content.decode())


def test_a_text_is_chosen_and_taken_away(client: Client, pair: tuple[Question, Question]) -> None:
    question, stimulus = pair
    assert "Saved. Learners see it with the next edition." in choose(client, question, "statement")
    assert question.stimulus == stimulus
    choose(client, question, "")
    assert question.stimulus is None


@pytest.mark.parametrize("key", ["asked", "nowhere", "x" * 200])
def test_what_is_no_text_is_refused(
    client: Client, pair: tuple[Question, Question], key: str
) -> None:
    page = choose(client, pair[0], key)
    assert "Choose a text or picture of this course&#x27;s own bank." in page
    assert pair[0].stimulus is None


def test_a_text_does_not_refer_to_a_text(client: Client, pair: tuple[Question, Question]) -> None:
    choose(client, pair[1], "statement")
    assert pair[1].stimulus is None


def test_its_page_names_the_questions_that_refer_to_it(
    client: Client, pair: tuple[Question, Question]
) -> None:
    question, stimulus = pair
    choose(client, question, "statement")
    page = client.get(reverse("quizzes:question", args=[stimulus.course.slug, stimulus.key]))
    assert "What is laundered?" in page.content.decode()


def test_it_is_not_retired_while_questions_refer_to_it(
    client: Client, pair: tuple[Question, Question]
) -> None:
    question, stimulus = pair
    choose(client, question, "statement")
    with pytest.raises(StillUsed) as refused:
        retire_question(stimulus)
    assert str(refused.value) == (
        "Questions refer to this: asked. Let them refer to something else first."
    )
    retire_question(question)
    retire_question(stimulus)


def test_a_copy_refers_to_the_same(client: Client, pair: tuple[Question, Question]) -> None:
    question, stimulus = pair
    choose(client, question, "statement")
    assert duplicate_question(question).stimulus == stimulus
