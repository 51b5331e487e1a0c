import re
from datetime import timedelta

import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.utils import timezone

from courses.outbox import upkeep
from courses.outbox.models import Heartbeat, Job
from courses.outbox.services import enqueue
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

READY = "/health/ready"


@pytest.fixture
def relay() -> None:
    upkeep.beat(upkeep.RELAY, started_at=timezone.now().timestamp())


def age(name: str, seconds: float) -> None:
    Heartbeat.objects.filter(name=name).update(beat_at=timezone.now() - timedelta(seconds=seconds))


def reasons(client: Client) -> dict[str, str]:
    response = client.get(READY)
    named: dict[str, str] = response.json()["reasons"]
    assert response.status_code == (503 if named else 200)
    return named


def assert_told(reasons: dict[str, str], **wanted: str) -> None:
    """These, word for word; what is told as so many seconds may be some more by now."""
    assert reasons.keys() == wanted.keys()
    for name, sentence in wanted.items():
        seconds = int(re.findall(r"(\d+) s", sentence)[-1])
        pattern = re.escape(sentence).replace(f"{seconds}\\ s", r"(\d+)\ s")
        told = re.fullmatch(pattern, reasons[name])
        assert told, reasons[name]
        assert seconds <= int(told[1]) < seconds + 60


def test_live_asks_nobody(client: Client) -> None:
    with assert_queries(0):
        assert client.get("/health/live").json() == {"status": "live"}


def test_ready_when_the_relay_beats(client: Client, relay: None) -> None:
    assert reasons(client) == {}


def test_not_ready_before_a_relay_has_run(client: Client) -> None:
    assert reasons(client) == {"relay": "No relay has run yet."}


def test_not_ready_when_the_relay_fell_silent(client: Client, relay: None) -> None:
    age("relay", 40)
    assert_told(reasons(client), relay="The relay was last seen 40 s ago.")


def test_not_ready_when_short_work_waits_over_a_minute(client: Client, relay: None) -> None:
    job = enqueue("outbox.canary")
    Job.objects.filter(pk=job.pk).update(due_at=timezone.now() - timedelta(seconds=75))
    assert_told(reasons(client), queue="Due work waits too long (short: 75 s).")


def test_not_ready_when_no_canary_came_through_a_relay_long_up(client: Client) -> None:
    upkeep.beat(upkeep.RELAY, started_at=timezone.now().timestamp() - 600)
    assert reasons(client) == {"canary": "No canary came through."}
    upkeep.sing("short")
    age("canary:short", 200)
    assert_told(reasons(client), canary="The last canary came through 200 s ago.")


def test_ready_asks_a_fixed_number_of_queries(client: Client, relay: None) -> None:
    client.get(READY)
    enqueue("outbox.canary")
    clock = 1 if connection.vendor == "postgresql" else 0
    with assert_queries(3 + clock):
        client.get(READY)


def test_it_tells_strangers_nothing_of_the_database_server(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError('connection to server at "10.0.0.5", user "parcours" failed')

    monkeypatch.setattr("elearning.health.look_round", refuse)
    assert reasons(client) == {"database": "The database does not answer."}


def test_not_ready_when_the_webs_own_sign_of_life_is_old(client: Client, relay: None) -> None:
    upkeep.beat("web")
    assert reasons(client) == {}
    age("web", 40)
    assert_told(reasons(client), web="The web's last sign of life was written 40 s ago.")


def test_it_tells_the_ages_of_what_it_looks_at(client: Client, relay: None) -> None:
    upkeep.beat("web")
    told = client.get(READY).json()
    assert set(told) == {"status", "reasons", "relay_age", "web_age", "canary_age", "waiting"}
    assert told["canary_age"] is None
    assert 0 <= told["web_age"] < 60
