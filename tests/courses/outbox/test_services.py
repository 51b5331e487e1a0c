import pytest
from django.db import transaction

from courses.outbox import leases
from courses.outbox.errors import NotInTransaction
from courses.outbox.models import Job
from courses.outbox.services import enqueue, try_again
from tests.support.jobs import run_jobs
from tests.support.queries import assert_queries


@pytest.mark.django_db(transaction=True)
def test_enqueue_outside_a_transaction_is_refused() -> None:
    with pytest.raises(NotInTransaction):
        enqueue("outbox.canary")


@pytest.mark.django_db(transaction=True)
def test_a_job_vanishes_with_the_transaction_of_its_cause() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        enqueue("outbox.canary")
        raise ZeroDivisionError
    assert not Job.objects.exists()


@pytest.mark.django_db
def test_the_same_dedupe_key_returns_the_job_that_has_it() -> None:
    first = enqueue("outbox.canary", dedupe_key="once", lane="short")
    second = enqueue("outbox.canary", dedupe_key="once", lane="short")
    assert first.pk == second.pk
    assert Job.objects.count() == 1


@pytest.mark.django_db
def test_enqueue_costs_one_query() -> None:
    with assert_queries(1):
        enqueue("outbox.canary", dedupe_key="once")


@pytest.mark.django_db
def test_a_due_job_runs_once_and_is_done() -> None:
    job = enqueue("outbox.canary")
    assert run_jobs() == 1
    assert run_jobs() == 0
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DONE, 1)


@pytest.mark.django_db
def test_a_dead_job_is_tried_again_with_all_its_attempts() -> None:
    job = enqueue("tests.fail", trace="/dev/null", words="no")
    Job.objects.update(max_attempts=1)
    run_jobs(failures_expected=True)
    job.refresh_from_db()
    assert job.state == Job.State.DEAD
    assert job.last_error == "RuntimeError: no"
    assert try_again(job.pk)
    job.refresh_from_db()
    assert (job.state, job.attempts) == (Job.State.DUE, 0)


@pytest.mark.django_db
def test_a_job_that_is_not_dead_cannot_be_tried_again() -> None:
    job = enqueue("outbox.canary")
    assert not try_again(job.pk)
    assert leases.claim(job.pk)
    assert not try_again(job.pk)
