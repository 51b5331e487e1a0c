"""Checks at once, on a real database."""

import pytest

from courses.quizzes.errors import QuizError
from courses.quizzes.models import Answer
from courses.quizzes.queries import current_answers
from courses.quizzes.trying.rules import tried_at
from courses.quizzes.trying.services import check_answer
from tests.support.make_quizzes import make_attempt, make_quiz, save, slot_ids
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("feedback", ["immediate", "adaptive"])
def test_checked_twenty_times_at_once_it_is_one_try(feedback: str) -> None:
    attempt = make_attempt(make_quiz(feedback=feedback))
    slot = slot_ids(attempt)[0]
    save(attempt, "b")
    found = at_once(20, lambda _: check_answer(attempt.public_id, attempt.user, slot_id=slot).tries)
    assert found == [{str(slot): {"values": ["b"], "closed": feedback == "immediate"}}] * 20


def test_an_answer_that_comes_with_the_check_is_in_it_or_is_refused() -> None:
    attempt = make_attempt(make_quiz(feedback="immediate"))
    slot = slot_ids(attempt)[0]
    save(attempt, "b")

    def one(number: int) -> object:
        if number % 2:
            return check_answer(attempt.public_id, attempt.user, slot_id=slot)
        return save(attempt, "a", sequence=number + 2)

    outcomes = at_once(6, one)
    unexpected = [x for x in outcomes if isinstance(x, Exception) and not isinstance(x, QuizError)]
    assert not unexpected
    attempt.refresh_from_db()
    checked = tried_at(attempt.tries, slot).values
    assert len(checked) == 1
    assert current_answers(attempt.pk)[slot] == checked[0]
    assert Answer.objects.filter(attempt=attempt).last() is not None
