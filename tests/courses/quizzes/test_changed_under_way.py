"""What a quiz, its course and its bank become while somebody is in an attempt."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from courses.catalog.services import archive_course
from courses.quizzes import services
from courses.quizzes.models import Attempt, Question, Quiz
from tests.support import make, make_quizzes

pytestmark = pytest.mark.django_db

OTHERS: list[dict[str, Any]] = [
    {"order": "sequential", "per_page": 1},
    {"per_page": 2},
    {"feedback": "immediate"},
    {"feedback": "adaptive", "try_penalty": 100},
    {"time_limit_minutes": 1},
    {"attempts_allowed": 1},
    {"is_practice": True, "required": False},
    {"review": {"just_after": [], "open": [], "closed": []}},
    {"shuffle_questions": True, "shuffle_choices": True},
    {"access_code": "rose", "honour": {"en": "Alone."}},
    {"requires": [{"quiz": "another"}]},
    {"pass_mark": 100},
]


def under_way(**settings: Any) -> Attempt:
    """With two answers of four saved."""
    attempt = make_quizzes.make_attempt(make_quizzes.make_quiz(**settings))
    for place, value in enumerate(make_quizzes.RIGHT[:2]):
        make_quizzes.save(attempt, value, place=place, sequence=place + 1)
    return attempt


def finish(attempt: Attempt) -> Attempt:
    """Answers the rest, hands in, is graded, and its pages open."""
    client = make.client_for(attempt.user)
    page = client.get(reverse("quizzes:attempt", args=[attempt.public_id]))
    assert page.status_code == 200
    assert len(page.context["questions"]) == 4
    for place, value in enumerate(make_quizzes.RIGHT[2:], 2):
        make_quizzes.save(attempt, value, place=place, sequence=place + 1)
    services.submit_attempt(attempt.public_id, attempt.user)
    assert services.grade_attempt(attempt.pk)
    attempt.refresh_from_db()
    result = client.get(reverse("quizzes:result", args=[attempt.public_id]))
    assert result.status_code == 200
    return attempt


@pytest.mark.parametrize("others", OTHERS, ids=lambda others: "-".join(others))
def test_an_attempt_goes_on_as_it_began_whatever_the_next_edition_says(
    others: dict[str, Any],
) -> None:
    attempt = under_way(time_limit_minutes=60)
    services.update_quiz(attempt.quiz, **others)
    make_quizzes.publish(attempt.quiz.course)
    before = attempt.deadline_at
    finished = finish(attempt)
    assert finished.passed
    assert (finished.score, finished.max_score) == (Decimal(4), Decimal(4))
    assert finished.deadline_at == before


def test_a_question_edited_and_retired_under_an_attempt_is_graded_as_it_was_met() -> None:
    attempt = under_way()
    question = Question.objects.get(course=attempt.quiz.course, kind="true_false")
    version = question.current_version
    assert version is not None
    version.pk, version.number = None, 2
    version.specs = {code: {**spec, "answer": False} for code, spec in version.specs.items()}
    version.save(force_insert=True)
    question.current_version, question.status = version, Question.Status.RETIRED
    question.save()
    assert finish(attempt).score == 4


def test_a_quiz_removed_from_the_next_edition_can_be_finished_and_not_started_anew() -> None:
    attempt = under_way()
    services.remove_quiz(attempt.quiz)
    make_quizzes.publish(attempt.quiz.course)
    assert finish(attempt).passed
    address = [attempt.quiz.course.slug, attempt.quiz.key]
    client = make.client_for(attempt.user)
    assert client.get(reverse("quizzes:quiz", args=address)).status_code == 404
    assert client.post(reverse("quizzes:start", args=address)).status_code == 404


def test_an_attempt_in_a_course_that_was_put_away_can_be_finished() -> None:
    attempt = under_way()
    archive_course(attempt.quiz.course)
    assert finish(attempt).passed


def test_questions_taken_out_of_a_quiz_stay_in_the_attempt_that_met_them() -> None:
    attempt = under_way()
    first = attempt.quiz.items.select_related("question")[0].question
    services.set_items(attempt.quiz, [(first, Decimal(5))])
    make_quizzes.publish(attempt.quiz.course)
    assert finish(attempt).max_score == 4


def test_a_shorter_limit_ends_only_what_starts_later() -> None:
    attempt = under_way(time_limit_minutes=60)
    quiz: Quiz = attempt.quiz
    services.update_quiz(quiz, time_limit_minutes=5)
    make_quizzes.publish(quiz.course)
    finish(attempt)
    later = services.start_attempt(attempt.user, quiz)
    assert later.deadline_at is not None
    assert later.deadline_at - later.started_at == timedelta(minutes=5)
