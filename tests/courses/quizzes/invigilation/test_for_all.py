"""More time for everybody: each once, few at once and many by a job, whoever dies meanwhile."""

import uuid

import pytest

from courses.outbox.models import Job
from courses.quizzes import services
from courses.quizzes.invigilation import for_all
from courses.quizzes.invigilation.for_all import carry_out, give_time_to_all, latest_for
from courses.quizzes.invigilation.models import AttemptAct, TimeForAll
from courses.quizzes.invigilation.undoing import undo
from courses.quizzes.models import Quiz
from tests.support.jobs import run_jobs
from tests.support.make_acts import REASON
from tests.support.make_quizzes import make_attempt, make_quiz, make_staff

pytestmark = pytest.mark.django_db


def taken_by(learners: int) -> Quiz:
    quiz = make_quiz(time_limit_minutes=10)
    for _ in range(learners):
        make_attempt(quiz)
    return quiz


def give(quiz: Quiz, operation: uuid.UUID | None = None) -> TimeForAll:
    return give_time_to_all(
        quiz,
        by=make_staff(quiz.course),
        reason=REASON,
        operation=operation or uuid.uuid4(),
        seconds=300,
    )


def given() -> int:
    return AttemptAct.objects.filter(kind="time").count()


def test_few_have_it_at_once_and_the_job_finds_nothing_left() -> None:
    give(taken_by(2))
    assert given() == 2
    run_jobs()
    assert given() == 2


def test_many_get_it_by_a_job_and_the_page_can_say_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(for_all, "AT_ONCE", 1)
    quiz = taken_by(3)
    give(quiz)
    before = latest_for(quiz)
    assert before
    assert (before.given, before.row.total, before.row.done_at) == (0, 3, None)
    run_jobs()
    after = latest_for(quiz)
    assert after
    assert (after.given, after.row.done_at is None) == (3, False)


def test_begun_and_cut_off_it_goes_on_with_the_others() -> None:
    quiz = taken_by(3)
    row = give(quiz)
    AttemptAct.objects.all()[0].delete()
    TimeForAll.objects.update(done_at=None)
    assert carry_out(row.pk) == 1
    assert given() == 3


def test_sent_twice_it_is_given_once() -> None:
    quiz, operation = taken_by(2), uuid.uuid4()
    assert give(quiz, operation) == give(quiz, operation)
    assert given() == 2
    assert Job.objects.filter(task=for_all.TASK).count() == 1


def test_who_has_no_limit_who_is_done_and_who_comes_later_get_none() -> None:
    quiz = taken_by(1)
    done = make_attempt(quiz)
    services.submit_attempt(done.public_id, done.user)
    row = give(quiz)
    make_attempt(quiz)
    assert (row.total, given()) == (1, 1)
    assert carry_out(row.pk) == 0


def test_each_is_taken_back_alone() -> None:
    quiz = taken_by(2)
    give(quiz)
    first, second = AttemptAct.objects.order_by("pk")
    undo(first.pk, by=make_staff(quiz.course))
    second.refresh_from_db()
    assert second.undone_at is None
