"""What a result names as left to do for the certificate."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from courses.catalog.models import Course
from courses.outbox.clock import database_now
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.review.choosing import REVIEWS, Preset
from courses.quizzes.services import publish_quizzes
from tests.support import make
from tests.support.make_quizzes import make_graded, make_quiz

pytestmark = pytest.mark.django_db


def course_with(*quizzes: dict[str, Any], lessons: int) -> tuple[Course, list[Quiz]]:
    course = make.published_course(lessons=lessons)
    made = [make_quiz(course, is_published=False, **chosen) for chosen in quizzes]
    assert course.current_edition is not None
    publish_quizzes(course.current_edition)
    return course, made


def result(attempt: Attempt) -> str:
    url = reverse("quizzes:result", args=[attempt.public_id])
    return make.client_for(attempt.user).get(url).content.decode()


def test_it_names_lessons_to_read_and_quizzes_to_pass_and_counts_the_rest() -> None:
    course, (first, second) = course_with({}, {}, lessons=7)
    learner = make.enrolled(course).user
    html = result(make_graded(first, learner))
    assert "Left to do for the certificate" in html
    assert "Lesson 1" in html and "Lesson 5" in html
    assert "Lesson 6" not in html
    assert "and 2 more lessons to read" in html
    assert f'Pass: <a href="{reverse("quizzes:quiz", args=[course.slug, second.key])}"' in html
    assert f'Pass: <a href="{reverse("quizzes:quiz", args=[course.slug, first.key])}"' not in html


def test_a_quiz_whose_result_is_held_back_is_named_as_awaited() -> None:
    hides = {"review": REVIEWS[Preset.NOTHING], "closes_at": database_now() + timedelta(days=9)}
    course, (hidden, told) = course_with(hides, {}, lessons=1)
    learner = make.enrolled(course).user
    make_graded(hidden, learner)
    html = result(make_graded(told, learner))
    assert "Result not shown yet:" in html and "Pass:" not in html


def test_practice_is_nothing_to_do_for_the_certificate() -> None:
    practice = {"is_practice": True, "required": False}
    course, (first, _practice) = course_with({}, practice, lessons=1)
    learner = make.enrolled(course).user
    assert "Pass:" not in result(make_graded(first, learner))
