"""What is kept of the packages that a person brought, and asked for."""

from typing import Any

from django.db.models import QuerySet

from courses.authoring.interchange.errands import throw_away as throw_away_errand
from courses.authoring.interchange.models import CourseErrand, CoursePackage
from courses.authoring.interchange.packages import throw_away
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """As plain values."""
    rows = CoursePackage.objects.filter(uploaded_by=person).order_by("pk")
    return {
        "packages": [
            {
                "filename": row.filename,
                "size": row.size,
                "state": row.state,
                "uploaded_at": row.uploaded_at.isoformat(),
            }
            for row in rows
        ],
        "errands": [
            {"what": row.what, "course": row.course.slug, "asked_at": row.asked_at.isoformat()}
            for row in _errands(person).order_by("pk")
        ],
    }


def erase(person: User) -> None:
    """With their files; the courses made of them stay."""
    for row in CoursePackage.objects.filter(uploaded_by=person):
        throw_away(row)
    for errand in _errands(person):
        throw_away_errand(errand)


def _errands(person: User) -> QuerySet[CourseErrand]:
    return CourseErrand.objects.filter(asked_by=person).select_related("course")
