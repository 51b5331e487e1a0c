"""Reads, scoped to the coordinator who asks: another's cohort does not exist for them."""

from django.db.models import Count, Q, QuerySet

from courses.catalog.models import Course
from courses.cohorts.models import Assignment
from courses.people.models import Cohort, Membership, User
from courses.people.rules import may_coordinate

FOUND_AT_ONCE = 20


def cohorts_for(user: User) -> QuerySet[Cohort]:
    """A coordinator's own cohorts; an administrator's are all."""
    if user.is_administrator:
        return Cohort.objects.all()
    if not may_coordinate(user):
        return Cohort.objects.none()
    return Cohort.objects.filter(coordinators=user)


def cohort_list(user: User, *, archived: bool = False) -> QuerySet[Cohort]:
    """With `members` and `courses` counted, by name."""
    rows = cohorts_for(user).filter(archived_at__isnull=not archived)
    return rows.annotate(
        members=Count("memberships", distinct=True), courses=Count("assignments", distinct=True)
    ).order_by("name")


def assignments_of(cohort: Cohort) -> list[Assignment]:
    """The cohort's courses, the nearest deadline first, those without one last."""
    rows = Assignment.objects.filter(cohort=cohort).select_related("course")
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at or row.assigned_at))


def assignable_courses(cohort: Cohort) -> QuerySet[Course]:
    """Published courses that the cohort does not have yet."""
    published = Course.objects.filter(status=Course.Status.PUBLISHED, current_edition__isnull=False)
    return published.exclude(assignments__cohort=cohort).order_by("slug")


def people_to_add(cohort: Cohort, text: str) -> QuerySet[User]:
    """Active people whose name or address has `text`, and who are not in the cohort."""
    if len(text) < 2:
        return User.objects.none()
    matches = Q(name__icontains=text) | Q(email__icontains=text)
    found = User.objects.filter(matches, is_active=True).exclude(memberships__cohort=cohort)
    return found.order_by("name", "email")[:FOUND_AT_ONCE]


def membership_in(cohort: Cohort, pk: int) -> Membership | None:
    return Membership.objects.filter(cohort=cohort, pk=pk).select_related("user").first()
