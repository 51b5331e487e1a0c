"""An attempt's state as an act keeps it, and as an undo brings it back."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field

from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.models import Attempt

GRADE = ("score", "max_score", "passed", "graded_at")
FROZEN = ("submitted_at", "submitted_by", "snapshot", "snapshot_hash")
KEPT = ("state", "deadline_at", "reopened_at", *FROZEN, *GRADE)
# What an undo looks at besides: whether the learner has checked an answer since.
SEEN = (*KEPT, "tries")
EMPTY: dict[str, Any] = {"submitted_by": "", "snapshot_hash": ""}


def kept(attempt: Attempt, names: tuple[str, ...] = KEPT) -> dict[str, Any]:
    """{field: value as JSON}."""
    return {name: _plain(getattr(attempt, name)) for name in names}


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def value_of(before: dict[str, Any], name: str) -> Any:
    """What `kept` kept, as the attempt's field has it."""
    field = Attempt._meta.get_field(name)
    assert isinstance(field, Field)
    return field.to_python(before.get(name, EMPTY.get(name)))


def restore(attempt: Attempt, before: dict[str, Any]) -> None:
    for name in KEPT:
        setattr(attempt, name, value_of(before, name))
    attempt.save(update_fields=KEPT)


def clear(attempt: Attempt, names: tuple[str, ...]) -> None:
    for name in names:
        setattr(attempt, name, EMPTY.get(name))


def stamp_of(attempt: Attempt, last_act: str | None) -> str:
    """Changes with whatever an act on the attempt rests on; not with the answers given in it."""
    names = ("state", "deadline_at", "submitted_at", "score", "graded_at")
    return fingerprint([kept(attempt, names), last_act])[:16]
