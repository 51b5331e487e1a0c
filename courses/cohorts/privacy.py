"""What cohorts keep of a person: where they belong. Assignments name who gave them."""

from typing import Any

from courses.cohorts.models import Assignment
from courses.people.models import Membership, User


def export_for(person: User) -> dict[str, Any]:
    """Memberships, and courses given, as plain values."""
    memberships = Membership.objects.filter(user=person).select_related("cohort").order_by("pk")
    given = Assignment.objects.filter(assigned_by=person).select_related("cohort", "course")
    return {
        "cohorts": [
            {
                "cohort": row.cohort.name,
                "external_id": row.external_id,
                "joined_at": row.joined_at.isoformat(),
            }
            for row in memberships
        ],
        "courses_given": [
            {
                "cohort": row.cohort.name,
                "course": row.course.slug,
                "assigned_at": row.assigned_at.isoformat(),
            }
            for row in given.order_by("pk")
        ],
    }


def erase(person: User) -> None:
    """Leaves every cohort; what they gave to cohorts stays, without their name."""
    Membership.objects.filter(user=person).delete()
    person.coordinated_cohorts.clear()
    Assignment.objects.filter(assigned_by=person).update(assigned_by=None)
