"""Survey questions in a quiz: no points, and figures without names."""

from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.mail.models import Message
from courses.quizzes.models import Attempt, Quiz, QuizSlot
from courses.quizzes.queries import current_answers
from courses.quizzes.results import answers_in, learners_page, quiz_figures
from courses.quizzes.surveys import last_of_each
from tests.support.make_quizzes import (
    TRUE_FALSE,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    publish,
    save,
    slot_ids,
)

pytestmark = pytest.mark.django_db

CHOICES = [{"id": "p", "text": "Police"}, {"id": "b", "text": "Bank"}]
ONE = {"stem": "Where do you work?", "survey": "one", "choices": CHOICES}
SEVERAL = {**ONE, "stem": "Where have you worked?", "survey": "several"}
LIKERT = {
    "stem": "How far do you agree?",
    "survey": "likert",
    "statements": [{"id": "s1", "text": "I liked it."}, {"id": "s2", "text": "I use it."}],
    "scale": ["Disagree", "Neither", "Agree"],
}
TEXT = {"stem": "What should change?", "survey": "text"}
ALL: tuple[tuple[str, dict[str, Any]], ...] = (
    ("true_false", TRUE_FALSE),
    ("survey", ONE),
    ("survey", SEVERAL),
    ("survey", LIKERT),
    ("survey", TEXT),
)
GIVEN = (True, "p", ["p", "b"], {"s1": "3"}, "More cases.")


def answered(learners: int, specs: Any = ALL, given: tuple[Any, ...] = GIVEN) -> Quiz:
    quiz = make_quiz(specs=specs)
    for number in range(learners):
        make_graded(quiz, make_learner(name=f"Bea {number}"), values=given)
    return quiz


def test_a_survey_counts_nothing_whatever_was_set() -> None:
    quiz = make_quiz(specs=ALL)
    assert [item.points for item in quiz.items.all()] == [1, 0, 0, 0, 0]
    attempt = make_graded(quiz, values=GIVEN)
    assert (attempt.score, attempt.max_score, attempt.passed) == (Decimal(1), Decimal(1), True)


def test_points_set_behind_the_services_are_not_published() -> None:
    quiz = make_quiz(specs=ALL, is_published=False)
    quiz.items.update(points=5)
    publish(quiz.course)
    slots = QuizSlot.objects.filter(quiz_edition__quiz=quiz).order_by("position")
    assert [slot.points for slot in slots] == [5, 0, 0, 0, 0]


def test_figures_count_each_learner_once() -> None:
    quiz = answered(5)
    again = Attempt.objects.filter(quiz=quiz)[0].user
    make_graded(quiz, again, values=(True, "b", ["b"], {"s1": "1", "s2": "1"}, "Nothing."))
    one, several, likert, text = answers_in(quiz).surveys
    assert [(s.label, s.count, s.percent) for s in one.shares] == [
        ("Police", 4, 80.0),
        ("Bank", 1, 20.0),
    ]
    assert [s.count for s in several.shares] == [4, 5]
    assert [s.count for s in likert.rows[0].shares] == [1, 0, 4]
    assert text.texts == ["More cases."] * 4 + ["Nothing."]


def test_statement_that_too_few_answered_has_no_shares() -> None:
    likert = answers_in(answered(5)).surveys[2]
    assert [(row.answers, len(row.shares)) for row in likert.rows] == [(5, 3), (0, 0)]


def test_nothing_is_shown_before_five_have_answered() -> None:
    quiz = answered(4)
    again = Attempt.objects.filter(quiz=quiz)[0].user
    make_graded(quiz, again, values=GIVEN)
    for row in answers_in(quiz).surveys:
        assert (row.answers, row.is_shown) == (4, False)
        assert not (row.shares or row.rows or row.texts)


def test_an_empty_answer_is_none() -> None:
    assert last_of_each([(1, None), (1, "p"), (2, None)]) == ["p"]


