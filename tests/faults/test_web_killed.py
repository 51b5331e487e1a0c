"""The web process struck down around the COMMIT of an answer: B 1 and 2."""

import pytest

from courses.quizzes.models import Answer
from tests.faults.house import House
from tests.support.learner import answer
from tests.support.make_quizzes import make_attempt

pytestmark = pytest.mark.timeout(900)


def test_01_killed_after_the_commit_the_retry_finds_the_answer_saved(house: House) -> None:
    attempt = make_attempt()
    learner, given = house.learner(attempt.user), answer(attempt, "a")
    house.arm("after_commit")
    assert learner.save(attempt, given).status == 0
    house.reached("after_commit")
    again = learner.save_until_answered(attempt, given)
    assert (again.status, again.json["already"]) == (200, True)
    assert Answer.objects.filter(attempt=attempt).count() == 1


def test_02_killed_before_the_commit_nothing_is_stored_and_the_retry_stores_once(
    house: House,
) -> None:
    attempt = make_attempt()
    learner, given = house.learner(attempt.user), answer(attempt, "a")
    house.arm("before_commit")
    assert learner.save(attempt, given).status == 0
    house.reached("before_commit")
    assert Answer.objects.filter(attempt=attempt).count() == 0
    again = learner.save_until_answered(attempt, given)
    assert (again.status, again.json["already"]) == (200, False)
    assert Answer.objects.filter(attempt=attempt).count() == 1
