"""What coordinators do with cohorts."""

from collections.abc import Iterable
from datetime import date, datetime, time
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone

from courses.catalog.models import Course
from courses.cohorts.errors import (
    AlreadyAssigned,
    ArchivedCohort,
    DueInThePast,
    LastCoordinator,
    NameTaken,
    NotACoordinator,
)
from courses.cohorts.models import Assignment
from courses.cohorts.telling import due_seconds
from courses.outbox.services import enqueue
from courses.people.models import Cohort, Membership, User
from courses.people.rules import may_coordinate


def make_cohort(name: str, *, by: User | None) -> Cohort:
    """A cohort followed by whoever made it. Raises NameTaken."""
    try:
        with transaction.atomic():
            cohort = Cohort.objects.create(name=name)
            if by is not None:
                cohort.coordinators.add(by)
    except IntegrityError as error:
        raise NameTaken from error
    return cohort


def add_coordinator(cohort: Cohort, email: str) -> User:
    """Follows the cohort from now on; done twice it changes nothing. Raises NotACoordinator."""
    person = User.objects.filter(email__iexact=email.strip(), is_active=True).first()
    if person is None or not may_coordinate(person):
        raise NotACoordinator
    cohort.coordinators.add(person)
    return person


@transaction.atomic
def remove_coordinator(cohort: Cohort, person: User) -> None:
    """Raises LastCoordinator: somebody must see who needs a word."""
    Cohort.objects.select_for_update().get(pk=cohort.pk)
    if not cohort.coordinators.exclude(pk=person.pk).exists():
        raise LastCoordinator
    cohort.coordinators.remove(person)


def rename_cohort(cohort: Cohort, name: str) -> None:
    """Raises NameTaken."""
    try:
        with transaction.atomic():
            Cohort.objects.filter(pk=cohort.pk).update(name=name)
    except IntegrityError as error:
        raise NameTaken from error


def archive_cohort(cohort: Cohort) -> None:
    """Out of the list; everything stays."""
    Cohort.objects.filter(pk=cohort.pk, archived_at=None).update(archived_at=timezone.now())


def restore_cohort(cohort: Cohort) -> None:
    Cohort.objects.filter(pk=cohort.pk).update(archived_at=None)


@transaction.atomic
def add_people(cohort: Cohort, people: Iterable[User]) -> int:
    """Adds who is not there yet and gives them the cohort's courses; how many were new."""
    refuse_archived(cohort)
    wanted = {person.pk for person in people}
    there = set(
        Membership.objects.filter(cohort=cohort, user__in=wanted).values_list("user", flat=True)
    )
    new = sorted(wanted - there)
    Membership.objects.bulk_create(
        [Membership(cohort=cohort, user_id=pk) for pk in new], ignore_conflicts=True
    )
    if new:
        bring_in_later(cohort)
    return len(new)


def refuse_archived(cohort: Cohort) -> None:
    if cohort.archived_at is not None:
        raise ArchivedCohort


def bring_in_later(cohort: Cohort) -> None:
    """Enrols and tells members who have not been, in the background; an attempt that somebody
    brings along gets what the cohort has in its quiz."""
    for assignment_id in cohort.assignments.values_list("pk", flat=True):
        enqueue("cohorts.bring_in", lane="long", assignment_id=assignment_id)
    for override_id in cohort.overrides.filter(ended_at=None).values_list("pk", flat=True):
        enqueue("quizzes.follow_cohort", override_id=override_id)


def remove_member(membership: Membership) -> None:
    """Out of the cohort; enrolments, answers and certificates stay the person's own."""
    membership.delete()


@transaction.atomic
def put_back(cohort: Cohort, user: User, *, external_id: str, joined_at: datetime) -> Membership:
    """Undoes a removal; done twice it changes nothing."""
    membership, _made = Membership.objects.get_or_create(
        cohort=cohort, user=user, defaults={"external_id": external_id}
    )
    Membership.objects.filter(pk=membership.pk).update(joined_at=joined_at)
    return membership


def end_of_day(day: date | None) -> datetime | None:
    """The last second of a day in the time zone of whoever asks. Raises DueInThePast."""
    if day is None:
        return None
    if day < timezone.localdate():
        raise DueInThePast
    return timezone.make_aware(datetime.combine(day, time(23, 59, 59)))


def assign_course(cohort: Cohort, course: Course, *, due: date | None, by: User) -> Assignment:
    """Gives a cohort a course; members are enrolled and told in the background.

    Raises AlreadyAssigned, DueInThePast, ArchivedCohort.
    """
    refuse_archived(cohort)
    due_at = end_of_day(due)
    try:
        with transaction.atomic():
            assignment = Assignment.objects.create(
                cohort=cohort, course=course, due_at=due_at, assigned_by=by
            )
            enqueue("cohorts.bring_in", lane="long", assignment_id=assignment.pk)
    except IntegrityError as error:
        raise AlreadyAssigned from error
    return assignment


@transaction.atomic
def change_deadline(assignment: Assignment, due: date | None) -> bool:
    """Members on the way are told in the background; False where it was the deadline already.

    Raises DueInThePast.
    """
    row = Assignment.objects.select_for_update().get(pk=assignment.pk)
    due_at = end_of_day(due)
    if row.due_at == due_at:
        return False
    row.due_at = due_at
    row.save(update_fields=["due_at"])
    enqueue(
        "cohorts.tell_deadline",
        lane="long",
        assignment_id=row.pk,
        change=uuid4().hex,
        due=due_seconds(row),
    )
    return True


def take_course_away(assignment: Assignment) -> None:
    """The cohort is not asked for it any more; who takes the course goes on."""
    assignment.delete()
