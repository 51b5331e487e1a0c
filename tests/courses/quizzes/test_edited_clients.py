"""What somebody tries who writes the requests by hand: B 23. Refused, and found in the log."""

import json
import logging
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.models import Answer, Attempt, Extension
from tests.support import make
from tests.support.make_quizzes import enrol, make_attempt, make_graded, make_learner, make_quiz

pytestmark = pytest.mark.django_db


def page(attempt: Attempt, name: str) -> str:
    return reverse(f"quizzes:{name}", args=[attempt.public_id])


def send(client: Client, attempt: Attempt, **more: Any) -> Any:
    body = {"slot": attempt.layout[0]["slot"], "sequence": 1, "value": "a", **more}
    given = {"operation": str(uuid.uuid4()), **body}
    return client.post(page(attempt, "save"), json.dumps(given), content_type="application/json")


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level(logging.INFO, logger="parcours.request")
    return caplog


def last_request(logged: pytest.LogCaptureFixture) -> dict[str, Any]:
    said = [record.msg for record in logged.records if record.name == "parcours.request"][-1]
    assert isinstance(said, dict)
    return said


@pytest.mark.parametrize("name", ["save", "submit", "attempt", "check", "status", "result"])
def test_23_anothers_attempt_is_not_found_and_who_asked_is_logged(
    logged: pytest.LogCaptureFixture, name: str
) -> None:
    attempt, stranger = make_attempt(), make_learner()
    client = make.client_for(stranger)
    if name in ("save", "submit"):
        answer = send(client, attempt) if name == "save" else client.post(page(attempt, name))
    else:
        answer = client.get(page(attempt, name))
    assert answer.status_code == 404
    said = last_request(logged)
    assert (said["status"], said["person"], said["path"]) == (
        404,
        str(stranger.pk),
        page(attempt, name),
    )
    attempt.refresh_from_db()
    assert (attempt.state, Answer.objects.count()) == ("open", 0)


def test_23_a_longer_timer_sent_along_moves_no_deadline() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    client, before = make.client_for(attempt.user), attempt.deadline_at
    more = {"seconds_left": 99999, "deadline_at": "2099-01-01T00:00:00Z", "time": 0}
    assert send(client, attempt, **more, late=False).status_code == 200
    client.post(page(attempt, "submit"), {k: str(v) for k, v in more.items()})
    attempt.refresh_from_db()
    assert (attempt.deadline_at, Extension.objects.count()) == (before, 0)


def test_23_with_the_timer_stopped_in_the_browser_a_late_answer_is_409_and_logged(
    logged: pytest.LogCaptureFixture,
) -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    Attempt.objects.update(deadline_at=database_now() - timedelta(minutes=1))
    answer = send(make.client_for(attempt.user), attempt)
    assert (answer.status_code, answer.json()["late"]) == (409, True)
    said = last_request(logged)
    assert (said["status"], said["person"]) == (409, str(attempt.user.pk))


@pytest.mark.parametrize("name", ["check", "status", "result"])
def test_23_skipping_ahead_leads_back_to_where_one_stands(name: str) -> None:
    attempt = make_attempt()
    answer = make.client_for(attempt.user).get(page(attempt, name), follow=True)
    assert answer.request["PATH_INFO"] in (page(attempt, "attempt"), page(attempt, "check"))
    attempt.refresh_from_db()
    assert attempt.state == "open"


def test_23_a_graded_attempt_cannot_be_opened_again() -> None:
    attempt = make_graded()
    client = make.client_for(attempt.user)
    assert send(client, attempt, sequence=99, value="b").status_code == 409
    client.post(page(attempt, "submit"))
    score = attempt.score
    attempt.refresh_from_db()
    assert (attempt.state, attempt.score) == ("graded", score)


def test_23_a_question_of_another_quiz_is_refused_and_logged(
    logged: pytest.LogCaptureFixture,
) -> None:
    attempt, other = make_attempt(), make_attempt()
    answer = send(make.client_for(attempt.user), attempt, slot=other.layout[0]["slot"])
    assert answer.status_code == 422
    assert last_request(logged)["person"] == str(attempt.user.pk)
    assert Answer.objects.count() == 0


@pytest.mark.parametrize("gate", ["used up", "closed", "not open yet", "not enrolled"])
def test_23_a_start_that_the_page_does_not_offer_is_refused_and_logged(
    logged: pytest.LogCaptureFixture, gate: str
) -> None:
    now, hour = database_now(), timedelta(hours=1)
    quiz = make_quiz(
        attempts_allowed=1 if gate == "used up" else None,
        closes_at=now - hour if gate == "closed" else None,
        opens_at=now + hour if gate == "not open yet" else None,
    )
    learner = make_learner()
    if gate != "not enrolled":
        enrol(learner, quiz.course)
    if gate == "used up":
        services.submit_attempt(services.start_attempt(learner, quiz).public_id, learner)
    before = Attempt.objects.count()
    start = reverse("quizzes:start", args=[quiz.course.slug, quiz.key])
    answer = make.client_for(learner).post(start)
    assert answer.status_code in (403, 409)
    assert last_request(logged)["person"] == str(learner.pk)
    assert Attempt.objects.count() == before


@pytest.mark.parametrize("role", ["learner", "instructor", "coordinator", "administrator"])
def test_27_no_address_lets_anybody_grant_time(role: str) -> None:
    """Time is granted by the service alone; whatever is posted to an attempt's pages moves none."""
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    who = attempt.user if role == "learner" else make.person(**{f"is_{role}": True})
    client = make.client_for(who)
    for name in ("save", "submit", "attempt", "check", "status", "result"):
        client.post(page(attempt, name), {"extend": "600", "seconds": "600", "reason": "-"})
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert (attempt.deadline_at, Extension.objects.count()) == (before, 0)
