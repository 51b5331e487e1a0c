"""What is kept of a person's accommodations, and of those who set them."""

from typing import Any

from courses.people.accommodations.models import Accommodation
from courses.people.models import User


def accommodations_of(person: User) -> list[dict[str, Any]]:
    """Each with its reason, the first one first."""
    rows = Accommodation.objects.filter(person=person).order_by("pk")
    return [_plain(row) for row in rows]


def _plain(row: Accommodation) -> dict[str, Any]:
    return {
        "time_percent": row.time_percent,
        "is_untimed": row.is_untimed,
        "extra_attempts": row.extra_attempts,
        "break_minutes": row.break_minutes,
        "valid_until": row.valid_until.isoformat() if row.valid_until else None,
        "reason": row.reason,
        "set_at": row.set_at.isoformat(),
        "ended_at": row.ended_at.isoformat() if row.ended_at else None,
    }


def forget_accommodations(person: User) -> None:
    """Removes theirs; what they set for others stays, without their name."""
    Accommodation.objects.filter(person=person).delete()
    Accommodation.objects.filter(set_by=person).update(set_by=None)
    Accommodation.objects.filter(ended_by=person).update(ended_by=None)
