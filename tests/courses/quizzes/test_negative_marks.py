"""Points that a wrong answer costs: told before, taken in the question, never from the whole."""

from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes.models import Quiz
from tests.support.make_quizzes import SINGLE, TRUE_FALSE, make_attempt, make_graded, make_quiz

pytestmark = pytest.mark.django_db

COSTLY = (("single_choice", {**SINGLE, "penalty": 50}), ("true_false", TRUE_FALSE))


def costly_quiz() -> Quiz:
    return make_quiz(specs=COSTLY)


def test_cost_is_told_in_points_before_the_answer_is_given(client: Client) -> None:
    attempt = make_attempt(costly_quiz())
    client.force_login(attempt.user)
    html = client.get(reverse("quizzes:attempt", args=[attempt.public_id])).content.decode()
    assert html.count("A wrong answer costs 0.5 points.") == 1


def test_cost_is_taken_from_what_other_questions_earned() -> None:
    attempt = make_graded(costly_quiz(), values=("b", True))
    assert (attempt.score, attempt.max_score) == (Decimal("0.5"), Decimal(2))


def test_quiz_never_falls_below_nothing() -> None:
    attempt = make_graded(costly_quiz(), values=("b", False))
    assert (attempt.score, attempt.passed) == (Decimal(0), False)
    assert [item["points"] for item in attempt.grades.get().items] == ["-0.50", "0.00"]


def test_question_left_blank_costs_nothing() -> None:
    attempt = make_graded(costly_quiz(), values=(None, True))
    assert attempt.score == Decimal(1)


def test_review_says_what_was_lost(client: Client) -> None:
    attempt = make_graded(costly_quiz(), values=("b", False))
    client.force_login(attempt.user)
    html = client.get(reverse("quizzes:result", args=[attempt.public_id])).content.decode()
    assert '<bdi dir="ltr">−0.50</bdi> points' in html
