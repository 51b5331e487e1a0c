"""What a grade set by hand does elsewhere: completion, My learning, privacy."""

from decimal import Decimal
from typing import Any

import pytest

from courses.certificates.queries import resting_on, resting_on_grade
from courses.learning.models import Completion
from courses.learning.queries import progress_for, standing_in
from courses.learning.services import evaluate_completion, mark_read
from courses.people.models import User
from courses.quizzes.gradebook.models import CourseGrade, GradeAct, QuizGrade
from courses.quizzes.gradebook.services import Said, override_grade
from courses.quizzes.models import Quiz
from courses.quizzes.privacy import erase, export_for
from courses.quizzes.queries import standing, standing_of
from courses.quizzes.services import publish_quizzes
from tests.support import make, make_awards
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import (
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    publish,
)

pytestmark = pytest.mark.django_db

HALF = ("a", True, "0", "?")
PASSES = Said("percent", Decimal(70))
FAILS = Said("percent", Decimal(69))
EXCUSED = Said("excused")


def say(quiz: Quiz, user: User, said: Said) -> None:
    by = make_staff(quiz.course)
    newest = GradeAct.objects.filter(grade__quiz=quiz, grade__user=user).order_by("-pk").first()
    seen = newest.pk if newest else 0
    override_grade(quiz.pk, user.pk, said, reason="Oral exam.", by=by, seen=seen)


class TestStanding:
    def test_follows_the_override(self) -> None:
        attempt = make_graded(values=HALF)
        say(attempt.quiz, attempt.user, PASSES)
        found: Any = standing(attempt.user, attempt.quiz.course)[attempt.quiz_id]
        assert (found.best_percent, found.passed, found.attempts_used) == (70, True, 1)

    def test_a_quiz_that_was_not_taken_has_one_by_hand(self) -> None:
        quiz, user = make_quiz(), make_learner()
        say(quiz, user, EXCUSED)
        found = standing(user, quiz.course)[quiz.pk]
        assert (found.excused, found.is_done, found.passed, found.attempts_used) == (
            True, True, False, 0,
        )  # fmt: skip

    def test_without_a_row_it_is_the_best_attempt(self) -> None:
        attempt = make_graded(values=HALF)
        QuizGrade.objects.all().delete()
        assert standing_of([attempt]).best_percent == 50

    def test_where_a_course_is_shown(self) -> None:
        quiz, user = taught()
        say(quiz, user, EXCUSED)
        course = quiz.course
        assert course.current_edition
        for shown in (
            progress_for(user, course, course.current_edition),
            standing_in(user.pk, course, course.current_edition),
        ):
            assert shown.quizzes[0].is_done


def taught() -> tuple[Quiz, User]:
    """A quiz in a course with a lesson, and who has read that."""
    course = make.published_course(lessons=1)
    quiz = make_quiz(course, is_published=False)
    edition = make.publish(course)
    publish_quizzes(edition)
    user = make.enrolled(course).user
    lesson = course.lessons.get()
    mark_read(user, lesson, lesson.versions.latest("number"))
    quiz.course = course
    return quiz, user


@pytest.mark.parametrize("said", [PASSES, EXCUSED, FAILS])
def test_by_hand_the_course_is_completed_when_it_is_done(said: Said) -> None:
    quiz, user = taught()
    assert not Completion.objects.exists()
    say(quiz, user, said)
    run_jobs()
    assert Completion.objects.exists() == (said is not FAILS)
    assert evaluate_completion(user.pk, quiz.course_id) is None


class TestCertificate:
    def test_a_lowered_grade_takes_none_back_and_it_is_told(self) -> None:
        attempt = make_graded()
        certificate = make_awards.certificate(attempt.user, attempt.quiz.course)
        assert resting_on(attempt) == certificate
        say(attempt.quiz, attempt.user, FAILS)
        assert resting_on_grade(QuizGrade.objects.get()) == certificate
        assert resting_on(attempt) is None

    def test_nothing_rests_on_a_quiz_that_does_not_count(self) -> None:
        attempt = make_graded(make_quiz(required=False))
        make_awards.certificate(attempt.user, attempt.quiz.course)
        assert resting_on_grade(QuizGrade.objects.get()) is None


class TestPrivacy:
    def test_the_learner_reads_what_was_done_and_why_but_not_by_whom(self) -> None:
        attempt = make_graded(values=HALF)
        say(attempt.quiz, attempt.user, PASSES)
        [grade] = export_for(attempt.user)["quiz_grades"]
        assert grade["percent"] == "70.000000"
        [change] = grade["changes"]
        assert change["reason"] == "Oral exam." and "Ines" not in str(change)

    def test_erased_with_the_learner(self) -> None:
        attempt = make_graded()
        say(attempt.quiz, attempt.user, PASSES)
        erase(attempt.user)
        assert not QuizGrade.objects.exists()
        assert not GradeAct.objects.exists() and not CourseGrade.objects.exists()

    def test_an_act_outlives_who_did_it_without_the_name(self) -> None:
        attempt = make_graded()
        say(attempt.quiz, attempt.user, PASSES)
        by = GradeAct.objects.get().by
        assert by and export_for(by)["grades_changed"][0]["reason"] == "Oral exam."
        erase(by)
        assert GradeAct.objects.get().by is None


def test_a_new_edition_keeps_what_was_set_by_hand() -> None:
    attempt = make_graded(values=HALF)
    say(attempt.quiz, attempt.user, PASSES)
    publish(attempt.quiz.course)
    run_jobs()
    assert QuizGrade.objects.get().passed
