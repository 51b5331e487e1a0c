"""Who may look at a quiz before it is taken."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.urls import reverse

from courses.catalog.services import archive_course
from courses.quizzes import services
from courses.quizzes.models import Attempt
from tests.support import make, make_marking, make_quizzes

pytestmark = pytest.mark.django_db

SURVEY = {"stem": "What did you think?", "survey": "text"}


def test_a_quiz_of_an_archived_course_is_found_by_those_who_take_it_alone() -> None:
    quiz = make_quizzes.make_quiz()
    learner = make.person()
    make_quizzes.enrol(learner, quiz.course)
    archive_course(quiz.course)
    url = reverse("quizzes:quiz", args=[quiz.course.slug, quiz.key])
    assert make.client_for(learner).get(url).status_code == 200
    assert make.client_for(make.person()).get(url).status_code == 404


def test_a_start_sent_again_after_the_end_leads_to_the_attempt_it_began() -> None:
    quiz = make_quizzes.make_quiz()
    learner = make_quizzes.make_learner()
    make_quizzes.enrol(learner, quiz.course)
    client = make.client_for(learner)
    address = [quiz.course.slug, quiz.key]
    page = client.get(reverse("quizzes:quiz", args=address)).content.decode()
    assert '<input type="hidden" name="after" value="0">' in page
    first = client.post(reverse("quizzes:start", args=address), {"after": "0"})
    attempt = Attempt.objects.get()
    services.submit_attempt(attempt.public_id, learner)
    again = client.post(reverse("quizzes:start", args=address), {"after": "0"})
    assert (again.headers["Location"], Attempt.objects.count()) == (first.headers["Location"], 1)


@pytest.mark.parametrize("known", ["", "-1", "x", "9" * 40, "²"])
def test_an_odd_number_of_the_last_attempt_is_none(known: str) -> None:
    quiz = make_quizzes.make_quiz()
    learner = make_quizzes.make_learner()
    make_quizzes.enrol(learner, quiz.course)
    address = reverse("quizzes:start", args=[quiz.course.slug, quiz.key])
    assert make.client_for(learner).post(address, {"after": known}).status_code == 302


def intro_of(*specs: tuple[str, Mapping[str, Any]]) -> str:
    quiz = make_quizzes.make_quiz(specs=specs)
    learner = make_quizzes.make_learner()
    make_quizzes.enrol(learner, quiz.course)
    url = reverse("quizzes:quiz", args=[quiz.course.slug, quiz.key])
    return make.client_for(learner).get(url).content.decode()


def test_what_costs_points_and_who_marks_is_said_before_the_start() -> None:
    hinted = {**make_quizzes.SINGLE, "hints": [{"text": "Look again."}], "hint_penalty": "10"}
    true_false = {"stem": "Is it?", "answer": True, "penalty": "50"}
    html = intro_of(
        ("single_choice", hinted), ("true_false", true_false), ("essay", make_marking.ESSAY)
    )
    assert "a wrong answer costs points" in html
    assert "A hint you take costs points" in html
    assert "A person marks 1 of the answers" in html


def test_a_quiz_that_costs_nothing_does_not_speak_of_it() -> None:
    html = intro_of(("single_choice", make_quizzes.SINGLE), ("survey", SURVEY))
    assert "costs points" not in html
    assert "A person marks" not in html
