"""What this applet keeps of a person beside the account itself."""

from typing import Any

from courses.people.accommodations.privacy import accommodations_of, forget_accommodations
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """Plain values, the first one first."""
    return {"accommodations": accommodations_of(person)}


def erase(person: User) -> None:
    forget_accommodations(person)
