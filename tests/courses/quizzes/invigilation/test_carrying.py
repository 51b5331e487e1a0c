"""What a person marked stands when an attempt went on and the answer is still the same."""

from decimal import Decimal

import pytest

from courses.quizzes import services
from courses.quizzes.invigilation.services import reopen
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.queries import still_waiting
from courses.quizzes.marking.services import Marks, mark_answer
from courses.quizzes.models import Attempt
from tests.support.make_acts import press
from tests.support.make_marking import TEXT, waiting
from tests.support.make_quizzes import make_staff, save, slot_ids

pytestmark = pytest.mark.django_db


def mark(attempt: Attempt, *, place: int) -> None:
    slot = slot_ids(attempt)[place]
    seen = Marking.objects.filter(attempt=attempt, slot=slot).order_by("-pk")[0].pk
    by = make_staff(attempt.quiz.course)
    mark_answer(attempt.pk, slot, Marks(Decimal(1)), by=by, done=True, seen=seen)


def submitted_again(attempt: Attempt) -> Attempt:
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    return Attempt.objects.get(pk=attempt.pk)


def marked() -> Attempt:
    attempt = waiting()
    for place in (1, 2):
        mark(attempt, place=place)
    return Attempt.objects.get(pk=attempt.pk)


def test_with_the_same_answers_nothing_is_marked_again() -> None:
    attempt = marked()
    reopen(attempt.pk, press(attempt))
    found = submitted_again(attempt)
    assert (found.state, found.score) == ("graded", Decimal(3))


def test_an_answer_that_changed_waits_again_and_the_other_stands() -> None:
    attempt = marked()
    reopen(attempt.pk, press(attempt))
    save(attempt, "Another text altogether.", place=1, sequence=20)
    found = submitted_again(attempt)
    assert (found.state, still_waiting(found)) == ("marking", 1)
    mark(found, place=1)
    found.refresh_from_db()
    assert (found.state, found.score) == ("graded", Decimal(3))


def test_reopened_before_anybody_marked_each_answer_waits_once() -> None:
    attempt = waiting()
    reopen(attempt.pk, press(attempt))
    save(attempt, TEXT, place=1, sequence=20)
    found = submitted_again(attempt)
    assert (found.state, still_waiting(found)) == ("marking", 2)
