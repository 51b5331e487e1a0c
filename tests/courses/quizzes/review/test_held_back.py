"""What a quiz holds back of a result is nowhere in what its learner gets, until it shows."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from courses.mail.models import Message
from courses.outbox.clock import database_now
from courses.quizzes import privacy, services
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from courses.quizzes.review.choosing import REVIEWS, Preset
from courses.quizzes.review.matrix import JUST_AFTER_MINUTES
from courses.quizzes.review.queries import may_see_key, result_shows
from tests.support import make
from tests.support.make_quizzes import (
    RIGHT,
    make_graded,
    make_quiz,
    make_staff,
    publish,
)

pytestmark = pytest.mark.django_db

LATER = timedelta(days=10)
WRONG = ("b", True, "1", "Rome")


def held(preset: Preset, values: tuple[Any, ...] = WRONG, **settings: Any) -> Attempt:
    quiz = make_quiz(
        review=REVIEWS[preset], closes_at=database_now() + LATER, attempts_allowed=3, **settings
    )
    return make_graded(quiz, values=values)


def close(attempt: Attempt) -> None:
    QuizEdition.objects.update(closes_at=database_now() - timedelta(minutes=1))


def result(attempt: Attempt, query: str = "") -> str:
    url = reverse("quizzes:result", args=[attempt.public_id]) + query
    return make.client_for(attempt.user).get(url).content.decode()


def quiz_page(attempt: Attempt) -> str:
    url = reverse("quizzes:quiz", args=[attempt.quiz.course.slug, attempt.quiz.key])
    return make.client_for(attempt.user).get(url).content.decode()


class TestNothing:
    def test_the_result_says_only_that_it_comes_and_when(self) -> None:
        html = result(held(Preset.NOTHING, RIGHT))
        assert "The result is not shown yet." in html
        assert "Shown after the quiz closes" in html and "the right answers" in html
        assert "Question by question" not in html
        assert "Passed" not in html and "4 of 4 points" not in html
        # By chance, the figure also stands inside a random id.
        assert not re.search(r"\b100\b", html)

    def test_the_receipt_is_there_all_the_same(self) -> None:
        attempt = held(Preset.NOTHING)
        html = result(attempt)
        assert "Receipt" in html and "4 of 4" in html
        assert attempt.snapshot_hash[:4] in html

    def test_neither_the_quiz_nor_its_past_attempts_tell(self) -> None:
        html = quiz_page(held(Preset.NOTHING, RIGHT))
        assert "Result not shown yet" in html
        assert "You have passed" not in html and "4 / 4" not in html

    def test_the_mail_says_when_to_look_again_and_no_score(self) -> None:
        held(Preset.NOTHING, RIGHT)
        mail = Message.objects.get(kind="attempt_graded")
        for text in (mail.text, mail.html):
            assert "not shown yet" in text and "Look again after the quiz closes" in text
            assert "points" not in text and "passed" not in text.lower()
        assert "passed" not in mail.subject

    def test_after_closing_all_of_it_shows(self) -> None:
        attempt = held(Preset.NOTHING, WRONG)
        close(attempt)
        html = result(attempt)
        assert "1 of 4 points" in html and "tile-missed" in html
        assert "Article 6 names the proceeds." in html
        assert "1 / 4" in quiz_page(attempt)

    def test_staff_see_all_and_what_the_learner_does_not(self) -> None:
        attempt = held(Preset.NOTHING)
        course = attempt.quiz.course
        url = reverse("quizzes:seen", args=[course.slug, attempt.public_id])
        html = make.client_for(make_staff(course)).get(url).content.decode()
        assert "1 of 4 points" in html and "tile-missed" in html
        assert "To the learner not everything shows:" in html

    def test_their_own_data_hold_answers_and_grade_but_not_the_key(self) -> None:
        attempt = held(Preset.NOTHING)
        row = privacy.export_for(attempt.user)["attempts"][0]
        assert len(row["answers"]) == 4 and row["grades"][0]["score"] == "1.00"
        assert not {"parts", "feedback", "outcome"} & row["grades"][0]["items"][0].keys()

    def test_the_key_is_not_practised_before_it_shows(self) -> None:
        attempt = held(Preset.NOTHING)
        assert not may_see_key(attempt)
        close(attempt)
        assert may_see_key(Attempt.objects.get())


class TestScore:
    def test_the_score_stands_without_any_question(self) -> None:
        html = result(held(Preset.SCORE))
        assert "1 of 4 points" in html and "Not passed" in html
        assert "Question by question" not in html and "tile" not in html

    def test_the_mail_tells_it(self) -> None:
        held(Preset.SCORE)
        assert "1 of 4 points" in Message.objects.get(kind="attempt_graded").text


class TestOwnChoice:
    def test_answers_without_right_or_wrong_are_shown_as_they_were_given(self) -> None:
        html = result(held_by(["response"]))
        assert "checked" in html and "disabled" in html
        assert "question-wrong" not in html and "Not right" not in html and "Not here." not in html

    def test_right_or_wrong_without_the_answers(self) -> None:
        html = result(held_by(["correctness"]))
        assert "Not right" in html
        assert "checked" not in html and "Not here." not in html

    def test_without_feedback_no_choice_says_its_own(self) -> None:
        html = result(held_by(["response", "correctness"]))
        assert "Your answer: not right" in html
        assert "Not here." not in html and "Article 6" not in html

    def test_feedback_without_the_key_does_not_say_why_another_is_right(self) -> None:
        html = result(held_by(["response", "correctness", "feedback"]))
        assert "Not here." in html
        assert "Article 6" not in html and "tile-missed" not in html

    def test_points_without_right_or_wrong_are_the_score_alone(self) -> None:
        html = result(held_by(["response", "points"]))
        assert "1 of 4 points" in html and "Points: " not in html

    def test_what_shows_just_after_goes_when_its_minutes_are_over(self) -> None:
        attempt = held_by([], just_after=["response", "correctness"])
        assert "Your answer: not right" in result(attempt)
        ago = database_now() - timedelta(minutes=JUST_AFTER_MINUTES)
        Attempt.objects.update(submitted_at=ago)
        assert "Your answer: not right" not in result(attempt)


def held_by(parts: list[str], just_after: list[str] | None = None) -> Attempt:
    review = {"just_after": parts if just_after is None else just_after, "open": parts}
    quiz = make_quiz(review=review, closes_at=database_now() + LATER, attempts_allowed=3)
    return make_graded(quiz, values=WRONG)


def test_a_new_edition_that_opens_the_results_opens_them_to_who_took_the_old_one() -> None:
    attempt = held(Preset.NOTHING)
    services.update_quiz(Quiz.objects.get(), review={})
    publish(attempt.quiz.course)
    attempt.refresh_from_db()
    assert result_shows(Attempt.objects.get()).points


def test_only_what_was_not_right_can_be_shown() -> None:
    attempt = make_graded(make_quiz(attempts_allowed=1), values=WRONG)
    html = result(attempt, "?only=missed")
    assert 'id="q1"' in html and 'id="q2"' not in html
    assert 'id="q2"' in result(attempt)
