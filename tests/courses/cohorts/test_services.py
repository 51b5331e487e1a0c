from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone

from courses.catalog.models import Enrolment
from courses.cohorts import services
from courses.cohorts.bringing_in import bring_in
from courses.cohorts.errors import AlreadyAssigned, ArchivedCohort, DueInThePast, NameTaken
from courses.cohorts.models import Assignment
from courses.mail.models import Message
from courses.people.models import Membership
from tests.support import make, make_cohorts

pytestmark = pytest.mark.django_db


def enrolled(assignment: Assignment) -> int:
    return Enrolment.objects.filter(course=assignment.course, withdrawn_at=None).count()


def test_two_cohorts_cannot_have_one_name() -> None:
    make_cohorts.cohort(name="Spring")
    other = make_cohorts.cohort(name="Autumn")
    with pytest.raises(NameTaken):
        services.make_cohort("Spring", by=None)
    with pytest.raises(NameTaken):
        services.rename_cohort(other, "Spring")


def test_a_course_given_enrols_members_and_tells_each_once() -> None:
    cohort = make_cohorts.cohort()
    for _ in range(2):
        make_cohorts.member(cohort)
    course = make.published_course()
    assignment = services.assign_course(cohort, course, due=None, by=make.coordinator())
    bring_in(assignment.pk)
    bring_in(assignment.pk)
    assert enrolled(assignment) == 2
    assert Message.objects.filter(kind="course_assigned").count() == 2


def test_whoever_joins_later_gets_the_courses_of_the_cohort() -> None:
    cohort = make_cohorts.cohort()
    assignment = make_cohorts.given(cohort)
    people = [make.person(), make.person()]
    assert services.add_people(cohort, people) == 2
    assert services.add_people(cohort, people) == 0
    bring_in(assignment.pk)
    assert enrolled(assignment) == 2


def test_whoever_left_the_course_or_completed_it_is_left_in_peace() -> None:
    cohort = make_cohorts.cohort()
    assignment = make_cohorts.given(cohort)
    left, done = (make_cohorts.member(cohort).user for _ in range(2))
    enrolment = make.enrolled(assignment.course, left)
    enrolment.withdrawn_at = timezone.now()
    enrolment.save()
    make_cohorts.completed(done, assignment.course)
    assert bring_in(assignment.pk) == 0
    assert not Message.objects.exists()


def test_the_mail_tells_the_deadline_in_the_learners_own_zone() -> None:
    cohort = make_cohorts.cohort()
    due_at = datetime(2027, 3, 1, 22, 59, 59, tzinfo=UTC)
    assignment = make_cohorts.given(cohort, due_at=due_at)
    make_cohorts.member(cohort, make.person(timezone="Asia/Tokyo"))
    bring_in(assignment.pk)
    text = Message.objects.get().text
    assert "2 March 2027" in text or "March 2, 2027" in text
    assert "Asia/Tokyo" in text


def test_a_deadline_is_the_end_of_the_day_where_the_coordinator_is() -> None:
    with timezone.override(ZoneInfo("Asia/Tokyo")):
        due_at = services.end_of_day(date(2099, 3, 1))
    assert due_at == datetime(2099, 3, 1, 14, 59, 59, tzinfo=UTC)


def test_a_day_that_is_over_is_refused() -> None:
    with pytest.raises(DueInThePast):
        services.end_of_day(timezone.localdate() - timedelta(days=1))


def test_the_same_course_twice_is_refused() -> None:
    cohort = make_cohorts.cohort()
    course = make_cohorts.given(cohort).course
    with pytest.raises(AlreadyAssigned):
        services.assign_course(cohort, course, due=None, by=make.coordinator())


def test_nobody_joins_an_archived_cohort() -> None:
    cohort = make_cohorts.cohort()
    services.archive_cohort(cohort)
    cohort.refresh_from_db()
    with pytest.raises(ArchivedCohort):
        services.add_people(cohort, [make.person()])


def test_a_removal_is_undone_with_its_id_and_day() -> None:
    cohort = make_cohorts.cohort()
    member = make_cohorts.member(cohort, days=40, external_id="A-17")
    user, joined_at = member.user, member.joined_at
    services.remove_member(member)
    for _ in range(2):
        services.put_back(cohort, user, external_id="A-17", joined_at=joined_at)
    back = Membership.objects.get()
    assert (back.external_id, back.joined_at) == ("A-17", joined_at)
