"""What the relay finds to be done, and what it announces of it."""

from datetime import timedelta

import pytest

from courses.outbox import relay_scaled
from courses.outbox.clock import database_now
from courses.outbox.models import Job
from courses.outbox.relay import SECOND_LOOK_SECONDS, Relay
from courses.outbox.services import enqueue
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


class Told:
    """A runner that only remembers which lanes it was told of."""

    def __init__(self) -> None:
        self.lanes: list[str] = []

    def look(self, lane: str) -> None:
        self.lanes.append(lane)

    def start(self) -> None: ...

    def tend(self) -> float:
        return 0.0

    def files(self) -> list[int]:
        return []

    def stop(self) -> None: ...


def test_lanes_with_due_work_are_told_and_the_next_work_is_waited_for() -> None:
    told = Told()
    relay = Relay(told)
    with assert_queries(1):
        assert relay._look() == SECOND_LOOK_SECONDS
    enqueue("outbox.canary", lane="long")
    enqueue("outbox.canary", due_at=database_now() + timedelta(seconds=3))
    with assert_queries(1):
        pause = relay._look()
    assert told.lanes == ["long"]
    assert 0 < pause < 3.1


def test_due_work_of_the_lane_is_announced_once_the_longest_due_first() -> None:
    later, first = (
        enqueue("outbox.canary", due_at=database_now() - timedelta(seconds=age)) for age in (1, 9)
    )
    enqueue("outbox.canary", lane="long")
    enqueue("outbox.canary", due_at=database_now() + timedelta(seconds=60))
    with assert_queries(1):
        assert relay_scaled.reserve("short") == [first.pk, later.pk]
    assert relay_scaled.reserve("short") == []


def test_work_announced_long_ago_is_announced_again() -> None:
    job = enqueue("outbox.canary")
    assert relay_scaled.reserve("short") == [job.pk]
    long_ago = database_now() - timedelta(seconds=relay_scaled.RESEND_SECONDS + 1)
    Job.objects.update(dispatched_at=long_ago)
    assert relay_scaled.reserve("short") == [job.pk]


def test_nothing_is_announced_while_the_window_is_full(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(relay_scaled, "WINDOW", 2)
    monkeypatch.setattr(
        relay_scaled, "_reserved", type(relay_scaled._reserved)(relay_scaled._reserved._compose)
    )
    jobs = [enqueue("outbox.canary") for _ in range(2)]
    assert relay_scaled.reserve("short") == [job.pk for job in jobs]
    enqueue("outbox.canary")
    assert relay_scaled.reserve("short") == []
    Job.objects.filter(pk=jobs[0].pk).update(state=Job.State.LEASED)
    assert len(relay_scaled.reserve("short")) == 1
