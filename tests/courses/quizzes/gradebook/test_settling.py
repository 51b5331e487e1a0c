"""A new edition that counts otherwise, and grades that were never made."""

from typing import Any

import pytest

from courses.learning.models import Completion
from courses.outbox.models import Job
from courses.quizzes import services as quizzes
from courses.quizzes.gradebook import settling
from courses.quizzes.gradebook.models import CourseGrade, QuizGrade
from courses.quizzes.gradebook.settling import settle_missing
from courses.quizzes.models import Attempt
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import RIGHT, make_graded, make_learner, make_quiz, publish

pytestmark = pytest.mark.django_db

HALF = ("a", True, "0", "?")


def jobs() -> int:
    return Job.objects.filter(task="quizzes.settle_quiz").count()


class TestPublishing:
    def test_what_counts_as_before_makes_no_job(self) -> None:
        attempt = make_graded()
        quizzes.update_quiz(attempt.quiz, shuffle_choices=True)
        publish(attempt.quiz.course)
        assert jobs() == 0

    def test_nor_does_a_quiz_that_nobody_took(self) -> None:
        quiz = make_quiz()
        quizzes.update_quiz(quiz, pass_mark=40)
        publish(quiz.course)
        assert jobs() == 0

    def test_a_new_method_counts_for_all(self) -> None:
        quiz, users = make_quiz(), [make_learner(), make_learner()]
        for user in users:
            make_graded(quiz, user, RIGHT)
            make_graded(quiz, user, HALF)
        quizzes.update_quiz(quiz, grade_method="average")
        publish(quiz.course)
        run_jobs()
        found: list[Any] = list(QuizGrade.objects.values_list("percent", "method"))
        assert found == [(75, "average")] * 2
        assert set(CourseGrade.objects.values_list("total", flat=True)) == {75_000_000}

    def test_a_lower_mark_passes_and_is_told(self) -> None:
        attempt = make_graded(values=HALF)
        quizzes.update_quiz(attempt.quiz, pass_mark=50)
        publish(attempt.quiz.course)
        run_jobs()
        assert QuizGrade.objects.get().passed
        assert Job.objects.filter(task="learning.grade_changed").count() == 1

    def test_a_higher_mark_takes_no_pass(self) -> None:
        attempt = make_graded(make_quiz(pass_mark=50), values=HALF)
        quizzes.update_quiz(attempt.quiz, pass_mark=90)
        publish(attempt.quiz.course)
        run_jobs()
        assert QuizGrade.objects.get().passed

    def test_a_quiz_that_leaves_the_course_leaves_the_total(self) -> None:
        attempt = make_graded()
        other = make_quiz(attempt.quiz.course)
        make_graded(other, attempt.user, HALF)
        quizzes.remove_quiz(attempt.quiz)
        publish(attempt.quiz.course)
        run_jobs()
        assert CourseGrade.objects.get().total == 50_000_000

    def test_job_after_job_till_all_are_done(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(settling, "AT_ONCE", 2)
        monkeypatch.setattr(settling, "BATCH", 1)
        quiz = make_quiz()
        for _ in range(5):
            make_graded(quiz, make_learner(), HALF)
        quizzes.update_quiz(quiz, pass_mark=50)
        publish(quiz.course)
        run_jobs()
        assert QuizGrade.objects.filter(state="passed").count() == 5
        assert jobs() == 3


class TestMissing:
    def test_attempts_that_an_earlier_release_graded(self) -> None:
        attempts = [make_graded(values=HALF) for _ in range(3)]
        QuizGrade.objects.all().delete()
        CourseGrade.objects.all().delete()
        assert settle_missing() == 3
        assert [row.attempts for row in QuizGrade.objects.order_by("quiz")] == [
            [attempt.pk] for attempt in attempts
        ]
        assert CourseGrade.objects.count() == 3
        assert settle_missing() == 0

    def test_a_grade_that_came_after_the_row(self) -> None:
        attempt = make_graded(values=HALF)
        row = QuizGrade.objects.get()
        Attempt.objects.filter(pk=attempt.pk).update(score=4)
        QuizGrade.objects.filter(pk=row.pk).update(settled_at=None)
        settle_missing()
        assert QuizGrade.objects.get().percent == 100

    def test_a_quiz_for_practice_stays_without(self) -> None:
        make_graded(make_quiz(is_practice=True, required=False))
        assert settle_missing() == 0

    def test_one_that_is_no_more_for_practice_gets_them(self) -> None:
        attempt = make_graded(make_quiz(is_practice=True, required=False), values=HALF)
        quizzes.update_quiz(attempt.quiz, is_practice=False, required=True)
        publish(attempt.quiz.course)
        run_jobs()
        assert QuizGrade.objects.get().percent == 50

    def test_whoever_read_all_completes_by_it(self) -> None:
        attempt = make_graded(values=RIGHT)
        Completion.objects.all().delete()
        QuizGrade.objects.all().delete()
        settle_missing()
        assert Job.objects.filter(task="learning.grade_changed").count() == 1
        assert QuizGrade.objects.get().attempts == [attempt.pk]
