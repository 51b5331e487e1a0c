"""Findings over a whole quiz: accepted with a reason, until they rest on something else."""

import pytest

from courses.catalog.models import Course
from courses.quizzes.bank.errors import NotNow, SayWhy
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.bank.over_quiz import unwaive_over, waive_over
from courses.quizzes.bank.report import Over, found_over, reports_of
from courses.quizzes.bank.services import create_question, edit_question
from courses.quizzes.models import Question, Quiz
from tests.courses.quizzes.bank.specs import choice_spec
from tests.support import make

pytestmark = pytest.mark.django_db
CODE = "key_in_one_place"


def asked(course: Course, number: int, key: int = 0) -> Question:
    spec = choice_spec(f"What is number {number}?", "Bank", "Court", "State", keys=(key,))
    return create_question(course, kind="single_choice", key=f"q-{number}", specs={"en": spec})


@pytest.fixture
def quiz() -> Quiz:
    """Five questions, in four of which the right choice comes first."""
    course = make.course(by=make.instructor())
    found = Quiz.objects.create(course=course, key="final", titles={"en": "Final"})
    for number in range(5):
        found.items.create(question=asked(course, number, int(number == 4)), position=number)
    return found


def only(quiz: Quiz) -> Over:
    (over,) = found_over(quiz)
    return over


def accept(quiz: Quiz) -> None:
    waive_over(quiz, CODE, basis=only(quiz).basis, reason=" It is  ordered. ", by=make.instructor())


def test_an_accepted_finding_counts_no_more(quiz: Quiz) -> None:
    (before,) = reports_of(quiz.course)
    accept(quiz)
    (after,) = reports_of(quiz.course)
    assert after.count == before.count - 1
    waiver = only(quiz).waiver
    assert waiver is not None and waiver.reason == "It is ordered."
    row = BankRecord.objects.latest("pk")
    assert (row.what, row.remark) == ("waived", f"final: {CODE}: It is ordered.")


def test_it_is_no_longer_accepted_when_that_is_taken_back(quiz: Quiz) -> None:
    accept(quiz)
    unwaive_over(quiz, CODE, by=make.instructor())
    assert only(quiz).waiver is None


def test_other_words_in_its_questions_leave_it_accepted(quiz: Quiz) -> None:
    accept(quiz)
    spec = choice_spec("Asked otherwise?", "A bank", "A court", "A State")
    edit_question(Question.objects.get(key="q-0"), specs={"en": spec})
    assert only(quiz).waiver is not None


def test_a_question_without_it_leaves_it_accepted(quiz: Quiz) -> None:
    accept(quiz)
    quiz.items.create(question=asked(quiz.course, 9, 2), position=9)
    quiz.items.filter(question__key="q-4").delete()
    assert only(quiz).waiver is not None


def test_one_question_more_that_has_it_brings_it_back_with_the_earlier_reason(quiz: Quiz) -> None:
    accept(quiz)
    quiz.items.create(question=asked(quiz.course, 9), position=9)
    over = only(quiz)
    assert over.waiver is None
    assert over.earlier is not None and over.earlier.reason == "It is ordered."


def test_a_finding_that_changed_since_it_was_seen_is_not_accepted(quiz: Quiz) -> None:
    seen = only(quiz).basis
    quiz.items.create(question=asked(quiz.course, 9), position=9)
    with pytest.raises(NotNow):
        waive_over(quiz, CODE, basis=seen, reason="So", by=make.instructor())


def test_it_is_not_accepted_without_a_reason(quiz: Quiz) -> None:
    with pytest.raises(SayWhy):
        waive_over(quiz, CODE, basis=only(quiz).basis, reason=" ", by=make.instructor())


def test_it_is_accepted_and_taken_back_on_the_page_of_findings(quiz: Quiz) -> None:
    client = make.client_for(quiz.course.staff.get().user)
    page, here = f"/quizzes/{quiz.course.slug}/bank/findings/", "final/"
    posted = {"code": CODE, "basis": only(quiz).basis, "reason": "<b>Ordered</b>"}
    assert client.post(page + here, posted | {"reason": ""}).status_code == 422
    assert client.post(page + here, posted).status_code == 302
    shown = client.get(page).content.decode()
    assert "“<bdi>&lt;b&gt;Ordered&lt;/b&gt;</bdi>”" in shown
    client.post(page + here, {"code": CODE, "withdraw": "1"})
    assert "Dismiss the warning" in client.get(page).content.decode()
    assert client.post(page + here, posted | {"basis": "old"}).status_code == 409
