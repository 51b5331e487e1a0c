"""Taking a course, leaving it, and having seen what is new."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalog.errors import NotOpen
from courses.catalog.models import Course, Enrolment
from courses.people.models import User


@transaction.atomic
def enrol(user: User, course: Course, language: str | None = None) -> Enrolment:
    """The person's enrolment; the one there is when they take the course already.

    Raises NotOpen for a course that is not published.
    """
    edition = course.current_edition
    if edition is None or course.status != Course.Status.PUBLISHED:
        raise NotOpen(_("This course is not open for enrolment. Choose another one."))
    enrolment, created = Enrolment.objects.get_or_create(
        user=user,
        course=course,
        defaults={
            "language": chosen_language(edition.languages, language, user.language),
            "seen_edition": edition,
        },
    )
    if not created and enrolment.withdrawn_at is not None:
        enrolment.withdrawn_at = None
        enrolment.save(update_fields=["withdrawn_at"])
    return enrolment


def leave(enrolment: Enrolment) -> None:
    """Off the person's list and out of reminders; what they did is kept for when they return."""
    if enrolment.withdrawn_at is None:
        enrolment.withdrawn_at = timezone.now()
        enrolment.save(update_fields=["withdrawn_at"])


def chosen_language(offered: list[str], *wishes: str | None) -> str:
    """The first wish that the course can grant, else its first language."""
    return next((wish for wish in wishes if wish and wish in offered), offered[0])


def read_in(enrolment: Enrolment, language: str) -> None:
    """From now on the person reads this course in `language`."""
    if enrolment.language != language:
        enrolment.language = language
        enrolment.save(update_fields=["language"])


def acknowledge_edition(enrolment: Enrolment) -> None:
    """The person has seen what the current edition brought."""
    current = enrolment.course.current_edition
    if current is not None and enrolment.seen_edition_id != current.pk:
        enrolment.seen_edition = current
        enrolment.save(update_fields=["seen_edition"])
