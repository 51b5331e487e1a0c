"""What is kept of a person who decided about a new edition."""

from typing import Any

from courses.authoring.editions.models import EditionAct
from courses.people.models import User


def decisions_of(person: User) -> list[dict[str, Any]]:
    """What they decided, as plain values; the texts are those of the courses."""
    rows = EditionAct.objects.filter(by=person).select_related("course", "comparison__newer")
    return [
        {
            "what": row.what,
            "course": row.course.slug,
            "report": row.comparison.newer.slug,
            "at": row.at.isoformat(),
        }
        for row in rows.order_by("pk")
    ]


def forget_decisions(person: User) -> None:
    """The decisions stay, without who took or undid them."""
    EditionAct.objects.filter(by=person).update(by=None)
    EditionAct.objects.filter(undone_by=person).update(undone_by=None)
