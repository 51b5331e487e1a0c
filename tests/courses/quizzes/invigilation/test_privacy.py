"""Acts are told to the learner, and lose the name of who did them when that is erased."""

import pytest

from courses.quizzes import privacy
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.services import make_void, reopen
from courses.quizzes.review.queries import may_see_key
from tests.support.make_acts import REASON, press
from tests.support.make_quizzes import make_graded, make_quiz, make_staff

pytestmark = pytest.mark.django_db


def test_the_learners_export_has_what_was_done_and_why() -> None:
    attempt = make_graded()
    make_void(attempt.pk, press(attempt))
    (row,) = privacy.export_for(attempt.user)["attempts"]
    (act,) = row["acts"]
    assert (act["kind"], act["reason"], act["score_before"]) == ("void", REASON, "4.00")


def test_of_an_attempt_that_goes_on_it_does_not_tell_the_key() -> None:
    attempt = make_graded()
    reopen(attempt.pk, press(attempt))
    (row,) = privacy.export_for(attempt.user)["attempts"]
    assert not {"parts", "feedback", "outcome"} & set(row["grades"][0]["items"][0])


def test_nor_may_its_key_be_seen_elsewhere() -> None:
    attempt = make_graded(make_quiz(attempts_allowed=1))
    assert may_see_key(attempt)
    reopen(attempt.pk, press(attempt))
    attempt.refresh_from_db()
    assert not may_see_key(attempt)


def test_erased_staff_leave_what_they_did_without_a_name() -> None:
    attempt = make_graded()
    by = make_staff(attempt.quiz.course)
    make_void(attempt.pk, press(attempt, by))
    assert len(privacy.export_for(by)["attempts_acted_on"]) == 1
    privacy.erase(by)
    assert AttemptAct.objects.get().by is None


def test_an_erased_learner_takes_what_was_done_with_them() -> None:
    attempt = make_graded()
    make_void(attempt.pk, press(attempt))
    privacy.erase(attempt.user)
    assert not AttemptAct.objects.exists()
