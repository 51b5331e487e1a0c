from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.cohorts import services
from courses.cohorts.models import Assignment
from courses.cohorts.telling import tell_deadline
from courses.mail.models import Message
from courses.outbox.models import Job
from tests.support import make, make_cohorts

pytestmark = pytest.mark.django_db

DAY = timezone.localdate() + timedelta(days=40)


@pytest.fixture
def assignment() -> Assignment:
    cohort = make_cohorts.cohort()
    given = make_cohorts.given(cohort)
    make.enrolled(given.course, make_cohorts.member(cohort).user)
    return given


def changed(assignment: Assignment, day: date | None = DAY) -> Job:
    assert services.change_deadline(assignment, day)
    return Job.objects.filter(task="cohorts.tell_deadline").latest("pk")


def test_a_changed_deadline_is_told_once_to_each_member(assignment: Assignment) -> None:
    job = changed(assignment)
    for _ in range(2):
        tell_deadline(**job.args)
    message = Message.objects.get(kind="deadline_changed")
    assert str(DAY.year) in message.subject
    assert "is now to be completed by" in message.text


def test_no_deadline_any_more_is_told_too(assignment: Assignment) -> None:
    tell_deadline(**changed(assignment).args)
    tell_deadline(**changed(assignment, None).args)
    assert "has no deadline" in Message.objects.latest("pk").text


def test_a_deadline_that_was_changed_again_is_not_told(assignment: Assignment) -> None:
    first = changed(assignment)
    changed(assignment, DAY + timedelta(days=1))
    assert tell_deadline(**first.args) == 0


def test_the_same_deadline_again_tells_nobody(assignment: Assignment) -> None:
    changed(assignment)
    assert not services.change_deadline(assignment, DAY)
    assert Job.objects.filter(task="cohorts.tell_deadline").count() == 1


def test_who_left_or_completed_the_course_is_left_in_peace(assignment: Assignment) -> None:
    left, done = (make_cohorts.member(assignment.cohort).user for _ in range(2))
    enrolment = make.enrolled(assignment.course, left)
    enrolment.withdrawn_at = timezone.now()
    enrolment.save()
    make.enrolled(assignment.course, done)
    make_cohorts.completed(done, assignment.course)
    assert tell_deadline(**changed(assignment).args) == 1
