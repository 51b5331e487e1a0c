"""Claims, and the leases that run out."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.outbox import leases
from courses.outbox.errors import Transient
from courses.outbox.models import Job
from courses.outbox.services import enqueue

pytestmark = pytest.mark.django_db


@pytest.fixture
def held() -> Job:
    enqueue("outbox.canary")
    job = leases.claim_next("short", holder="abc")
    assert job is not None
    return job


def state_of(job: Job) -> tuple[str, int]:
    row = Job.objects.get(pk=job.pk)
    return row.state, row.attempts


def expire(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(lease_until=timezone.now() - timedelta(seconds=1))


def test_a_claimed_job_cannot_be_claimed_again(held: Job) -> None:
    assert leases.claim_next("short") is None
    assert leases.claim(held.pk) is None


def test_the_longest_due_job_of_the_lane_comes_first() -> None:
    now = timezone.now()
    enqueue("outbox.canary", lane="long", due_at=now - timedelta(minutes=9))
    late = enqueue("outbox.canary", due_at=now - timedelta(minutes=5))
    enqueue("outbox.canary", due_at=now - timedelta(minutes=1))
    claimed = leases.claim_next("short")
    assert claimed is not None and claimed.pk == late.pk


def test_a_job_that_is_not_due_is_not_claimed() -> None:
    job = enqueue("outbox.canary", due_at=timezone.now() + timedelta(minutes=1))
    assert leases.claim_next("short") is None
    assert leases.claim(job.pk) is None
    assert leases.claim_next("short", at=timezone.now() + timedelta(minutes=2)) is not None


def test_an_expired_lease_is_given_back(held: Job) -> None:
    assert leases.give_back_expired() == 0
    expire(held)
    assert leases.give_back_expired() == 1
    assert state_of(held) == ("due", 1)


def test_whoever_lost_the_lease_cannot_mark_the_job(held: Job) -> None:
    expire(held)
    leases.give_back_expired()
    again = leases.claim(held.pk)
    assert again is not None
    assert not leases.finish(held)
    assert not leases.fail(held, RuntimeError("late"))
    assert not leases.renew(held)
    assert leases.finish(again)
    assert state_of(held) == ("done", 2)


def test_a_renewed_lease_does_not_expire(held: Job) -> None:
    expire(held)
    assert leases.renew(held)
    assert leases.give_back_expired() == 0


def test_the_last_attempt_that_dies_leaves_a_dead_letter(held: Job) -> None:
    Job.objects.update(attempts=8)
    expire(held)
    leases.give_back_expired()
    row = Job.objects.get()
    assert row.state == Job.State.DEAD
    assert row.last_error == "The process that ran this stopped or took too long."


def test_what_a_holder_left_is_found_by_its_name(held: Job) -> None:
    assert leases.give_back_held_by("xyz", "gone") == 0
    assert leases.give_back_held_by("abc", "gone", counted=False) == 1
    assert state_of(held) == ("due", 0)


def test_failures_run_out_and_transient_ones_do_not(held: Job) -> None:
    held.attempts = 8
    Job.objects.update(attempts=8)
    assert leases.fail(held, Transient("later", retry_in=5))
    assert state_of(held) == ("due", 8)
    Job.objects.update(state="leased", lease_token=held.lease_token)
    assert leases.fail(held, RuntimeError("no"))
    assert state_of(held) == ("dead", 8)


@pytest.mark.parametrize(
    ("attempt", "shortest", "longest"), [(2, 0.67, 1.33), (5, 5.3, 10.7), (30, 80, 160)]
)
def test_pauses_grow_to_two_minutes(attempt: int, shortest: float, longest: float) -> None:
    assert shortest <= leases.pause_before(attempt) <= longest
