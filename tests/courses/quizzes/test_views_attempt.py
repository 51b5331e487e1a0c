"""The pages of an attempt: the same ladder for each, exact query counts, honest answers."""

import json
import re
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import (
    answer_all,
    enrol,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    save,
    slot_ids,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

PAGES = ("attempt", "check", "status", "result")
WRITES = ("save", "submit")
PAIRS = {
    "stem": "What belongs to what?",
    "pairs": [
        {"id": "p1", "left": "Placement", "right": "Cash", "option": "o1"},
        {"id": "p2", "left": "Layering", "right": "Transfers", "option": "o2"},
    ],
}


def page(attempt: Attempt, name: str = "attempt") -> str:
    return reverse(f"quizzes:{name}", args=[attempt.public_id])


def signed_in(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def send(client: Client, attempt: Attempt, **changes: Any) -> Any:
    body = {
        "slot": attempt.layout[0]["slot"],
        "operation": str(uuid.uuid4()),
        "sequence": 1,
        "value": "a",
        **changes,
    }
    return client.post(page(attempt, "save"), json.dumps(body), content_type="application/json")


def form_of(attempt: Attempt, **answers: str) -> dict[str, str]:
    """The whole form as a browser without JavaScript sends it."""
    seen = {f"seen-{slot}": "" for slot in slot_ids(attempt)}
    return seen | answers


class TestLadder:
    @pytest.mark.parametrize("name", [*PAGES, *WRITES])
    def test_somebody_elses_attempt_is_not_found(self, client: Client, name: str) -> None:
        attempt = make_attempt()
        client.force_login(make_learner())
        call = client.get if name in PAGES else client.post
        assert call(page(attempt, name)).status_code == 404

    @pytest.mark.parametrize("name", PAGES)
    def test_an_attempt_that_does_not_exist_is_not_found(self, client: Client, name: str) -> None:
        client.force_login(make_learner())
        assert client.get(reverse(f"quizzes:{name}", args=[uuid.uuid4()])).status_code == 404

    @pytest.mark.parametrize("name", [*PAGES, *WRITES])
    def test_who_is_signed_out_is_sent_to_sign_in(self, client: Client, name: str) -> None:
        call = client.get if name in PAGES else client.post
        response = call(page(make_attempt(), name))
        assert response.status_code == 302
        assert response.headers["Location"].startswith(reverse("account_login"))

    @pytest.mark.parametrize("name", WRITES)
    def test_reading_changes_nothing(self, name: str) -> None:
        attempt = make_attempt()
        assert signed_in(attempt).get(page(attempt, name)).status_code == 405


class TestAttemptPage:
    def test_it_shows_each_question_and_what_was_saved(self) -> None:
        attempt = make_attempt()
        save(attempt, "b")
        html = signed_in(attempt).get(page(attempt)).content.decode()
        assert "What is laundered?" in html
        assert html.count('class="question"') == 4
        assert html.count(" checked") == 1

    def test_a_submitted_attempt_shows_no_questions(self) -> None:
        attempt = make_graded()
        response = signed_in(attempt).get(page(attempt))
        assert response.headers["Location"] == page(attempt, "status")

    def test_when_time_is_up_it_shows_no_questions(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        Attempt.objects.update(deadline_at=database_now())
        response = signed_in(attempt).get(page(attempt))
        assert response.headers["Location"] == page(attempt, "status")
        assert signed_in(attempt).get(page(attempt, "status")).status_code == 200

    def test_the_time_left_comes_from_the_server(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        client, before = signed_in(attempt), database_now()
        Attempt.objects.update(deadline_at=before + timedelta(seconds=90.5))
        html = client.get(page(attempt)).content.decode()
        took = (database_now() - before).total_seconds()
        (shown,) = re.findall(r'data-seconds="(\d+)"', html)
        assert int(90.5 - took) <= int(shown) <= 90

    @pytest.mark.parametrize("count", [1, 3])
    def test_its_queries_do_not_grow_with_questions(self, count: int) -> None:
        specs = [("true_false", {"stem": "x", "answer": True})] * count
        attempt = make_attempt(make_quiz(specs=tuple(specs)))
        client = signed_in(attempt)
        client.get(page(attempt))
        # PostgreSQL is asked for its clock.
        with assert_queries(6 if connection.vendor == "postgresql" else 5):
            client.get(page(attempt))


class TestSaveOne:
    def test_saved_is_said_with_the_servers_time(self) -> None:
        attempt = make_attempt()
        response = send(signed_in(attempt), attempt)
        answer = Answer.objects.get()
        assert response.status_code == 200
        assert response.json()["time"] == f"{answer.received_at:%H:%M:%S}"
        assert response.json()["sequence"] == 1

    def test_it_takes_five_queries(self) -> None:
        attempt = make_attempt()
        client = signed_in(attempt)
        with assert_queries(5):
            assert send(client, attempt).status_code == 200

    def test_the_same_again_takes_five_queries_too(self) -> None:
        attempt = make_attempt()
        client, operation = signed_in(attempt), str(uuid.uuid4())
        send(client, attempt, operation=operation)
        with assert_queries(5):
            assert send(client, attempt, operation=operation).json()["already"] is True

    def test_the_fields_of_a_form_are_read_by_the_kind(self) -> None:
        attempt = make_attempt()
        slot = slot_ids(attempt)[2]
        sent = {"slot": slot, "value": None, "fields": {f"q{slot}": ["190"]}}
        assert send(signed_in(attempt), attempt, **sent).status_code == 200
        assert current_answers(attempt.pk)[slot] == Answer.objects.get().value

    def test_the_same_operation_with_another_body_is_422(self) -> None:
        attempt = make_attempt()
        client, operation = signed_in(attempt), str(uuid.uuid4())
        send(client, attempt, operation=operation)
        response = send(client, attempt, operation=operation, value="b")
        assert response.status_code == 422
        assert response.json()["error"]

    def test_after_submission_it_is_409_and_kept(self) -> None:
        attempt = make_graded()
        response = send(signed_in(attempt), attempt, sequence=9, value="b")
        assert (response.status_code, response.json()["late"]) == (409, True)
        assert Answer.objects.filter(is_late=True).count() == 1

    def test_who_is_signed_out_is_told_where_to_sign_in(self, client: Client) -> None:
        attempt = make_attempt()
        response = send(client, attempt)
        assert response.status_code == 401
        assert response.json()["sign_in"].endswith(f"?next={page(attempt)}")

    @pytest.mark.parametrize(
        "body",
        [
            "[]",
            "null",
            "{}",
            '{"slot": 1}',
            '{"slot": "1", "operation": "x", "sequence": 1}',
            '{"slot": true, "operation": "1b0c9d6e-8f0e-4f0a-9d0a-2b8a4a4a4a4a", "sequence": 1}',
            "[" * 50_000,
            "\x00",
        ],
    )
    def test_what_is_no_answer_is_422(self, body: str) -> None:
        attempt = make_attempt()
        client = signed_in(attempt)
        url = page(attempt, "save")
        assert client.post(url, body, content_type="application/json").status_code == 422

    @pytest.mark.parametrize("fields", [[], {"q": "a"}, {"q": [1]}, "a", None])
    def test_fields_that_are_no_fields_are_422(self, fields: object) -> None:
        attempt = make_attempt()
        assert send(signed_in(attempt), attempt, fields=fields).status_code == 422


class TestSaveForm:
    def test_the_whole_form_is_saved_and_shown_again(self) -> None:
        attempt = make_attempt()
        first, second, *_ = slot_ids(attempt)
        answers = {f"q{first}": "a", f"q{second}": "true"}
        response = signed_in(attempt).post(page(attempt, "save"), form_of(attempt, **answers))
        assert response.headers["Location"] == page(attempt)
        assert current_answers(attempt.pk) == {first: "a", second: True}

    def test_the_button_check_leads_to_the_check(self) -> None:
        attempt = make_attempt()
        response = signed_in(attempt).post(page(attempt, "save"), form_of(attempt, check="1"))
        assert response.headers["Location"] == page(attempt, "check")

    def test_an_answer_that_does_not_fit_is_shown_at_its_place(self) -> None:
        attempt = make_attempt()
        first, _, number, _ = slot_ids(attempt)
        answers = {f"q{first}": "a", f"q{number}": "many"}
        response = signed_in(attempt).post(page(attempt, "save"), form_of(attempt, **answers))
        assert response.status_code == 422
        assert b'value="many"' in response.content
        assert current_answers(attempt.pk) == {first: "a"}

    def test_after_submission_it_leads_to_the_status(self) -> None:
        attempt = make_attempt()
        services.submit_attempt(attempt.public_id, attempt.user)
        first, *_ = slot_ids(attempt)
        form = form_of(attempt, **{f"q{first}": "a"})
        response = signed_in(attempt).post(page(attempt, "save"), form)
        assert response.headers["Location"] == page(attempt, "status")
        assert Answer.objects.get().is_late


def test_how_a_number_was_read_is_told_when_it_is_saved() -> None:
    attempt = make_attempt()
    *_, numeric, _short = slot_ids(attempt)
    client = signed_in(attempt)
    assert send(client, attempt, slot=numeric, value="1,5").json()["read_as"] == {
        f"q{numeric}": "1.5"
    }
    assert "read_as" not in send(client, attempt, slot=numeric, value="15", sequence=2).json()


def test_of_a_text_with_gaps_each_number_is_told() -> None:
    gaps = {"stem": "Complete the text.", "passage": "[[=1.5 kg]], [[=2]] and [[text]]"}
    attempt = make_attempt(make_quiz(specs=(("cloze", gaps),)))
    (cloze,) = slot_ids(attempt)
    client = signed_in(attempt)
    value = {"g1": "1,5", "g2": "2", "g3": "1,5"}
    with assert_queries(5):
        told = send(client, attempt, value=value).json()
    assert told["read_as"] == {f"q{cloze}-g1": "1.5"}
    with_fields = {f"q{cloze}-{gap}": given for gap, given in {**value, "g2": "2,5"}.items()}
    client.post(page(attempt, "save"), form_of(attempt, **with_fields))
    html = client.get(page(attempt)).content.decode()
    assert html.count("(read as <bdi data-read-value>1.5</bdi>)") == 1
    assert html.count("(read as <bdi data-read-value>2.5</bdi>)") == 1


class TestSubmit:
    def test_it_takes_at_most_seven_queries_and_leads_to_the_status(self) -> None:
        attempt = make_attempt()
        answer_all(attempt)
        client = signed_in(attempt)
        # PostgreSQL is asked for its clock.
        with assert_queries(7 if connection.vendor == "postgresql" else 6):
            response = client.post(page(attempt, "submit"))
        assert response.headers["Location"] == page(attempt, "status")

    def test_17_twenty_times_the_answer_is_the_same(self) -> None:
        attempt = make_attempt()
        client = signed_in(attempt)
        answers = {client.post(page(attempt, "submit")).headers["Location"] for _ in range(20)}
        assert answers == {page(attempt, "status")}

    def test_the_check_names_what_is_unanswered(self) -> None:
        attempt = make_attempt()
        save(attempt, "a")
        html = signed_in(attempt).get(page(attempt, "check")).content.decode()
        assert "3 questions of 4 are still unanswered" in html
        assert f"{page(attempt)}#q2" in html

    def test_the_check_names_what_is_begun_and_not_finished(self) -> None:
        attempt = make_attempt(make_quiz(specs=(("matching", PAIRS),)))
        save(attempt, {"p1": "o1"})
        html = signed_in(attempt).get(page(attempt, "check")).content.decode()
        assert "1 question is begun and not finished" in html
        assert "Question 1</a>: 1 line is open" in html
        assert f"{page(attempt)}#q1" in html
        assert "is answered" not in html


class TestStatus:
    def test_it_waits_and_becomes_the_result(self) -> None:
        attempt = make_attempt()
        client = signed_in(attempt)
        client.post(page(attempt, "submit"))
        waiting = client.get(page(attempt, "status"))
        assert b"Being graded" in waiting.content
        assert b'http-equiv="refresh"' in waiting.content
        services.grade_attempt(attempt.pk)
        response = client.get(page(attempt, "status"))
        assert response.headers["Location"] == page(attempt, "result")

    def test_htmx_is_told_to_go_to_the_result(self) -> None:
        attempt = make_graded()
        response = signed_in(attempt).get(page(attempt, "status"), headers={"hx-request": "true"})
        assert response.headers["HX-Redirect"] == page(attempt, "result")

    @pytest.mark.parametrize("looked", ["", "x", "-1", "²", "9" * 40])
    def test_a_strange_count_is_no_error(self, looked: str) -> None:
        attempt = make_attempt()
        services.submit_attempt(attempt.public_id, attempt.user)
        url = f"{page(attempt, 'status')}?looked={looked}"
        assert signed_in(attempt).get(url).status_code == 200

    def test_an_attempt_under_way_goes_on(self) -> None:
        attempt = make_attempt()
        response = signed_in(attempt).get(page(attempt, "status"))
        assert response.headers["Location"] == page(attempt)


class TestResult:
    def test_grade_and_outcomes_are_in_words_and_figures(self) -> None:
        attempt = make_graded(values=("b", True, "190", "Palermo"))
        html = signed_in(attempt).get(page(attempt, "result")).content.decode()
        for text in ("75 %", "Passed", "3 of 4 points", "Not right", "Not here."):
            assert text in html

    def test_keys_are_kept_back_while_attempts_are_left(self) -> None:
        attempt = make_graded(make_quiz(attempts_allowed=2), values=("b",))
        client = signed_in(attempt)
        html = client.get(page(attempt, "result")).content.decode()
        assert "Try again" in html
        assert "tile-missed" not in html
        make_graded(attempt.quiz, attempt.user, values=("b",))
        assert "tile-missed" in client.get(page(attempt, "result")).content.decode()

    def test_before_grading_it_leads_to_the_status(self) -> None:
        attempt = make_attempt()
        response = signed_in(attempt).get(page(attempt, "result"))
        assert response.headers["Location"] == page(attempt, "status")

    @pytest.mark.parametrize("count", [1, 3])
    def test_its_queries_do_not_grow_with_questions(self, count: int) -> None:
        specs = [("true_false", {"stem": "x", "answer": True})] * count
        attempt = make_graded(make_quiz(specs=tuple(specs)), values=(False,) * count)
        client = signed_in(attempt)
        client.get(page(attempt, "result"))
        with assert_queries(12):
            client.get(page(attempt, "result"))


class TestQuizPage:
    @pytest.fixture
    def opened(self, client: Client) -> Callable[..., Any]:
        def open_quiz(user: Any, quiz: Any, *, post: bool = False) -> Any:
            client.force_login(user)
            name = "quizzes:start" if post else "quizzes:quiz"
            call = client.post if post else client.get
            return call(reverse(name, args=[quiz.course.slug, quiz.key]))

        return open_quiz

    def test_it_says_what_to_expect(self, opened: Callable[..., Any]) -> None:
        quiz, user = make_quiz(time_limit_minutes=20, attempts_allowed=3), make_learner()
        enrol(user, quiz.course)
        html = opened(user, quiz).content.decode()
        for text in ("20 min", "70 %", "3 of 3", "Start"):
            assert text in html

    def test_start_leads_to_the_attempt(self, opened: Callable[..., Any]) -> None:
        quiz, user = make_quiz(), make_learner()
        enrol(user, quiz.course)
        response = opened(user, quiz, post=True)
        assert response.headers["Location"] == page(Attempt.objects.get())

    def test_who_is_not_enrolled_is_refused_with_words(self, opened: Callable[..., Any]) -> None:
        quiz, user = make_quiz(), make_learner()
        assert opened(user, quiz).status_code == 200
        response = opened(user, quiz, post=True)
        assert response.status_code == 403
        assert b"Enrol in the course first" in response.content

    def test_without_attempts_left_it_is_409_with_words(self, opened: Callable[..., Any]) -> None:
        attempt = make_graded(make_quiz(attempts_allowed=1))
        response = opened(attempt.user, attempt.quiz, post=True)
        assert response.status_code == 409
        assert b"used all your attempts" in response.content

    def test_an_unpublished_quiz_is_not_found(self, opened: Callable[..., Any]) -> None:
        quiz = make_quiz(is_published=False)
        assert opened(make_learner(), quiz).status_code == 404


def test_20_an_attempt_under_way_is_ended_by_the_clock_with_the_browser_closed() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    answer_all(attempt)
    Attempt.objects.update(deadline_at=database_now() - timedelta(minutes=1))
    services.expire_attempt(attempt.pk)
    run_jobs(failures_expected=True)
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_by) == ("graded", "clock")
    assert attempt.score == 4
