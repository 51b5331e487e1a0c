"""Each act: what it does, what it keeps, and that it is done once."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courses.mail.models import Message
from courses.outbox import outages
from courses.outbox.models import Job, Outage
from courses.quizzes import services
from courses.quizzes.errors import NoSuchAttempt
from courses.quizzes.invigilation.acting import Press
from courses.quizzes.invigilation.errors import ChangedMeanwhile, NotPossible
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.services import give_time, make_void, reopen, submit_for
from courses.quizzes.models import Attempt, Extension, Grade, Quiz
from courses.quizzes.queries import attempts_left, grade_of
from courses.quizzes.services.giving_back import give_back
from tests.support.jobs import run_jobs
from tests.support.make_acts import REASON, press
from tests.support.make_quizzes import (
    RIGHT,
    answer_all,
    make_attempt,
    make_graded,
    make_quiz,
    save,
    slot_ids,
)

pytestmark = pytest.mark.django_db


def timed(minutes: int = 10) -> Quiz:
    return make_quiz(time_limit_minutes=minutes)


def test_more_time_moves_the_end_on_record() -> None:
    attempt = make_attempt(timed())
    assert attempt.deadline_at
    act = give_time(attempt.pk, press(attempt), seconds=300)
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert attempt.deadline_at == before + timedelta(minutes=5)
    given = Extension.objects.get()
    assert (given.seconds, given.reason, given.granted_by) == (300, REASON, act.by)
    assert act.before["deadline_at"] == before.isoformat()
    assert attempt.acted_on


def test_more_time_sends_no_mail() -> None:
    attempt = make_attempt(timed())
    give_time(attempt.pk, press(attempt), seconds=300)
    assert not Message.objects.exists()


def test_the_clock_submits_at_the_new_end() -> None:
    attempt = make_attempt(timed(5))
    give_time(attempt.pk, press(attempt), seconds=600)
    run_jobs(at=timezone.now() + timedelta(minutes=7))
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_an_attempt_without_a_limit_gets_no_time() -> None:
    attempt = make_attempt()
    with pytest.raises(NotPossible, match="no time limit"):
        give_time(attempt.pk, press(attempt), seconds=300)


def test_time_that_would_not_reach_now_is_not_given() -> None:
    attempt = make_attempt(timed())
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(hours=1))
    with pytest.raises(NotPossible, match="Give more minutes"):
        give_time(attempt.pk, press(attempt), seconds=60)


def test_submitted_for_the_learner_what_is_saved_is_graded() -> None:
    attempt = make_attempt()
    answer_all(attempt)
    submit_for(attempt.pk, press(attempt))
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_by, attempt.score) == ("graded", "staff", Decimal(4))


def test_the_learner_reads_who_submitted_and_why() -> None:
    attempt = make_attempt()
    submit_for(attempt.pk, press(attempt))
    mail = Message.objects.get(kind="attempt_changed")
    assert mail.user == attempt.user
    assert REASON in mail.text
    assert "submitted your attempt 1" in mail.text


def test_a_void_attempt_counts_neither_as_one_nor_by_its_grade() -> None:
    attempt = make_graded(make_quiz(attempts_allowed=1))
    make_void(attempt.pk, press(attempt))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.passed, attempt.score) == ("void", None, None)
    assert attempts_left(attempt.user, attempt.quiz_edition) == 1
    assert Grade.objects.count() == 1


def test_after_a_void_attempt_the_next_one_starts() -> None:
    attempt = make_attempt(make_quiz(attempts_allowed=1))
    make_void(attempt.pk, press(attempt))
    assert services.start_attempt(attempt.user, attempt.quiz).number == 2


def test_a_void_attempt_is_not_made_void_again() -> None:
    attempt = make_attempt()
    make_void(attempt.pk, press(attempt))
    with pytest.raises(NotPossible, match="void already"):
        make_void(attempt.pk, press(attempt))


def test_the_clock_leaves_a_void_attempt_alone() -> None:
    attempt = make_attempt(timed())
    make_void(attempt.pk, press(attempt))
    run_jobs(at=timezone.now() + timedelta(hours=1))
    attempt.refresh_from_db()
    assert attempt.state == "void"


def test_reopened_the_learner_goes_on_where_they_were() -> None:
    attempt = make_graded(values=("b",))
    reopen(attempt.pk, press(attempt), minutes=30)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, attempt.snapshot) == ("open", None, None)
    assert attempt.deadline_at
    left = attempt.deadline_at - timezone.now()
    assert timedelta(minutes=29) < left <= timedelta(minutes=30, seconds=1)
    assert services.start_attempt(attempt.user, attempt.quiz) == attempt


def test_submitted_again_it_gets_its_next_grade_and_mail() -> None:
    attempt = make_graded(values=("b",))
    reopen(attempt.pk, press(attempt))
    for place, value in enumerate(RIGHT):
        save(attempt, value, place=place, sequence=10 + place)
    services.submit_attempt(attempt.public_id, attempt.user)
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score, grade_of(attempt).grading_version) == (
        "graded",
        Decimal(4),
        2,
    )
    assert Message.objects.filter(kind="attempt_graded").count() == 2
    assert [str(row.score) for row in Grade.objects.order_by("pk")] == ["0.00", "4.00"]


def test_the_old_answers_and_grade_stay_with_the_act() -> None:
    attempt = make_graded(values=("b",))
    act = reopen(attempt.pk, press(attempt))
    assert act.before["snapshot"] == {str(slot_ids(attempt)[0]): "b"}
    assert (act.before["score"], act.before["passed"]) == ("0.00", False)


def test_reopened_until_a_moment_the_clock_submits_then() -> None:
    attempt = make_graded()
    reopen(attempt.pk, press(attempt), until=timezone.now() + timedelta(hours=2))
    run_jobs(at=timezone.now() + timedelta(hours=1))
    attempt.refresh_from_db()
    assert attempt.state == "open"
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(minutes=1))
    services.expire_attempt(attempt.pk)
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_by) == ("graded", "clock")


def test_an_end_that_is_past_is_refused() -> None:
    attempt = make_graded()
    with pytest.raises(NotPossible, match="still to come"):
        reopen(attempt.pk, press(attempt), until=timezone.now())


def test_with_another_one_under_way_none_is_reopened() -> None:
    attempt = make_graded()
    make_attempt(attempt.quiz, attempt.user)
    with pytest.raises(NotPossible, match="another attempt"):
        reopen(attempt.pk, press(attempt))


def test_what_is_under_way_is_not_reopened() -> None:
    attempt = make_attempt()
    with pytest.raises(NotPossible, match="submitted can be reopened"):
        reopen(attempt.pk, press(attempt))


def test_pressed_twice_it_is_done_once() -> None:
    attempt = make_attempt(timed())
    one = press(attempt)
    acts = {give_time(attempt.pk, one, seconds=300).pk for _ in range(2)}
    assert len(acts) == 1
    assert Extension.objects.count() == 1


def test_of_two_who_saw_the_same_the_second_is_told() -> None:
    attempt = make_attempt(timed())
    first, second = press(attempt), press(attempt)
    give_time(attempt.pk, first, seconds=300)
    with pytest.raises(ChangedMeanwhile):
        give_time(attempt.pk, second, seconds=300)
    assert AttemptAct.objects.count() == 1


def test_submitted_meanwhile_nothing_is_done() -> None:
    attempt = make_attempt()
    seen = press(attempt)
    services.submit_attempt(attempt.public_id, attempt.user)
    with pytest.raises(ChangedMeanwhile):
        submit_for(attempt.pk, seen)
    assert not AttemptAct.objects.exists()


def test_answers_given_meanwhile_are_no_change() -> None:
    attempt = make_attempt()
    seen = press(attempt)
    save(attempt, "a")
    assert submit_for(attempt.pk, seen).kind == "submit"


def test_an_attempt_that_is_gone_is_not_found() -> None:
    attempt = make_attempt()
    seen = press(attempt)
    Attempt.objects.all().delete()
    with pytest.raises(NoSuchAttempt):
        make_void(attempt.pk, seen)


@pytest.mark.parametrize("act", [make_void, reopen])
def test_progress_is_looked_at_again(act: Callable[[int, Press], AttemptAct]) -> None:
    attempt = make_graded()
    done = act(attempt.pk, press(attempt))
    assert Job.objects.filter(
        task="learning.attempt_graded", dedupe_key=f"attempt_act:{done.pk}"
    ).exists()


def test_an_outage_of_before_the_reopening_is_not_given_back() -> None:

    attempt = make_graded(timed())
    now = timezone.now()
    Outage.objects.create(component=outages.WEB, began_at=now - timedelta(hours=2), ended_at=now)
    reopen(attempt.pk, press(attempt), minutes=5)
    attempt.refresh_from_db()
    assert give_back(attempt, attempt.quiz_edition) is False
