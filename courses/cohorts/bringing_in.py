"""Members of a cohort are enrolled in its courses, and told once each."""

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from courses.catalog.errors import NotOpen
from courses.catalog.models import Enrolment
from courses.catalog.services import enrol
from courses.cohorts.models import Assignment
from courses.learning.models import Completion
from courses.mail.models import Message
from courses.mail.services import queue_mail
from courses.people.models import Membership, User

AT_ONCE = 200


def bring_in(assignment_id: int) -> int:
    """Enrols and tells each member who was not told yet; how many. Killed, it goes on.

    Whoever left the course by themselves is not enrolled again, and who has completed it is
    left in peace.
    """
    rows = Assignment.objects.select_related("cohort", "course__current_edition", "assigned_by")
    assignment = rows.filter(pk=assignment_id).first()
    if assignment is None:
        return 0
    told = 0
    last = 0
    while batch := list(_members_after(assignment, last)):
        told += sum(_bring_in_one(assignment, user) for user in _untold(assignment, batch))
        last = batch[-1].pk
    return told


def _members_after(assignment: Assignment, last: int) -> QuerySet[User]:
    inside = Membership.objects.filter(cohort=assignment.cohort, user=OuterRef("pk"))
    done = Completion.objects.filter(course=assignment.course, user=OuterRef("pk"))
    people = User.objects.filter(Exists(inside), ~Exists(done), is_active=True, pk__gt=last)
    return people.order_by("pk")[:AT_ONCE]


def _untold(assignment: Assignment, batch: list[User]) -> list[User]:
    keys = {_key(assignment, user): user for user in batch}
    told = set(Message.objects.filter(dedupe_key__in=keys).values_list("dedupe_key", flat=True))
    return [user for key, user in keys.items() if key not in told]


def _key(assignment: Assignment, user: User) -> str:
    return f"course_assigned:{assignment.pk}:{user.pk}"


@transaction.atomic
def _bring_in_one(assignment: Assignment, user: User) -> bool:
    course = assignment.course
    enrolment = Enrolment.objects.filter(user=user, course=course).first()
    if enrolment is not None and enrolment.withdrawn_at is not None:
        return False
    if enrolment is None:
        try:
            enrol(user, course)
        except NotOpen:
            return False
    queue_mail(
        "course_assigned",
        user=user,
        dedupe_key=_key(assignment, user),
        context={
            "name": user.name,
            "cohort": assignment.cohort.name,
            "course": course.title(user.language),
            "slug": course.slug,
            "due_at": assignment.due_at,
            "zone": user.timezone,
            "by": str(assignment.assigned_by or ""),
        },
    )
    return True
