"""Steps of a scenario: the server keeps the way, whatever a browser sends."""

import json
import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.outbox.clock import database_now
from courses.quizzes import errors, services
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from courses.quizzes.services.answers import Fields
from tests.courses.quizzes.types.test_scenario import SPEC
from tests.support.make_quizzes import SINGLE, make_attempt, make_quiz, save, slot_ids
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def attempt() -> Attempt:
    """A scenario, then a single choice."""
    return make_attempt(make_quiz(specs=(("scenario", SPEC), ("single_choice", SINGLE))))


def way(attempt: Attempt) -> list[str]:
    value: list[Any] = current_answers(attempt.pk).get(slot_ids(attempt)[0]) or []
    return [step["choice"] for step in value]


def test_each_step_is_kept_with_the_time_of_the_database(attempt: Attempt) -> None:
    before = database_now() - timedelta(milliseconds=2)
    save(attempt, "0.c1", sequence=1)
    save(attempt, "1.c3", sequence=2)
    assert way(attempt) == ["c1", "c3"]
    value: Any = Answer.objects.order_by("-sequence")[0].value
    times = [step["at"] for step in value]
    assert before.isoformat(timespec="milliseconds") <= times[0] <= times[1]
    assert [step["node"] for step in value] == ["n1", "n2"]
    assert Answer.objects.count() == 2


def test_01_a_step_sent_again_is_taken_once(attempt: Attempt) -> None:
    operation = uuid.uuid4()
    save(attempt, "0.c1", operation=operation)
    again = save(attempt, "0.c1", operation=operation)
    assert again.already and again.way and len(again.way.value) == 1
    assert (way(attempt), Answer.objects.count()) == (["c1"], 1)


def test_01_a_step_sent_again_after_others_shows_where_one_is_now(attempt: Attempt) -> None:
    operation = uuid.uuid4()
    save(attempt, "0.c1", operation=operation)
    save(attempt, "1.c3", sequence=2)
    again = save(attempt, "0.c1", operation=operation)
    assert again.already and not again.holds
    assert again.way and len(again.way.value) == 2


@pytest.mark.parametrize("value", ["0.c2", "1.c3", "0."])
def test_one_operation_cannot_be_another_step(attempt: Attempt, value: str) -> None:
    operation = uuid.uuid4()
    save(attempt, "0.c1", operation=operation)
    with pytest.raises(errors.OperationReused):
        save(attempt, value, operation=operation)
    assert way(attempt) == ["c1"]


def test_16_of_two_tabs_the_second_is_shown_where_it_is(attempt: Attempt) -> None:
    save(attempt, "0.c1", sequence=1)
    with pytest.raises(errors.OutOfStep) as caught:
        save(attempt, "0.c2", sequence=2)
    assert caught.value.way and [s["choice"] for s in caught.value.way.value] == ["c1"]
    assert (way(attempt), Answer.objects.count()) == (["c1"], 1)


def test_a_step_numbered_below_the_last_one_would_not_hold_and_is_refused(
    attempt: Attempt,
) -> None:
    save(attempt, "0.c1", sequence=5)
    with pytest.raises(errors.OutOfStep):
        save(attempt, "1.c3", sequence=5)
    assert way(attempt) == ["c1"]


@pytest.mark.parametrize(
    "value",
    [
        [{"node": "n1", "choice": "c1", "at": "2020-01-01T00:00:00+00:00"}],
        {"from": 0, "choice": "c3"},
        "0.c3",
        "1.c3",
        None,
        "",
        {"from": 0, "choice": "c1", "at": "2020-01-01"},
    ],
)
def test_23_whole_ways_jumps_and_times_of_the_browser_are_refused(
    attempt: Attempt, value: Any
) -> None:
    with pytest.raises(errors.BadAnswer):
        save(attempt, value)
    assert not Answer.objects.exists()


def test_21_a_step_after_the_end_is_kept_as_late_and_leads_nowhere(attempt: Attempt) -> None:
    save(attempt, "0.c1", sequence=1)
    services.submit_attempt(attempt.public_id, attempt.user)
    with pytest.raises(errors.AlreadySubmitted):
        save(attempt, "1.c3", sequence=2)
    assert way(attempt) == ["c1"]
    assert Answer.objects.filter(is_late=True).count() == 1
    services.grade_attempt(attempt.pk)
    attempt.refresh_from_db()
    assert attempt.score is not None and round(float(attempt.score), 2) == 0.33


def test_a_step_takes_one_query_more_than_an_answer(attempt: Attempt) -> None:
    client = Client()
    client.force_login(attempt.user)
    url = reverse("quizzes:save", args=[attempt.public_id])
    first, second = slot_ids(attempt)

    def send(slot: int, value: str, sequence: int) -> Any:
        body = {"slot": slot, "operation": str(uuid.uuid4()), "sequence": sequence}
        fields = {f"q{slot}": [value]}
        return client.post(url, json.dumps({**body, "fields": fields}), "application/json")

    send(second, "a", 1)
    with assert_queries(5):
        send(second, "b", 2)
    with assert_queries(5):
        answer = send(first, "0.c1", 3)
    assert "She says: savings." in answer.json()["html"]


class TestWholePage:
    def form(self, attempt: Attempt, **fields: str) -> dict[int, Fields]:
        first, second = slot_ids(attempt)
        data = {name.replace("first", f"q{first}"): [text] for name, text in fields.items()}
        data[f"q{second}"] = ["a"]
        return {slot: Fields(data, f"q{slot}") for slot in (first, second)}

    def save(self, attempt: Attempt, **fields: str) -> services.Saved:
        values = self.form(attempt, **fields)
        return services.save_page(attempt.public_id, attempt.user, values=values, seen={})

    def test_a_step_and_the_other_answers_are_kept(self, attempt: Attempt) -> None:
        self.save(attempt, first="0.c1")
        assert way(attempt) == ["c1"]
        assert current_answers(attempt.pk)[slot_ids(attempt)[1]] == "a"

    def test_a_form_sent_twice_takes_its_step_once(self, attempt: Attempt) -> None:
        for _ in range(2):
            assert not self.save(attempt, first="0.c1").refused
        assert way(attempt) == ["c1"]

    def test_an_old_form_with_another_choice_is_refused_and_the_rest_kept(
        self, attempt: Attempt
    ) -> None:
        save(attempt, "0.c1", sequence=1)
        saved = self.save(attempt, first="0.c2")
        assert list(saved.refused) == [slot_ids(attempt)[0]]
        assert way(attempt) == ["c1"]
        assert current_answers(attempt.pk)[slot_ids(attempt)[1]] == "a"

    def test_a_form_without_a_choice_leaves_the_way_alone(self, attempt: Attempt) -> None:
        save(attempt, "0.c1", sequence=1)
        assert not self.save(attempt).refused
        assert way(attempt) == ["c1"]


def test_the_page_after_an_old_form_shows_where_one_is(attempt: Attempt) -> None:
    save(attempt, "0.c1", sequence=1)
    client = Client()
    client.force_login(attempt.user)
    first, _second = slot_ids(attempt)
    data = {f"seen-{first}": "", f"q{first}": "0.c2"}
    answer = client.post(reverse("quizzes:save", args=[attempt.public_id]), data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "You had already gone on from there" in page and "She says: savings." in page
