"""What a graded attempt tells the learner to go back to."""

from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils.safestring import SafeString

from courses.quizzes.evidence import Evidence
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.services import Marks, mark_answer
from courses.quizzes.models import Attempt
from courses.quizzes.review.questions import ReviewedQuestion, to_read_again
from tests.support import make
from tests.support.make_marking import answered, marked_quiz, waiting
from tests.support.make_quizzes import make_graded, make_learner, make_quiz, make_staff


def reviewed(number: int, outcome: str, evidence: Evidence | None) -> ReviewedQuestion:
    return ReviewedQuestion(number, number, Decimal(0), Decimal(1), outcome, SafeString(), evidence)


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


def result_page(attempt: Attempt) -> str:
    url = reverse("quizzes:result", args=[attempt.public_id])
    return make.client_for(attempt.user).get(url).content.decode()


@pytest.mark.django_db
def test_why_the_right_answer_is_right_is_held_back_from_who_may_try_again() -> None:
    quiz = make_quiz(attempts_allowed=2)
    learner = make_learner()
    first = make_graded(quiz, learner, values=("b", True, "1", "Rome"))
    html = result_page(first)
    assert "Not here." in html  # said of the choice
    assert "Article 6 names the proceeds." not in html
    assert "Article 1." in html  # of the question that was right
    assert "Right answers, and why they are right" in html
    last = make_graded(quiz, learner, values=("b",))
    assert "Article 6 names the proceeds." in result_page(last)


@pytest.mark.django_db
def test_what_is_to_be_learnt_from_what_a_person_marked_is_read_at_once() -> None:
    quiz = marked_quiz(attempts_allowed=2)
    attempt = waiting(quiz)
    for row in Marking.objects.filter(attempt=attempt):
        marks = Marks(Decimal(0))
        mark_answer(
            attempt.pk, row.slot_id, marks, by=make_staff(quiz.course), done=True, seen=row.pk
        )
    attempt.refresh_from_db()
    assert attempt.passed is False
    assert "Article 7 says so." in result_page(attempt)
