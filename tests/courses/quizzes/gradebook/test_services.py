"""The row of the grade that counts follows whatever changes it."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from courses.outbox.models import Job
from courses.people.models import User
from courses.quizzes import services as quizzes
from courses.quizzes.gradebook.errors import ChangedMeanwhile, NotGraded, NothingToUndo
from courses.quizzes.gradebook.models import CourseGrade, GradeAct, QuizGrade
from courses.quizzes.gradebook.services import (
    Said,
    override_grade,
    refresh_grade,
    undo_override,
)
from courses.quizzes.models import Attempt, Quiz
from tests.support.make_quizzes import (
    RIGHT,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    publish,
)

pytestmark = pytest.mark.django_db

HALF = ("a", True, "0", "?")
NONE = ("b", False, "0", "?")
EXCUSED = Said(QuizGrade.Override.EXCUSED)
RELEASED = Said(QuizGrade.Override.NONE)


def percent(value: str) -> Said:
    return Said(QuizGrade.Override.PERCENT, Decimal(value))


def row(quiz: Quiz, user: User) -> Any:
    return QuizGrade.objects.get(quiz=quiz, user=user)


def total(quiz: Quiz, user: User) -> CourseGrade:
    return CourseGrade.objects.get(course=quiz.course, user=user)


def said(quiz: Quiz, user: User, what: Said, **more: Any) -> QuizGrade:
    values: dict[str, Any] = {"reason": "Was ill.", "by": make_staff(quiz.course), "seen": 0} | more
    return override_grade(quiz.pk, user.pk, what, **values)


class TestAttempts:
    def test_the_first_grade_makes_the_row(self) -> None:
        attempt = make_graded(values=HALF)
        found = row(attempt.quiz, attempt.user)
        assert (found.percent, found.state, found.attempts) == (50, "failing", [attempt.pk])
        assert found.settled_at == attempt.graded_at

    def test_before_a_grade_there_is_none(self) -> None:
        make_attempt()
        assert not QuizGrade.objects.exists()

    @pytest.mark.parametrize(
        ("method", "wanted"), [("best", 100), ("last", 50), ("first", 0), ("average", 50)]
    )
    def test_each_method(self, method: str, wanted: int) -> None:
        quiz, user = make_quiz(grade_method=method), make_learner()
        for values in (NONE, RIGHT, HALF):
            make_graded(quiz, user, values)
        found = row(quiz, user)
        assert (found.percent, found.graded, found.method) == (wanted, 3, method)
        assert found.passed == (wanted >= 70)

    def test_a_practice_quiz_has_none(self) -> None:
        attempt = make_graded(make_quiz(is_practice=True, required=False))
        assert attempt.state == Attempt.State.GRADED
        assert not QuizGrade.objects.exists()

    def test_a_void_attempt_counts_no_more(self) -> None:
        quiz, user = make_quiz(), make_learner()
        make_graded(quiz, user, HALF)
        best = make_graded(quiz, user, RIGHT)
        Attempt.objects.filter(pk=best.pk).update(state=Attempt.State.VOID)
        with transaction.atomic():
            refresh_grade(quiz.pk, user.pk)
        assert row(quiz, user).percent == 50
        assert total(quiz, user).total == 50_000_000

    def test_when_the_last_one_is_void_nothing_counts(self) -> None:
        attempt = make_graded()
        Attempt.objects.update(state=Attempt.State.VOID)
        with transaction.atomic():
            refresh_grade(attempt.quiz_id, attempt.user_id)
        found, of_course = row(attempt.quiz, attempt.user), total(attempt.quiz, attempt.user)
        assert (found.percent, found.state, found.attempts) == (None, "none", [])
        assert (of_course.total, of_course.counted, of_course.done) == (None, 0, 0)


class TestTotal:
    def test_the_mean_of_what_counts(self) -> None:
        first, user = make_quiz(), make_learner()
        second = make_quiz(first.course)
        optional = make_quiz(first.course, required=False)
        make_graded(first, user, HALF)
        make_graded(second, user, RIGHT)
        make_graded(optional, user, NONE)
        found = total(first, user)
        assert (found.total, found.counted, found.failing, found.done) == (75_000_000, 2, 1, 1)

    def test_excused_leaves_the_mean_and_is_done(self) -> None:
        first, user = make_quiz(), make_learner()
        second = make_quiz(first.course)
        make_graded(first, user, HALF)
        make_graded(second, user, RIGHT)
        said(first, user, EXCUSED)
        found = total(first, user)
        assert (found.total, found.counted, found.failing, found.done) == (100_000_000, 1, 0, 2)


class TestOverride:
    def test_a_percent_by_hand_holds_over_what_comes(self) -> None:
        quiz, user = make_quiz(), make_learner()
        make_graded(quiz, user, NONE)
        assert said(quiz, user, percent("80")).passed
        make_graded(quiz, user, HALF)
        found = row(quiz, user)
        assert (found.percent, found.state, found.graded) == (80, "passed", 2)

    def test_without_an_attempt(self) -> None:
        quiz, user = make_quiz(), make_learner()
        said(quiz, user, percent("72.5"))
        assert (row(quiz, user).percent, total(quiz, user).total) == (Decimal("72.5"), 72_500_000)

    def test_released_the_attempts_count_again(self) -> None:
        quiz, user = make_quiz(), make_learner()
        make_graded(quiz, user, HALF)
        said(quiz, user, percent("80"))
        said(quiz, user, RELEASED, seen=GradeAct.objects.get().pk)
        assert (row(quiz, user).percent, row(quiz, user).override) == (50, "")

    def test_each_act_is_on_record(self) -> None:
        quiz, user = make_quiz(), make_learner()
        staff = make_staff(quiz.course)
        said(quiz, user, percent("80"), by=staff, reason="Oral exam.")
        act: Any = GradeAct.objects.get()
        assert (act.override, act.percent, act.reason) == ("percent", 80, "Oral exam.")
        assert (act.by, act.pass_mark) == (staff, 70)

    def test_undo_brings_back_what_held_before(self) -> None:
        quiz, user = make_quiz(), make_learner()
        staff = make_staff(quiz.course)
        said(quiz, user, percent("80"), by=staff)
        said(quiz, user, EXCUSED, by=staff, seen=GradeAct.objects.latest("pk").pk)
        for wanted in (("passed", 80), ("excused", None), ("passed", 80)):
            newest = GradeAct.objects.latest("pk").pk
            undo_override(quiz.pk, user.pk, by=staff, seen=newest)
            found = row(quiz, user)
            assert (found.state, found.percent) == wanted
        assert GradeAct.objects.filter(undoes__isnull=False).count() == 3

    def test_undo_of_the_first_lets_the_attempts_count(self) -> None:
        quiz, user = make_quiz(), make_learner()
        make_graded(quiz, user, HALF)
        said(quiz, user, EXCUSED)
        undo_override(quiz.pk, user.pk, by=make_staff(quiz.course), seen=GradeAct.objects.get().pk)
        assert (row(quiz, user).state, row(quiz, user).percent) == ("failing", 50)

    def test_who_comes_second_is_told(self) -> None:
        quiz, user = make_quiz(), make_learner()
        said(quiz, user, percent("80"))
        with pytest.raises(ChangedMeanwhile) as caught:
            said(quiz, user, percent("60"), seen=0)
        assert caught.value.newest.percent == 80
        assert row(quiz, user).percent == 80

    def test_sent_twice_it_is_kept_once(self) -> None:
        quiz, user = make_quiz(), make_learner()
        staff = make_staff(quiz.course)
        for _ in range(2):
            said(quiz, user, percent("80"), by=staff)
        assert GradeAct.objects.count() == 1

    def test_nothing_to_undo(self) -> None:
        quiz = make_quiz()
        with pytest.raises(NothingToUndo):
            undo_override(quiz.pk, make_learner().pk, by=make_staff(quiz.course), seen=0)

    @pytest.mark.parametrize(
        "options", [{"is_practice": True, "required": False}, {"is_published": False}]
    )
    def test_not_where_there_is_no_grade(self, options: dict[str, Any]) -> None:
        with pytest.raises(NotGraded):
            said(make_quiz(**options), make_learner(), EXCUSED)

    @pytest.mark.parametrize("what", [percent("70"), EXCUSED])
    def test_what_is_done_is_told_to_whoever_counts_progress(self, what: Said) -> None:
        quiz, user = make_quiz(), make_learner()
        said(quiz, user, what)
        job = Job.objects.get(task="learning.grade_changed")
        assert job.args == {"user_id": user.pk, "course_id": quiz.course_id}

    def test_what_fails_is_not(self) -> None:
        said(make_quiz(), make_learner(), percent("69"))
        assert not Job.objects.filter(task="learning.grade_changed").exists()


class TestEditions:
    def test_rules_of_now_count(self) -> None:
        quiz, user = make_quiz(), make_learner()
        make_graded(quiz, user, RIGHT)
        make_graded(quiz, user, HALF)
        quizzes.update_quiz(quiz, grade_method="average")
        publish(quiz.course)
        with transaction.atomic():
            refresh_grade(quiz.pk, user.pk)
        assert row(quiz, user).percent == 75

    def test_a_pass_outlives_a_stricter_method(self) -> None:
        quiz, user = make_quiz(), make_learner()
        make_graded(quiz, user, RIGHT)
        make_graded(quiz, user, NONE)
        quizzes.update_quiz(quiz, grade_method="last")
        publish(quiz.course)
        make_graded(quiz, user, HALF)
        found = row(quiz, user)
        assert (found.percent, found.passed) == (50, True)