def test_surveys_are_not_among_the_questions_to_be_right_about() -> None:
    answers = answers_in(answered(1))
    assert [row.stem for row in answers.questions] == ["States cooperate."]


def test_results_page_shows_shares_and_texts(client: Client) -> None:
    quiz = answered(5)
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:quiz_results", args=[quiz.course.slug, quiz.key])
    html = client.get(url).content.decode()
    for words in ("Surveys", "5 learners answered.", "Police", "More cases.", "I liked it."):
        assert words in html


def test_results_page_before_five_have_answered(client: Client) -> None:
    quiz = answered(1)
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:quiz_results", args=[quiz.course.slug, quiz.key])
    html = client.get(url).content.decode()
    assert html.count("Too few to be shown yet.") == 4
    assert "More cases." not in html


@pytest.mark.parametrize("is_graded", [True, False])
def test_staff_do_not_see_who_answered_what(client: Client, is_graded: bool) -> None:
    quiz = make_quiz(specs=ALL)
    attempt = make_graded(quiz, values=GIVEN) if is_graded else make_attempt(quiz)
    if not is_graded:
        save(attempt, "More cases.", place=4)
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:seen", args=[quiz.course.slug, attempt.public_id])
    html = client.get(url).content.decode()
    assert "More cases." not in html and "I liked it." not in html
    assert html.count("shown without a name") == 4


def test_learner_sees_the_own_answers_again(client: Client) -> None:
    attempt = make_graded(make_quiz(specs=ALL), values=GIVEN)
    client.force_login(attempt.user)
    html = client.get(reverse("quizzes:result", args=[attempt.public_id])).content.decode()
    assert "More cases." in html
    assert html.count("Not graded") == 4


def test_learner_answers_by_a_plain_form(client: Client) -> None:
    attempt = make_attempt(make_quiz(specs=ALL))
    client.force_login(attempt.user)
    html = client.get(reverse("quizzes:attempt", args=[attempt.public_id])).content.decode()
    assert html.count("Not graded") == 4
    ids = slot_ids(attempt)
    posted = {
        **{f"seen-{slot}": "" for slot in ids},
        f"q{ids[1]}": "p",
        f"q{ids[2]}": ["p", "b"],
        f"q{ids[3]}-s1": "3",
        f"q{ids[4]}": "More cases.",
    }
    client.post(reverse("quizzes:save", args=[attempt.public_id]), posted)
    answers = current_answers(attempt.pk)
    assert [answers.get(slot) for slot in ids[1:]] == list(GIVEN[1:])


def test_quiz_of_surveys_alone_is_passed_and_says_that_nothing_is_graded(client: Client) -> None:
    quiz = answered(1, specs=ALL[1:], given=GIVEN[1:])
    attempt = Attempt.objects.get(quiz=quiz)
    assert (attempt.max_score, attempt.passed) == (Decimal(0), True)
    client.force_login(attempt.user)
    html = client.get(reverse("quizzes:result", args=[attempt.public_id])).content.decode()
    assert "Nothing in this quiz is graded." in html
    assert client.get(reverse("quizzes:quiz", args=[quiz.course.slug, quiz.key])).status_code == 200


def test_mail_of_a_quiz_of_surveys_alone_speaks_of_no_points() -> None:
    answered(1, specs=ALL[1:], given=GIVEN[1:])
    message = Message.objects.get(kind="attempt_graded")
    for part in (message.text, message.html):
        assert "Nothing in this quiz is graded." in part
        assert "of 0 points" not in part
    assert "passed" not in message.subject + message.text + message.html


def test_quiz_of_surveys_alone_has_no_percent(client: Client) -> None:
    quiz = answered(1, specs=ALL[1:], given=GIVEN[1:])
    assert quiz_figures(quiz.course)[0].mean is None
    assert learners_page(quiz, sort="best", page="1")[0]["best"] is None
    client.force_login(make_staff(quiz.course))
    url = reverse("quizzes:quiz_results", args=[quiz.course.slug, quiz.key])
    assert client.get(url).status_code == 200
