"""What an instructor sets, refuses with words, and freezes into an edition."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from courses.outbox.clock import database_now
from courses.quizzes import errors, services
from courses.quizzes.models import Question, Quiz, QuizEdition, QuizSlot
from courses.quizzes.services.drafts import pass_percent
from tests.support.make_quizzes import (
    make_course,
    make_graded,
    make_question,
    make_quiz,
    publish,
)

pytestmark = pytest.mark.django_db


def problems_of(raised: pytest.ExceptionInfo[errors.BadSettings]) -> list[str]:
    return list(raised.value.errors)


class TestSettings:
    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"pass_mark": 101}, "pass_mark"),
            ({"attempts_allowed": 0}, "attempts_allowed"),
            ({"time_limit_minutes": 0}, "time_limit_minutes"),
            ({"titles": {"en": " "}}, "titles"),
        ],
    )
    def test_what_cannot_be_is_refused_at_its_field(
        self, changes: dict[str, Any], field: str
    ) -> None:
        quiz = make_quiz(is_published=False)
        with pytest.raises(errors.BadSettings) as raised:
            services.update_quiz(quiz, **changes)
        assert problems_of(raised) == [field]

    def test_dates_in_the_wrong_order_are_refused(self) -> None:
        now = database_now()
        with pytest.raises(errors.BadSettings) as raised:
            make_quiz(opens_at=now, closes_at=now - timedelta(hours=1))
        assert problems_of(raised) == ["closes_at"]

    def test_a_pass_mark_above_the_total_is_refused_with_both_figures(self) -> None:
        with pytest.raises(errors.BadSettings) as raised:
            pass_percent(Decimal(12), Decimal(10))
        assert "12" in raised.value.errors["pass_mark"]
        assert "10" in raised.value.errors["pass_mark"]

    def test_points_become_percent_that_the_points_reach(self) -> None:
        assert pass_percent(Decimal(7), Decimal(9)) == 77

    def test_two_quizzes_of_one_title_get_keys_of_their_own(self) -> None:
        course = make_course()
        keys = [services.create_quiz(course, titles={"en": "Final"}).key for _ in range(3)]
        assert keys == ["final", "final-2", "final-3"]

    def test_a_title_without_latin_letters_gets_a_key(self) -> None:
        assert services.create_quiz(make_course(), titles={"ar": "اختبار"}).key == "quiz"


class TestItems:
    def test_they_stand_in_the_order_given(self) -> None:
        course = make_course()
        quiz = make_quiz(course, specs=(), is_published=False)
        second, first = make_question(course), make_question(course)
        services.set_items(quiz, [(first, 2), (second, "0.5")])
        rows = list(quiz.items.values_list("question", "points"))
        assert rows == [(first.pk, 2), (second.pk, Decimal("0.5"))]

    def test_one_question_twice_is_refused(self) -> None:
        quiz = make_quiz(specs=(), is_published=False)
        question = make_question(quiz.course)
        with pytest.raises(errors.BadSettings):
            services.set_items(quiz, [(question, 1), (question, 1)])

    def test_a_question_of_another_course_is_refused(self) -> None:
        quiz = make_quiz(specs=(), is_published=False)
        with pytest.raises(errors.BadSettings):
            services.set_items(quiz, [(make_question(make_course()), 1)])

    @pytest.mark.parametrize("points", [0, -1, 1001, "NaN"])
    def test_points_out_of_bounds_are_refused(self, points: Any) -> None:
        quiz = make_quiz(specs=(), is_published=False)
        with pytest.raises(errors.BadSettings):
            services.set_items(quiz, [(make_question(quiz.course), points)])


class TestPublish:
    def test_the_questions_are_pinned_to_their_versions(self) -> None:
        quiz = make_quiz(pass_mark=55)
        published = QuizEdition.objects.get()
        assert (published.pass_mark, published.edition.course) == (55, quiz.course)
        pinned = list(published.slots.values_list("question_version", flat=True))
        current = quiz.items.values_list("question__current_version", flat=True)
        assert pinned == list(current)

    def test_later_settings_leave_the_edition_alone(self) -> None:
        quiz = make_quiz(pass_mark=55)
        services.update_quiz(quiz, pass_mark=90)
        assert QuizEdition.objects.get().pass_mark == 55

    def test_a_quiz_without_questions_is_a_problem(self) -> None:
        with pytest.raises(errors.NotPublishable) as raised:
            make_quiz(specs=())
        assert raised.value.problems == [
            "“Final quiz” has no questions: add some, or remove the quiz."
        ]
        assert not QuizEdition.objects.exists()

    @pytest.mark.parametrize("status", [Question.Status.DRAFT, Question.Status.RETIRED])
    def test_a_question_that_is_not_ready_is_a_problem(self, status: str) -> None:
        quiz = make_quiz(is_published=False)
        Question.objects.filter(course=quiz.course).update(status=status)
        assert len(services.quiz_problems(quiz.course)) == 4

    def test_a_question_that_lacks_a_language_is_a_problem(self) -> None:
        quiz = make_quiz(is_published=False)
        quiz.course.languages = ["en", "fr"]
        quiz.course.save()
        problem = services.quiz_problems(quiz.course)[0]
        assert problem.message.endswith("not written yet in: fr.")

    def test_a_removed_quiz_leaves_the_next_edition_and_keeps_its_attempts(self) -> None:
        attempt = make_graded()
        services.remove_quiz(attempt.quiz)
        course = publish(attempt.quiz.course)
        assert not QuizEdition.objects.filter(edition=course.current_edition).exists()
        assert attempt.grades.count() == 1
        assert QuizSlot.objects.count() == 4


def test_settings_saved_beside_a_removal_do_not_bring_the_quiz_back() -> None:
    quiz = make_quiz(is_published=False)
    read_before = Quiz.objects.get()
    services.remove_quiz(quiz)
    services.update_quiz(read_before, pass_mark=40)
    now = Quiz.objects.get()
    assert now.removed_at is not None
    assert now.pass_mark == 40
