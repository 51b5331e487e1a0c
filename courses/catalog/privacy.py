"""What the catalogue keeps of a person: what they take, teach and wrote."""

from typing import Any

from django.db import transaction

from courses.catalog.models import CourseStaff, Edition, Enrolment, LessonVersion
from courses.catalog.withdrawn.models import Withdrawal
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """Enrolments, courses taught and versions written, as plain values."""
    enrolments = Enrolment.objects.filter(user=person).select_related("course").order_by("pk")
    taught = CourseStaff.objects.filter(user=person).order_by("pk")
    written = LessonVersion.objects.filter(author=person).order_by("pk")
    return {
        "enrolments": [
            {
                "course": row.course.slug,
                "language": row.language,
                "enrolled_at": row.enrolled_at.isoformat(),
                "withdrawn_at": row.withdrawn_at.isoformat() if row.withdrawn_at else None,
            }
            for row in enrolments
        ],
        "teaches": list(taught.values_list("course__slug", flat=True)),
        "wrote": [
            {"course": course, "lesson": lesson, "language": language, "number": number}
            for course, lesson, language, number in written.values_list(
                "lesson__course__slug", "lesson__key", "language", "number"
            )
        ],
        "withdrew": list(
            Withdrawal.objects.filter(by=person)
            .order_by("pk")
            .values_list("report__slug", flat=True)
        ),
    }


@transaction.atomic
def erase(person: User) -> None:
    """Enrolments go; courses stay, without the name of who wrote or published them."""
    Enrolment.objects.filter(user=person).delete()
    CourseStaff.objects.filter(user=person).delete()
    LessonVersion.objects.filter(author=person).update(author=None)
    Edition.objects.filter(published_by=person).update(published_by=None)
    Withdrawal.objects.filter(by=person).update(by=None)
