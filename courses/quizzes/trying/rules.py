"""PURE: what a check of an answer does to its question while an attempt is under way.

`Attempt.tries` is {slot id as text: {"values": [each value that was checked], "closed": bool}}.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.quizzes.quiz_settings import Feedback
from courses.quizzes.types.values import Value

# Where a further try costs nothing, one would go on for ever.
MOST_TRIES = 20

Tries = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Tried:
    """`values`: those checked so far, the last one last. `is_closed`: no answer is taken now."""

    values: Sequence[Value] = ()
    is_closed: bool = False

    @property
    def number(self) -> int:
        return len(self.values)

    def as_json(self) -> dict[str, Any]:
        return {"values": list(self.values), "closed": self.is_closed}


def tried_at(tries: Tries | None, slot_id: int) -> Tried:
    found = (tries or {}).get(str(slot_id))
    return Tried(found["values"], found["closed"]) if found else Tried()


def is_closed(tries: Tries | None, slot_id: int) -> bool:
    return bool(tries) and tried_at(tries, slot_id).is_closed


def values_tried(tries: Tries) -> dict[str, list[Value]]:
    """As a snapshot keeps them (grading.TRIES)."""
    return {slot: list(one["values"]) for slot, one in tries.items()}


def checked_again(tried: Tried, value: Value, *, feedback: str, is_right: bool) -> Tried:
    """After a check of `value`; the same as before where the question is closed, or nothing has
    changed since the last check: pressing twice is one try."""
    if tried.is_closed or (tried.values and tried.values[-1] == value):
        return tried
    values = [*tried.values, value]
    is_last = feedback == Feedback.IMMEDIATE or is_right or len(values) >= MOST_TRIES
    return Tried(values, is_last)


def is_unchanged(before: Tries | None, after: Tries | None, slot_id: int | None) -> bool:
    """Whether a check between the two found the answer that was checked last, and nothing to do."""
    if slot_id is None:
        return False
    known, now = tried_at(before, slot_id), tried_at(after, slot_id)
    return known == now and now.number > 0 and not now.is_closed


def next_cost(tried: Tried, penalty: int) -> int:
    """Percent of the points that are gone at the next try."""
    return min(penalty * tried.number, 100)


def points_of_cost(points: Decimal, percent: int) -> Decimal:
    return (points * percent / 100).quantize(Decimal("0.01"))
