"""Work queued by one release and run by another, as happens while a site is upgraded: B 31."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from courses.outbox.models import Job
from courses.outbox.services import enqueue
from tests.support.jobs import run_jobs

pytestmark = pytest.mark.django_db


def queued(task: str, **args: object) -> Job:
    """As a release wrote it whose tasks we do not have."""
    job = enqueue(task)
    Job.objects.filter(pk=job.pk).update(args=args)
    return job


def state_of(job: Job) -> tuple[str, str]:
    job.refresh_from_db()
    return job.state, job.last_error


def test_31_an_argument_that_only_the_newer_release_knows_is_left_out(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    job = queued("tests.note", trace=str(trace), words="as before", colour="blue")
    run_jobs()
    assert state_of(job) == ("done", "")
    assert trace.read_text() == "as before\n"


def test_31_an_argument_that_the_older_release_did_not_know_has_a_default() -> None:
    job = queued("outbox.canary")
    run_jobs()
    assert state_of(job) == ("done", "")


def test_31_a_task_of_the_other_release_waits_for_it() -> None:
    job = queued("quizzes.task_of_next_year", attempt_id=1)
    for minutes in range(0, 50, 5):
        run_jobs(at=timezone.now() + timedelta(minutes=minutes), failures_expected=True)
    assert state_of(job) == ("due", "UnknownTask: quizzes.task_of_next_year")


def test_31_a_task_that_nobody_knows_for_an_hour_is_shown_as_failed() -> None:
    job = queued("quizzes.task_of_last_year", attempt_id=1)
    Job.objects.filter(pk=job.pk).update(created_at=timezone.now() - timedelta(hours=2))
    run_jobs(failures_expected=True)
    assert state_of(job)[0] == "dead"


def test_31_a_required_argument_that_is_missing_fails_visibly() -> None:
    job = queued("tests.note", trace="x")
    Job.objects.filter(pk=job.pk).update(max_attempts=1)
    run_jobs(failures_expected=True)
    state, error = state_of(job)
    assert state == "dead"
    assert error.startswith("TypeError: ")
