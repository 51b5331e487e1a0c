"""Grades and acts of the staff that come at the same moment."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import transaction

from courses.quizzes import services as quizzes
from courses.quizzes.gradebook.errors import ChangedMeanwhile
from courses.quizzes.gradebook.models import CourseGrade, GradeAct, QuizGrade
from courses.quizzes.gradebook.services import Said, override_grade, refresh_grade
from courses.quizzes.gradebook.settling import settle_quiz
from courses.quizzes.grading import Result
from courses.quizzes.models import Attempt
from courses.quizzes.services import grades
from tests.support.make_quizzes import (
    RIGHT,
    answer_all,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    publish,
)
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def refresh(attempt: Attempt) -> QuizGrade | None:
    with transaction.atomic():
        return refresh_grade(attempt.quiz_id, attempt.user_id)


def test_made_anew_at_once_there_is_one_row_and_one_total() -> None:
    attempt = make_graded()
    QuizGrade.objects.all().delete()
    CourseGrade.objects.all().delete()
    outcomes = at_once(8, lambda _: refresh(attempt))
    assert not [one for one in outcomes if isinstance(one, Exception)]
    assert QuizGrade.objects.get().percent == 100
    assert (CourseGrade.objects.get().total, CourseGrade.objects.get().counted) == (100_000_000, 1)


def test_grades_of_several_quizzes_at_once_all_arrive_in_the_total() -> None:
    first, user = make_quiz(), make_learner()
    others = [first, *(make_quiz(first.course) for _ in range(3))]
    attempts = [make_attempt(quiz, user) for quiz in others]
    for attempt in attempts:
        answer_all(attempt, RIGHT)
        quizzes.submit_attempt(attempt.public_id, user)
    outcomes = at_once(4, lambda place: quizzes.grade_attempt(attempts[place].pk))
    assert outcomes == [True] * 4
    found = CourseGrade.objects.get()
    assert (found.counted, found.earned, found.done) == (4, 400_000_000, 4)


def test_an_override_while_a_grade_arrives_holds() -> None:
    attempt = make_attempt()
    answer_all(attempt, RIGHT)
    quizzes.submit_attempt(attempt.public_id, attempt.user)
    by, half = make_staff(attempt.quiz.course), Said("percent", Decimal(50))

    def work(place: int) -> object:
        if place:
            return quizzes.grade_attempt(attempt.pk)
        quiz, user = attempt.quiz_id, attempt.user_id
        return override_grade(quiz, user, half, reason="Copied.", by=by, seen=0)

    outcomes = at_once(2, work)
    assert not [one for one in outcomes if isinstance(one, Exception)]
    found: Any = QuizGrade.objects.get()
    assert (found.percent, found.state, found.attempts) == (50, "failing", [attempt.pk])
    assert CourseGrade.objects.get().total == 50_000_000


def test_of_two_overrides_at_once_one_holds_and_the_other_is_told() -> None:
    quiz, user = make_quiz(), make_learner()
    staff = [make_staff(quiz.course) for _ in range(2)]

    def work(place: int) -> object:
        said = Said("percent", Decimal(50 + place))
        return override_grade(quiz.pk, user.pk, said, reason="!", by=staff[place], seen=0)

    outcomes = at_once(2, work)
    assert sum(isinstance(one, ChangedMeanwhile) for one in outcomes) == 1
    assert QuizGrade.objects.get().percent == GradeAct.objects.get().percent


def test_what_is_graded_while_an_edition_comes_counts_by_its_rules(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quiz, user = make_quiz(), make_learner()
    make_graded(quiz, user, RIGHT)
    attempt = make_attempt(quiz, user)
    quizzes.submit_attempt(attempt.public_id, user)
    result_of = grades.result_of

    def published_meanwhile(found: Attempt) -> Result:
        monkeypatch.setattr(grades, "result_of", result_of)
        quizzes.update_quiz(quiz, grade_method="average")
        publish(quiz.course)
        settle_quiz(quiz.pk, 0, after=0)
        return result_of(found)

    monkeypatch.setattr(grades, "result_of", published_meanwhile)
    quizzes.grade_attempt(attempt.pk)
    found: Any = QuizGrade.objects.get()
    assert (found.method, found.percent) == ("average", 50)
