"""Clocks that are wrong, everywhere but in the database: B 22."""

import re
import zoneinfo
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone

from courses.outbox.clock import database_now
from courses.quizzes.deadlines import deadline_of, is_over, seconds_left
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.terms.in_effect import in_effect
from tests.faults.house import House
from tests.support.learner import answer
from tests.support.make_quizzes import enrol, make_learner, make_quiz
from tests.support.pace import Standstill
from tests.support.services import not_here

SLOW_MACHINE = timedelta(seconds=15)


# libfaketime 0.9.10 shifts the moment that Python's sleep aims at even when it leaves alone the
# clock by which that moment was reckoned, so that each sleep is an error.
SLEEP = """
import select, time
time.sleep = lambda seconds: select.select([], [], [], max(seconds, 0)) and None
"""


def fake_clock(offset: str, folder: Path) -> dict[str, str]:
    """The environment of a process whose clock is off; what it measures with stays true."""
    library = next(iter(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")), None)
    if library is None:
        not_here("faketime is not installed")
    names = ("FAKETIME_DONT_FAKE_MONOTONIC", "DONT_FAKE_MONOTONIC")
    (folder / "sitecustomize.py").write_text(SLEEP)
    paths = {"LD_PRELOAD": str(library), "PYTHONPATH": str(folder)}
    return {**paths, "FAKETIME": offset, **dict.fromkeys(names, "1")}


@pytest.fixture(params=["+10m", "-10m"])
def skewed(scaled_house: House, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[House]:
    """The web's clock is off by ten minutes, those of relay and worker by as much the other way."""
    house, before = scaled_house, dict(scaled_house.env)
    other = {"+10m": "-10m", "-10m": "+10m"}[request.param]
    house.without("web", "relay", "worker")
    for name in ("web", "relay", "worker"):
        offset = request.param if name == "web" else other
        house.env = {**before, **fake_clock(offset, tmp_path)}
        house.start(name)
    house.env = before
    yield house
    house.without("web", "relay", "worker")


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.timeout(900)
def test_22_ten_minutes_off_in_web_and_worker_the_database_keeps_the_time(skewed: House) -> None:
    quiz, user = make_quiz(time_limit_minutes=5), make_learner()
    enrol(user, quiz.course)
    learner, before = skewed.learner(user), database_now()
    assert learner.start(quiz).status == 302
    attempt = Attempt.objects.get(user=user)
    assert attempt.deadline_at is not None
    assert before <= attempt.started_at <= database_now()
    assert attempt.deadline_at - attempt.started_at == timedelta(minutes=5)
    page = learner.get(reverse("quizzes:attempt", args=[attempt.public_id])).body.decode()
    shown = re.search(r'data-seconds="(\d+)"', page)
    assert shown and 300 - SLOW_MACHINE.seconds <= int(shown[1]) <= 300
    saved = learner.save(attempt, answer(attempt, "a"))
    assert (saved.status, saved.json["late"]) == (200, False)
    assert before <= datetime.fromisoformat(saved.json["saved_at"]) <= database_now()


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.timeout(900)
def test_22_ten_minutes_off_the_clock_submits_neither_early_nor_late(skewed: House) -> None:
    grace = timedelta(seconds=1)
    with Standstill() as still:
        attempt, _given, ends = skewed.begun_before_the_end(grace)
        skewed.wait_until_graded(attempt)
        lost = timedelta(seconds=still.seconds())
    attempt.refresh_from_db()
    assert (attempt.deadline_at, attempt.submitted_by) == (ends, "clock")
    assert attempt.submitted_at is not None
    late = attempt.submitted_at - ends - grace
    assert timedelta(0) <= late <= SLOW_MACHINE + lost


@pytest.mark.parametrize(
    ("zone", "start"),
    [
        ("Europe/Vienna", datetime(2027, 3, 28, 0, 30, tzinfo=UTC)),
        ("Europe/Vienna", datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        ("America/Santiago", datetime(2027, 4, 4, 2, 30, tzinfo=UTC)),
        ("Australia/Lord_Howe", datetime(2026, 10, 3, 15, 0, tzinfo=UTC)),
    ],
)
def test_22_a_change_of_summer_time_under_way_moves_no_deadline(zone: str, start: datetime) -> None:
    """An hour is an hour, whatever the clock on the learner's wall does meanwhile."""
    quiz = QuizEdition(time_limit_minutes=60, grace_seconds=0)
    there = zoneinfo.ZoneInfo(zone)
    with timezone.override(there):
        local = start.astimezone(there)
        assert local.utcoffset() != (start + timedelta(hours=1)).astimezone(there).utcoffset()
        attempt = Attempt(started_at=local, deadline_at=deadline_of(in_effect(quiz), start))
        last = start + timedelta(minutes=59)
        assert seconds_left(attempt, last.astimezone(there)) == 60
        assert not is_over(attempt, quiz, (start + timedelta(hours=1)).astimezone(there))
        assert is_over(attempt, quiz, (start + timedelta(hours=1, seconds=1)).astimezone(there))
