"""Every act taken back: what held before holds again, unless something contradicts it."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from courses.mail.models import Message
from courses.quizzes import services
from courses.quizzes.invigilation.errors import CannotUndo, NoSuchAct
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.services import give_time, make_void, reopen, submit_for
from courses.quizzes.invigilation.states import KEPT, kept
from courses.quizzes.invigilation.undoing import undo
from courses.quizzes.models import Attempt, Extension, Grade
from tests.support.jobs import run_jobs
from tests.support.make_acts import press
from tests.support.make_marking import waiting
from tests.support.make_quizzes import (
    answer_all,
    make_attempt,
    make_graded,
    make_quiz,
    make_staff,
    save,
)

pytestmark = pytest.mark.django_db


def undone(act: AttemptAct) -> Attempt:
    """The attempt after that."""
    undo(act.pk, by=make_staff(act.attempt.quiz.course))
    return Attempt.objects.get(pk=act.attempt_id)


def test_time_not_used_yet_is_taken_back_whole() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    act = give_time(attempt.pk, press(attempt), seconds=300)
    assert undone(act).deadline_at == attempt.deadline_at
    assert sorted(Extension.objects.values_list("seconds", flat=True)) == [-300, 300]


def test_of_time_half_used_the_rest_is_taken_back_but_for_a_minute() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    act = give_time(attempt.pk, press(attempt), seconds=600)
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(minutes=5))
    left = undone(act).deadline_at
    assert left is not None
    assert timedelta(seconds=55) < left - timezone.now() < timedelta(seconds=65)
    act.refresh_from_db()
    assert 235 <= act.taken_back <= 240


def test_time_used_up_is_not_taken_back() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    act = give_time(attempt.pk, press(attempt), seconds=600)
    Attempt.objects.update(deadline_at=timezone.now() + timedelta(seconds=30))
    with pytest.raises(CannotUndo, match="used up"):
        undo(act.pk, by=make_staff(attempt.quiz.course))


def test_a_reopening_taken_back_leaves_what_there_was() -> None:
    attempt = make_graded(make_quiz(time_limit_minutes=10))
    before = kept(attempt)
    act = reopen(attempt.pk, press(attempt), minutes=30)
    assert kept(undone(act)) == before


def test_a_reopening_is_not_taken_back_from_who_has_answered_since() -> None:
    attempt = make_graded()
    act = reopen(attempt.pk, press(attempt))
    save(attempt, "c", sequence=20)
    with pytest.raises(CannotUndo, match="answered since"):
        undone(act)


def test_nor_from_who_has_checked_an_answer() -> None:
    attempt = make_graded()
    act = reopen(attempt.pk, press(attempt))
    Attempt.objects.update(tries={"1": []})
    with pytest.raises(CannotUndo, match="answered since"):
        undone(act)


def test_a_reopening_is_not_taken_back_from_who_has_submitted_again() -> None:
    attempt = make_graded()
    act = reopen(attempt.pk, press(attempt))
    services.submit_attempt(attempt.public_id, attempt.user)
    with pytest.raises(CannotUndo, match="submitted again"):
        undone(act)


def test_reopened_while_being_graded_and_taken_back_it_is_graded() -> None:
    attempt = make_attempt()
    answer_all(attempt)
    services.submit_attempt(attempt.public_id, attempt.user)
    act = reopen(attempt.pk, press(attempt))
    run_jobs()
    assert undone(act).state == "submitted"
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == ("graded", Decimal(4))


def test_submitted_for_the_learner_by_mistake_they_go_on_with_the_time_they_had() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    act = submit_for(attempt.pk, press(attempt))
    run_jobs()
    found = undone(act)
    assert attempt.deadline_at
    assert found.deadline_at
    assert (found.state, found.score) == ("open", None)
    assert timedelta(0) < found.deadline_at - attempt.deadline_at < timedelta(minutes=1)
    assert Extension.objects.filter(attempt=attempt).count() == 1


def test_it_is_then_graded_as_any_other() -> None:
    attempt = make_attempt()
    act = submit_for(attempt.pk, press(attempt))
    run_jobs()
    undone(act)
    answer_all(attempt)
    services.submit_attempt(attempt.public_id, attempt.user)
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.score, attempt.submitted_by) == (Decimal(4), "learner")
    assert list(Grade.objects.order_by("pk").values_list("grading_version", flat=True)) == [1, 2]


def test_a_void_graded_attempt_counts_again() -> None:
    attempt = make_graded()
    before = kept(attempt)
    act = make_void(attempt.pk, press(attempt))
    assert kept(undone(act)) == before


def test_a_void_attempt_under_way_goes_on_where_it_stopped() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    act = make_void(attempt.pk, press(attempt))
    earlier = timezone.now() - timedelta(minutes=3)
    AttemptAct.objects.update(at=earlier)
    found = undone(act)
    assert attempt.deadline_at
    assert found.deadline_at
    assert found.state == "open"
    assert found.deadline_at - attempt.deadline_at >= timedelta(minutes=3)


def test_what_had_no_time_left_when_it_was_made_void_is_submitted() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    save(attempt, "a")
    Attempt.objects.update(
        started_at=timezone.now() - timedelta(minutes=11),
        deadline_at=timezone.now() - timedelta(seconds=5),
    )
    act = make_void(attempt.pk, press(attempt))
    assert undone(act).submitted_by == "clock"
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == ("graded", Decimal(1))


def test_with_another_one_under_way_a_void_one_does_not_go_on() -> None:
    attempt = make_attempt()
    act = make_void(attempt.pk, press(attempt))
    make_attempt(attempt.quiz, attempt.user)
    with pytest.raises(CannotUndo, match="another attempt"):
        undone(act)


def test_a_graded_one_counts_again_whatever_is_under_way() -> None:
    attempt = make_graded()
    act = make_void(attempt.pk, press(attempt))
    make_attempt(attempt.quiz, attempt.user)
    assert undone(act).state == "graded"


def test_what_waited_for_a_person_waits_again() -> None:
    attempt = waiting()
    act = make_void(attempt.pk, press(attempt))
    assert undone(act).state == "marking"


def test_of_two_acts_the_later_is_undone_first() -> None:
    attempt = make_graded()
    first = reopen(attempt.pk, press(attempt))
    second = make_void(attempt.pk, press(attempt))
    with pytest.raises(CannotUndo, match="Undo that first"):
        undone(first)
    undone(second)
    assert undone(first).state == "graded"


def test_undone_twice_it_is_undone_once() -> None:
    attempt = make_graded()
    act = make_void(attempt.pk, press(attempt))
    undone(act)
    by, at = AttemptAct.objects.values_list("undone_by", "undone_at").get()
    undone(act)
    assert AttemptAct.objects.values_list("undone_by", "undone_at").get() == (by, at)


def test_the_learner_hears_of_it() -> None:
    attempt = make_graded()
    act = make_void(attempt.pk, press(attempt))
    undone(act)
    mails = Message.objects.filter(kind="attempt_changed").order_by("pk")
    assert [("does not count" in mail.text, "counts again" in mail.text) for mail in mails] == [
        (True, False),
        (False, True),
    ]


def test_an_act_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NoSuchAct):
        undo(1, by=make_staff(make_quiz().course))


def test_all_that_an_act_changes_is_kept() -> None:
    assert {"state", "deadline_at", "snapshot", "score", "passed"} <= set(KEPT)
