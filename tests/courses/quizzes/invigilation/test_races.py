"""Staff and learner at the same moment, on a real database: one consistent state, on record."""

import uuid
from collections.abc import Callable

import pytest

from courses.mail.models import Message
from courses.outbox.models import Job
from courses.quizzes import services
from courses.quizzes.errors import QuizError
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.invigilation.errors import ChangedMeanwhile
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.services import (
    give_another,
    give_time,
    make_void,
    reopen,
    submit_for,
)
from courses.quizzes.invigilation.undoing import undo
from courses.quizzes.models import Attempt, Extension, Grade
from courses.quizzes.services import grades
from tests.support.jobs import run_jobs
from tests.support.make_acts import press
from tests.support.make_quizzes import (
    RIGHT,
    answer_all,
    make_attempt,
    make_graded,
    make_quiz,
    make_staff,
    save,
)
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def unexpected(outcomes: list[object]) -> list[object]:
    """Whatever is neither a result nor one of our own sentences."""
    return [
        one for one in outcomes if isinstance(one, Exception) and not isinstance(one, QuizError)
    ]


def run(*work: Callable[[], object]) -> list[object]:
    outcomes: list[object] = list(at_once(len(work), lambda index: work[index]()))
    assert not unexpected(outcomes), outcomes
    return outcomes


def test_made_void_while_the_learner_submits_one_of_both_is_first() -> None:
    attempt = make_attempt()
    answer_all(attempt)
    seen = press(attempt)
    run(
        lambda: make_void(attempt.pk, seen),
        lambda: services.submit_attempt(attempt.public_id, attempt.user),
        lambda: save(attempt, "b", sequence=9),
    )
    run_jobs()
    attempt.refresh_from_db()
    acts, passes = AttemptAct.objects.count(), attempt.passed
    assert (attempt.state, acts, passes) in (("void", 1, None), ("graded", 0, attempt.passed))
    assert Message.objects.filter(kind="attempt_changed").count() == acts


def test_reopened_while_it_is_graded_nothing_of_the_old_answers_is_graded_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    attempt = make_attempt()
    save(attempt, "b")
    services.submit_attempt(attempt.public_id, attempt.user)
    graded = grades.result_of

    def meanwhile(found: Attempt, *more: object) -> object:
        """Between reading and writing, all that can happen does."""
        result = graded(found)
        monkeypatch.setattr(grades, "result_of", graded)
        reopen(attempt.pk, press(attempt))
        for place, value in enumerate(RIGHT):
            save(attempt, value, place=place, sequence=20 + place)
        services.submit_attempt(attempt.public_id, attempt.user)
        return result

    monkeypatch.setattr(grades, "result_of", meanwhile)
    assert services.grade_attempt(attempt.pk) is False
    assert not Grade.objects.exists()
    run_jobs()
    attempt.refresh_from_db()
    assert (attempt.state, str(attempt.score), Grade.objects.count()) == ("graded", "4.00", 1)


def test_reopened_and_graded_at_once_it_is_one_or_the_other() -> None:
    attempt = make_attempt()
    services.submit_attempt(attempt.public_id, attempt.user)
    seen = press(attempt)
    run(
        lambda: services.grade_attempt(attempt.pk),
        lambda: reopen(attempt.pk, seen),
        lambda: services.grade_attempt(attempt.pk),
    )
    attempt.refresh_from_db()
    acts = AttemptAct.objects.count()
    assert (attempt.state, acts) in (("open", 1), ("graded", 0))
    assert (attempt.score is None) == (attempt.state == "open")


def test_undone_many_times_at_once_it_is_undone_once() -> None:
    attempt = make_graded()
    act = make_void(attempt.pk, press(attempt))
    by = make_staff(attempt.quiz.course)
    outcomes = run(*[lambda: undo(act.pk, by=by).pk] * 8)
    assert outcomes == [act.pk] * 8
    attempt.refresh_from_db()
    assert attempt.state == "graded"
    assert Message.objects.filter(kind="attempt_changed").count() == 2
    assert Job.objects.filter(dedupe_key=f"attempt_act:{act.pk}:undone").count() == 1


def test_of_twenty_presses_on_the_same_page_one_is_done() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    by = make_staff(attempt.quiz.course)
    presses = [press(attempt, by) for _ in range(20)]
    outcomes = at_once(20, lambda n: give_time(attempt.pk, presses[n], seconds=60))
    assert sum(isinstance(one, AttemptAct) for one in outcomes) == 1
    assert sum(isinstance(one, ChangedMeanwhile) for one in outcomes) == 19
    assert Extension.objects.count() == 1


def test_one_press_sent_twenty_times_is_one_act() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    one = press(attempt, operation=uuid.uuid4())
    outcomes = run(*[lambda: give_time(attempt.pk, one, seconds=60).pk] * 20)
    assert set(outcomes) == {AttemptAct.objects.get().pk}


def test_acts_of_every_sort_at_once_leave_one_state() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10, attempts_allowed=3))
    answer_all(attempt)
    by = make_staff(attempt.quiz.course)
    seen = [press(attempt, by) for _ in range(6)]
    run(
        lambda: give_time(attempt.pk, seen[0], seconds=60),
        lambda: submit_for(attempt.pk, seen[1]),
        lambda: make_void(attempt.pk, seen[2]),
        lambda: give_another(attempt.pk, seen[3]),
        lambda: services.submit_attempt(attempt.public_id, attempt.user),
        lambda: services.start_attempt(attempt.user, attempt.quiz),
    )
    run_jobs()
    assert AttemptAct.objects.count() <= 1
    assert Attempt.objects.filter(state="open").count() <= 1


def test_reopened_while_the_learner_starts_there_is_one_attempt_under_way() -> None:
    attempt = make_graded()
    seen = press(attempt)
    run(
        lambda: reopen(attempt.pk, seen),
        lambda: services.start_attempt(attempt.user, attempt.quiz),
        lambda: services.start_attempt(attempt.user, attempt.quiz),
    )
    assert Attempt.objects.filter(state="open").count() == 1


def test_another_attempt_given_while_starts_stand_in_line_ends_without_a_deadlock() -> None:
    attempt = make_attempt(make_quiz(attempts_allowed=2, time_limit_minutes=10))
    seen = press(attempt)
    run(
        lambda: give_another(attempt.pk, seen),
        lambda: services.start_attempt(attempt.user, attempt.quiz),
        lambda: save(attempt, "a"),
        lambda: services.start_attempt(attempt.user, attempt.quiz),
    )
    assert AttemptAct.objects.count() == 1


def test_two_made_void_at_once_leave_no_grade() -> None:
    attempt = make_graded()
    other = make_graded(attempt.quiz, attempt.user)
    seen = press(attempt), press(other)
    run(lambda: make_void(attempt.pk, seen[0]), lambda: make_void(other.pk, seen[1]))
    found = QuizGrade.objects.filter(user=attempt.user).first()
    assert found is None or found.percent is None
