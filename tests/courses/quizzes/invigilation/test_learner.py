"""What the learner is told whose attempt the staff did something to."""

import json
import uuid

import pytest
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from courses.quizzes import services
from courses.quizzes.errors import MadeVoid, SubmittedByStaff
from courses.quizzes.invigilation.queries import acts_on
from courses.quizzes.invigilation.services import give_time, make_void, reopen, submit_for
from courses.quizzes.invigilation.undoing import undo
from courses.quizzes.models import Answer, Attempt
from tests.support.jobs import run_jobs
from tests.support.make_acts import REASON, press
from tests.support.make_quizzes import make_attempt, make_graded, make_quiz, make_staff, save
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def page(client: Client, attempt: Attempt, name: str) -> HttpResponseBase:
    client.force_login(attempt.user)
    return client.get(reverse(f"quizzes:{name}", args=[attempt.public_id]))


def html_of(client: Client, attempt: Attempt, name: str) -> str:
    client.force_login(attempt.user)
    return client.get(reverse(f"quizzes:{name}", args=[attempt.public_id])).content.decode()


def test_a_save_after_it_was_made_void_says_so_and_is_kept() -> None:
    attempt = make_attempt()
    make_void(attempt.pk, press(attempt))
    with pytest.raises(MadeVoid, match="made this attempt void"):
        save(attempt, "a")
    assert Answer.objects.get().is_late


def test_a_save_after_it_was_submitted_for_them_says_so() -> None:
    attempt = make_attempt()
    submit_for(attempt.pk, press(attempt))
    with pytest.raises(SubmittedByStaff, match="staff submitted this attempt"):
        save(attempt, "a")


def test_the_open_page_hears_it_as_409(client: Client) -> None:
    attempt = make_attempt()
    make_void(attempt.pk, press(attempt))
    client.force_login(attempt.user)
    slot = attempt.layout[0]["slot"]
    sent = {"slot": slot, "operation": str(uuid.uuid4()), "sequence": 1, "value": "a"}
    url = reverse("quizzes:save", args=[attempt.public_id])
    response = client.post(url, json.dumps(sent), content_type="application/json")
    assert response.status_code == 409
    assert "void" in response.json()["error"]


@pytest.mark.parametrize("name", ["attempt", "check", "result"])
def test_each_page_of_a_void_attempt_leads_to_where_it_is_said(client: Client, name: str) -> None:
    attempt = make_graded()
    make_void(attempt.pk, press(attempt))
    response = page(client, attempt, name)
    assert response.status_code == 302
    html = html_of(client, attempt, "status")
    assert "This attempt does not count" in html
    assert REASON in html


def test_a_page_that_waits_is_loaded_anew(client: Client) -> None:
    attempt = make_attempt()
    make_void(attempt.pk, press(attempt))
    client.force_login(attempt.user)
    url = reverse("quizzes:status", args=[attempt.public_id])
    response = client.get(url, headers={"HX-Request": "true"})
    assert response.headers["HX-Refresh"] == "true"


def test_submitting_a_void_attempt_changes_nothing(client: Client) -> None:
    attempt = make_attempt()
    make_void(attempt.pk, press(attempt))
    assert services.submit_attempt(attempt.public_id, attempt.user).state == "void"


def test_time_given_and_why_stands_on_the_page_of_the_attempt(client: Client) -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    act = give_time(attempt.pk, press(attempt), seconds=600)
    html = html_of(client, attempt, "attempt")
    assert "gave you more time" in html
    assert REASON in html
    undo(act.pk, by=make_staff(attempt.quiz.course))
    assert REASON not in html_of(client, attempt, "attempt")


def test_the_result_says_that_the_attempt_had_been_reopened(client: Client) -> None:
    attempt = make_graded()
    reopen(attempt.pk, press(attempt))
    services.submit_attempt(attempt.public_id, attempt.user)
    run_jobs()
    html = html_of(client, attempt, "result")
    assert "let you go on with this attempt" in html


def test_where_nothing_was_done_nothing_is_asked(client: Client) -> None:
    attempt = make_graded()
    with assert_queries(0):
        assert acts_on(attempt) == []
