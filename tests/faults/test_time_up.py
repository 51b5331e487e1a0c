"""Time runs out while the browser is closed: B 20."""

from datetime import timedelta

import pytest

from courses.outbox.clock import database_now
from courses.quizzes.models import Attempt
from tests.faults.house import House
from tests.support.learner import answer
from tests.support.make_quizzes import enrol, make_learner, make_quiz

pytestmark = pytest.mark.timeout(900)

GRACE = timedelta(seconds=1)
# Five seconds are promised; a machine that does seven other things is given ten more.
LATEST = timedelta(seconds=15)


def test_20_closed_before_the_end_what_was_saved_is_submitted_soon_after_it(house: House) -> None:
    ends = database_now() + timedelta(seconds=5)
    quiz, user = make_quiz(closes_at=ends, grace_seconds=GRACE.seconds), make_learner()
    enrol(user, quiz.course)
    with house.learner(user) as learner:
        assert learner.start(quiz).status == 302
        attempt = Attempt.objects.get(user=user)
        given = answer(attempt, "a")
        assert learner.save(attempt, given).status == 200
    house.wait_until_graded(attempt)
    attempt.refresh_from_db()
    assert attempt.submitted_by == Attempt.SubmittedBy.CLOCK
    assert attempt.snapshot == {str(given["slot"]): "a"}
    assert attempt.submitted_at is not None
    assert timedelta(0) <= attempt.submitted_at - (ends + GRACE) <= LATEST
