"""Work queued for people who were suspended or erased before it ran: B 30."""

import json
import uuid
from datetime import timedelta

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from courses.certificates.models import Certificate
from courses.home.privacy import erase
from courses.mail.models import Message
from courses.outbox.models import Job
from courses.outbox.running import known_tasks
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.models import Attempt, Grade
from tests.support import make, make_awards
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import answer_all, make_attempt, make_quiz, save

pytestmark = pytest.mark.django_db

NOBODY = 10**9
IDS: dict[str, dict[str, int | str]] = {
    "authoring.check_package": {"package_id": NOBODY},
    "authoring.compare_editions": {"comparison_id": NOBODY},
    "authoring.import_package": {"package_id": NOBODY},
    "authoring.read_report": {"upload_id": NOBODY},
    "authoring.run_errand": {"errand_id": NOBODY},
    "authoring.tag_report": {"report_id": NOBODY},
    "certificates.award": {"completion_id": NOBODY},
    "cohorts.bring_in": {"assignment_id": NOBODY},
    "cohorts.tell_deadline": {"assignment_id": NOBODY, "change": "moved", "due": 0},
    "cohorts.welcome": {"user_id": NOBODY, "cohort_id": NOBODY},
    "learning.attempt_graded": {"attempt_id": NOBODY},
    "learning.grade_changed": {"user_id": NOBODY, "course_id": NOBODY},
    "mail.send": {"message_id": NOBODY},
    "mail.send_invitation": {"invitation_id": NOBODY},
    "quizzes.expire_attempt": {"attempt_id": NOBODY},
    "quizzes.follow_accommodation": {"person_id": NOBODY},
    "quizzes.follow_cohort": {"override_id": NOBODY},
    "quizzes.give_time_to_all": {"time_for_all_id": NOBODY},
    "quizzes.grade_attempt": {"attempt_id": NOBODY},
    "quizzes.settle_quiz": {"quiz_id": NOBODY, "edition_id": NOBODY, "after": 0},
}
# Theirs are rows that nobody erases, or none.
WITHOUT_PEOPLE = {
    "authoring.tag_reports", "certificates.award_waiting", "mail.retry_stuck", "outbox.canary",
    "outbox.prune", "outbox.run", "quizzes.give_back_outage", "quizzes.look_again",
    "quizzes.sweep_files", "quizzes.forget_unsaved", "quizzes.settle_grades", "quizzes.tell_staff",
}  # fmt: skip


def test_30_every_task_is_tried_here_on_somebody_who_is_gone() -> None:
    ours = {name for name in known_tasks() if not name.startswith(("celery.", "tests."))}
    assert ours - WITHOUT_PEOPLE == set(IDS)


@pytest.mark.parametrize("task", IDS)
def test_30_work_for_somebody_erased_ends_clean(task: str) -> None:
    job = enqueue(task, lane="short", dedupe_key=None, due_at=None, **IDS[task])
    run_jobs()
    job.refresh_from_db()
    assert (job.state, job.attempts, job.last_error) == ("done", 1, "")


def suspend(user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)


def test_30_suspended_in_mid_attempt_nothing_is_taken_and_the_clock_submits_what_was() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    client = make.client_for(attempt.user)
    save(attempt, "a")
    suspend(attempt.user)
    given = {"slot": attempt.layout[0]["slot"], "operation": str(uuid.uuid4()), "sequence": 2}
    page = reverse("quizzes:save", args=[attempt.public_id])
    body = json.dumps({**given, "value": "b"})
    assert client.post(page, body, content_type="application/json").status_code == 401
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(minutes=1))
    run_jobs(at=timezone.now() + timedelta(minutes=6))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.submitted_by) == ("graded", "clock")
    assert attempt.snapshot == {str(attempt.layout[0]["slot"]): "a"}
    assert Message.objects.get().state == Message.State.DROPPED


@pytest.mark.parametrize("step", ["submitted", "graded"])
def test_30_erased_between_two_steps_the_next_one_ends_clean(step: str) -> None:
    attempt = make_attempt()
    answer_all(attempt)
    services.submit_attempt(attempt.public_id, attempt.user)
    if step == "graded":
        services.grade_attempt(attempt.pk)
    erase(attempt.user)
    run_jobs()
    assert not Job.objects.exclude(state=Job.State.DONE).exists()
    assert not Message.objects.filter(state=Message.State.SENT).exists()
    assert (Attempt.objects.count(), Grade.objects.count()) == (0, 0)


def test_30_a_suspended_persons_certificate_waits_until_they_are_back() -> None:
    completion = make_awards.completion()
    suspend(completion.user)
    with transaction.atomic():
        enqueue("certificates.award", completion_id=completion.pk)
    run_jobs()
    assert not Certificate.objects.exists()
    User.objects.update(is_active=True)
    with transaction.atomic():
        enqueue("certificates.award_waiting")
    run_jobs()
    run_jobs()
    assert Certificate.objects.count() == 1
