"""After each act the grade that counts, the standing and the completion are right."""

import pytest

from courses.learning.models import Completion
from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.invigilation.errors import NotPossible
from courses.quizzes.invigilation.services import give_another, make_void, reopen
from courses.quizzes.invigilation.undoing import undo
from courses.quizzes.models import Attempt
from courses.quizzes.queries import Standing, attempts_left, standing
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_cohorts
from tests.support.jobs import run_jobs
from tests.support.make_acts import press
from tests.support.make_quizzes import make_graded, make_quiz, make_staff

pytestmark = pytest.mark.django_db


def stands(attempt: Attempt) -> Standing:
    quiz = attempt.quiz
    return standing(attempt.user, quiz.course).get(quiz.pk, Standing())


def percent(attempt: Attempt) -> str:
    found = QuizGrade.objects.filter(quiz=attempt.quiz, user=attempt.user).first()
    return "" if found is None or found.percent is None else str(round(found.percent))


def test_made_void_the_pass_is_gone_and_undone_it_is_back() -> None:
    attempt = make_graded()
    act = make_void(attempt.pk, press(attempt))
    assert (stands(attempt).passed, percent(attempt)) == (False, "")
    undo(act.pk, by=make_staff(attempt.quiz.course))
    assert (stands(attempt).passed, percent(attempt)) == (True, "100")


def test_made_void_the_next_best_counts() -> None:
    attempt = make_graded(values=("a", True))
    best = make_graded(attempt.quiz, attempt.user)
    make_void(best.pk, press(best))
    assert (stands(attempt).passed, percent(attempt)) == (False, "50")


def test_reopened_the_pass_is_gone_until_it_is_graded_again() -> None:
    attempt = make_graded()
    act = reopen(attempt.pk, press(attempt))
    assert (stands(attempt).passed, percent(attempt)) == (False, "")
    undo(act.pk, by=make_staff(attempt.quiz.course))
    assert stands(attempt).passed


def test_void_and_counted_again_the_course_is_completed() -> None:
    course = make.published_course(lessons=1)
    quiz = make_quiz(course, is_published=False)
    publish_quizzes(make.publish(course))
    user = make.enrolled(course).user
    attempt = make_graded(quiz, user)
    act = make_void(attempt.pk, press(attempt))
    make_cohorts.read(user, course)
    run_jobs()
    assert not Completion.objects.exists()
    undo(act.pk, by=make_staff(course))
    run_jobs()
    assert Completion.objects.get().user == user


def test_another_attempt_is_one_more_and_taken_back_one_less() -> None:
    attempt = make_graded(make_quiz(attempts_allowed=1))
    act = give_another(attempt.pk, press(attempt))
    assert attempts_left(attempt.user, attempt.quiz_edition) == 1
    undo(act.pk, by=make_staff(attempt.quiz.course))
    assert attempts_left(attempt.user, attempt.quiz_edition) == 0


def test_who_may_start_without_end_needs_no_other_attempt() -> None:
    attempt = make_graded(make_quiz(attempts_allowed=None))
    with pytest.raises(NotPossible, match="as often as they like"):
        give_another(attempt.pk, press(attempt))
