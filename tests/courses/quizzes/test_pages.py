"""What a graded attempt tells the learner to go back to."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.quizzes.evidence import Evidence
from courses.quizzes.pages import ReviewedQuestion, to_read_again
from tests.support import make
from tests.support.make_marking import answered


def reviewed(number: int, outcome: str, evidence: Evidence | None) -> ReviewedQuestion:
    return ReviewedQuestion(number, Decimal(0), Decimal(1), outcome, SafeString(), evidence)


def test_what_was_missed_is_gathered_by_lesson_in_the_order_of_the_questions() -> None:
    money = Evidence("/learn/c/money/#b-acts", "Follow the money")
    law = Evidence("/learn/c/law/#b-tests", "What it is")
    questions = [
        reviewed(1, "wrong", money),
        reviewed(2, "right", law),
        reviewed(3, "unanswered", law),
        reviewed(4, "partly", money),
        reviewed(5, "wrong", None),
    ]
    found = [(r.label, [q.number for q in r.questions]) for r in to_read_again(questions)]
    assert found == [("Follow the money", [1, 4]), ("What it is", [3])]


def test_nothing_missed_is_nothing_to_read_again() -> None:
    assert to_read_again([reviewed(1, "right", Evidence("/x/", "X"))]) == []


@pytest.mark.django_db
def test_the_check_names_the_answers_that_a_person_marks() -> None:
    attempt = answered()
    url = reverse("quizzes:check", args=[attempt.public_id])
    html = make.client_for(attempt.user).get(url).content.decode()
    assert "A person marks questions 2, 3, so your result comes later" in html
    assert "graded at once" not in html
