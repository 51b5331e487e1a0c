"""Members are told that a deadline has changed."""

from collections.abc import Iterable

from django.db.models import Exists, OuterRef

from courses.catalog.models import Enrolment
from courses.cohorts.models import Assignment
from courses.learning.models import Completion
from courses.mail.services import queue_mail
from courses.people.models import Membership, User


def tell_deadline(assignment_id: int, *, change: str, due: int) -> int:
    """Mails each member on the way once for each `change`; how many people. Killed, it goes on.

    `due` is the deadline that was set, in seconds since 1970, 0 for none: where another was set
    since, nothing is sent, because that change sends its own mails.
    """
    rows = Assignment.objects.select_related("cohort", "course")
    assignment = rows.filter(pk=assignment_id).first()
    if assignment is None or due_seconds(assignment) != due:
        return 0
    people = list(_on_the_way(assignment))
    for user in people:
        _tell(assignment, user, change)
    return len(people)


def due_seconds(assignment: Assignment) -> int:
    return int(assignment.due_at.timestamp()) if assignment.due_at else 0


def _on_the_way(assignment: Assignment) -> Iterable[User]:
    of_course = {"course": assignment.course, "user": OuterRef("pk")}
    inside = Membership.objects.filter(cohort=assignment.cohort, user=OuterRef("pk"))
    enrolled = Enrolment.objects.filter(**of_course, withdrawn_at=None)
    done = Completion.objects.filter(**of_course)
    people = User.objects.filter(Exists(inside), Exists(enrolled), ~Exists(done), is_active=True)
    return people.order_by("pk").iterator()


def _tell(assignment: Assignment, user: User, change: str) -> None:
    course = assignment.course
    queue_mail(
        "deadline_changed",
        user=user,
        dedupe_key=f"deadline_changed:{assignment.pk}:{change}:{user.pk}",
        context={
            "name": user.name,
            "cohort": assignment.cohort.name,
            "course": course.title(user.language),
            "slug": course.slug,
            "due_at": assignment.due_at,
            "zone": user.timezone,
        },
    )
