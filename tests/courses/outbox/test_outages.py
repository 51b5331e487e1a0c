"""The web's sign of life: one beat for all its processes, and a gap seen once, when it ends."""

import threading
from datetime import datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from courses.outbox import outages
from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat, Job, Outage
from tests.support.queries import assert_queries
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db


def silent_for(seconds: float) -> datetime:
    """The web's last sign of life was so long ago."""
    beat_at = database_now() - timedelta(seconds=seconds)
    Heartbeat.objects.update_or_create(name=outages.WEB, defaults={"beat_at": beat_at})
    return beat_at


def age() -> float:
    sign = outages.last_sign()
    assert sign is not None
    return sign.age


def test_a_first_start_ever_is_no_outage() -> None:
    outages.beat()
    assert abs(age()) < 5
    assert Outage.objects.count() == 0


def test_a_beat_moves_the_sign_of_life() -> None:
    silent_for(10)
    assert outages.beat() == outages.BEAT_SECONDS
    assert abs(age()) < 5
    assert Outage.objects.count() == 0


def test_while_another_process_beats_nothing_is_written() -> None:
    beat_at = silent_for(0.5)
    with assert_queries(1):
        pause = outages.beat()
    assert Heartbeat.objects.get(name=outages.WEB).beat_at == beat_at
    assert 0 < pause <= outages.BEAT_SECONDS - 0.5


def test_a_restart_within_the_threshold_is_no_outage() -> None:
    silent_for(outages.OUTAGE_SECONDS - 5)
    assert outages.close_gap() is None
    outages.beat()
    assert Outage.objects.count() == 0


def test_a_gap_is_an_outage_from_the_last_sign_to_the_next() -> None:
    beat_at = silent_for(240)
    outages.beat()
    outage = Outage.objects.get()
    assert (outage.component, outage.began_at) == (outages.WEB, beat_at)
    assert outage.ended_at == Heartbeat.objects.get(name=outages.WEB).beat_at
    assert 240 <= (outage.ended_at - outage.began_at).total_seconds() < 250


def test_its_job_is_committed_with_it() -> None:
    silent_for(60)
    outages.beat()
    job = Job.objects.get(task="quizzes.give_back_outage")
    assert job.args == {"outage_id": Outage.objects.get().pk}


def test_where_no_web_ever_ran_there_is_no_gap() -> None:
    assert outages.close_gap() is None
    assert outages.last_sign() is None
    assert Heartbeat.objects.count() == 0


def test_a_clock_set_back_is_beaten_anew() -> None:
    silent_for(-3600)
    outages.beat()
    assert abs(age()) < 5
    assert Outage.objects.count() == 0


@pytest.mark.django_db(transaction=True)
def test_two_that_come_back_at_once_make_one_outage() -> None:
    silent_for(60)
    outcomes = at_once(6, lambda _: outages.beat())
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert Outage.objects.count() == 1
    assert Job.objects.filter(task="quizzes.give_back_outage").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_process_that_stood_still_between_look_and_beat_hides_no_gap() -> None:
    """It saw a fresh sign, slept, and would write over a gap: the statement looks again."""
    silent_for(10)
    seen = outages.last_sign

    def slept() -> outages.Sign | None:
        sign = seen()
        silent_for(100)
        return sign

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(outages, "last_sign", lambda: slept() if not Outage.objects.count() else None)
        outages.beat()
    assert Outage.objects.count() == 1


def test_22_a_clock_of_the_process_that_jumps_changes_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the clock of its process")
    outages.beat()
    later = timezone.now() + timedelta(hours=24)
    monkeypatch.setattr(timezone, "now", lambda: later)
    outages.beat()
    assert Outage.objects.count() == 0
    assert abs(age()) < 5


def test_threads_of_the_pulse_are_daemons(monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker told to stop never waits for its pulse."""
    from courses.outbox import pulse

    over = threading.Event()
    monkeypatch.setattr(pulse, "_beat", lambda: 3600.0)
    monkeypatch.setattr(pulse, "_go_on", lambda _pause: over.wait())
    pulse.start()
    (thread,) = [thread for thread in threading.enumerate() if thread.name == "pulse"]
    assert thread.daemon
    over.set()  # or it would beat an hour later, in the middle of whichever test runs then
    thread.join()


def test_a_database_that_is_away_is_asked_again_soon_and_named_once(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    from courses.outbox import pulse

    def away() -> float:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(outages, "beat", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    pauses = [pulse._beat() for _ in range(3)]
    monkeypatch.setattr(outages, "beat", lambda: 4.0)
    assert [*pauses, pulse._beat()] == [1.0, 1.0, 1.0, 4.0]
    assert len([record for record in caplog.records if "no sign of life" in str(record.msg)]) == 1
