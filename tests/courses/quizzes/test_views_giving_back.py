"""What learners and instructors see of an outage."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from courses.outbox import outages
from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat, Outage
from courses.quizzes.models import Attempt
from tests.support.make_quizzes import (
    make_attempt,
    make_graded,
    make_quiz,
    make_staff,
    slot_ids,
)

pytestmark = pytest.mark.django_db

SENTENCE = "Our site was down for 4 minutes; you got them back."


def client_of(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def url(attempt: Attempt, name: str) -> str:
    return reverse(f"quizzes:{name}", args=[attempt.public_id])


def cut_off_by_outage() -> Attempt:
    """Time ran out a minute ago, in an outage of four minutes that is just over."""
    attempt = make_attempt(make_quiz(time_limit_minutes=20))
    now = database_now()
    Attempt.objects.filter(pk=attempt.pk).update(
        started_at=now - timedelta(minutes=21), deadline_at=now - timedelta(minutes=1)
    )
    Heartbeat.objects.create(name=outages.WEB, beat_at=now - timedelta(minutes=4))
    return attempt


@pytest.mark.parametrize("name", ["attempt", "check"])
def test_the_page_shows_the_questions_and_says_so(name: str) -> None:
    attempt = cut_off_by_outage()
    response = client_of(attempt).get(url(attempt, name))
    assert response.status_code == 200
    assert SENTENCE in response.content.decode()


def test_the_waiting_page_leads_back_to_the_questions() -> None:
    attempt = cut_off_by_outage()
    response = client_of(attempt).get(url(attempt, "status"))
    assert response.headers["Location"] == url(attempt, "attempt")


def test_a_save_tells_the_time_left_to_the_browser() -> None:
    attempt = cut_off_by_outage()
    sent = {
        "slot": slot_ids(attempt)[0],
        "value": "a",
        "sequence": 1,
        "operation": "6e9d1c3e-62f1-4dd5-9a87-0d9f6c1f3c55",
    }
    response = client_of(attempt).post(url(attempt, "save"), sent, "application/json")
    assert response.status_code == 200
    assert 150 <= response.json()["seconds_left"] <= 181


def test_without_an_outage_time_up_is_time_up() -> None:
    attempt = cut_off_by_outage()
    Heartbeat.objects.update(beat_at=database_now())
    response = client_of(attempt).get(url(attempt, "attempt"))
    assert response.headers["Location"] == url(attempt, "status")
    assert Outage.objects.count() == 0


def test_the_result_says_so() -> None:
    attempt = make_graded()
    Attempt.objects.update(given_back_seconds=240)
    assert SENTENCE in client_of(attempt).get(url(attempt, "result")).content.decode()


def test_seconds_are_told_as_seconds() -> None:
    attempt = make_graded()
    Attempt.objects.update(given_back_seconds=20)
    page = client_of(attempt).get(url(attempt, "result")).content.decode()
    assert "Our site was down for 20 seconds; you got them back." in page


def test_who_lost_nothing_is_told_nothing() -> None:
    attempt = make_graded()
    assert "was down" not in client_of(attempt).get(url(attempt, "result")).content.decode()


@pytest.mark.parametrize("is_graded", [True, False])
def test_the_instructor_sees_what_was_given_back(is_graded: bool) -> None:
    attempt = make_graded() if is_graded else make_attempt()
    Attempt.objects.update(given_back_seconds=240)
    course = attempt.quiz.course
    client = Client()
    client.force_login(make_staff(course))
    page = client.get(reverse("quizzes:seen", args=[course.slug, attempt.public_id]))
    assert "Given back for our outages</dt><dd>4 min" in page.content.decode()
