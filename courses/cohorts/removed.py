"""A removal can be undone from the page that follows it: a signed note, kept by the browser."""

from datetime import datetime
from typing import Any

from django.core import signing

from courses.cohorts.services import put_back
from courses.people.models import Cohort, Membership, User

SALT = "courses.cohorts.removed"
UNDO_SECONDS = 3600


def note_of(membership: Membership) -> str:
    return signing.dumps(
        {
            "cohort": membership.cohort_id,
            "user": membership.user_id,
            "external_id": membership.external_id,
            "joined_at": membership.joined_at.isoformat(),
        },
        salt=SALT,
    )


def read_note(note: str, cohort: Cohort) -> dict[str, Any] | None:
    """What was removed from this cohort; None when not signed here, or too long ago."""
    try:
        kept: dict[str, Any] = signing.loads(note, salt=SALT, max_age=UNDO_SECONDS)
    except signing.BadSignature:
        return None
    return kept if kept["cohort"] == cohort.pk else None


def undo(note: str, cohort: Cohort) -> User | None:
    """Who is back; None when the note does not hold any more."""
    kept = read_note(note, cohort)
    user = User.objects.filter(pk=kept["user"]).first() if kept else None
    if kept is None or user is None:
        return None
    joined_at = datetime.fromisoformat(kept["joined_at"])
    put_back(cohort, user, external_id=kept["external_id"], joined_at=joined_at)
    return user
