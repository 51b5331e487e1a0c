"""PURE: from a frozen snapshot and the question versions to a result.

No Django, clock, settings or database: the same arguments always give the same result.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from courses.quizzes.types.graders import grader
from courses.quizzes.types.outcomes import with_outcome, without_hints
from courses.quizzes.types.values import Mark, Spec, Value
from courses.quizzes.types.values import mark as mark_for

CENT = Decimal("0.01")
# In a snapshot, beside the answers: {slot id as text: how many hints were taken}. Only where some
# were, so that a snapshot without hints reads as it always did.
HINTS = "hints"
# In a snapshot, too: {slot id as text: the values that were checked before, in their order}.
TRIES = "tries"


@dataclass(frozen=True, slots=True)
class SlotToGrade:
    """A question as the attempt met it: its kind, and its document in the attempt's language."""

    slot: int
    kind: str
    spec: Spec
    points: Decimal


@dataclass(frozen=True, slots=True)
class PersonMark:
    """What a person gave an answer that waited: points, {criterion id: level id}, words."""

    points: Decimal
    levels: Mapping[str, str]
    comment: str


@dataclass(frozen=True, slots=True)
class GradedItem:
    """One question's outcome (types.values.Outcome); points below 0 where some were taken away.

    `hints` were taken, and took `hint_cost` of the points. `tries` are those it was checked, the
    last answer among them; they took `try_cost` of what that one is worth.
    """

    slot: int
    points: Decimal
    max_points: Decimal
    outcome: str
    feedback: tuple[str, ...]
    parts: Mapping[str, Any]
    hints: int = 0
    hint_cost: Decimal = Decimal()
    tries: int = 0
    try_cost: Decimal = Decimal()

    def as_json(self) -> dict[str, Any]:
        """As Grade.items keeps it; points as text, so that no cent is lost."""
        item = {
            "slot": self.slot,
            "points": str(self.points),
            "max_points": str(self.max_points),
            "outcome": self.outcome,
            "feedback": list(self.feedback),
            "parts": dict(self.parts),
        }
        if self.hints:
            item |= {"hints": self.hints, "hint_cost": str(self.hint_cost)}
        if self.tries > 1:
            item |= {"tries": self.tries, "try_cost": str(self.try_cost)}
        return item


@dataclass(frozen=True, slots=True)
class Result:
    """A graded attempt."""

    items: tuple[GradedItem, ...]
    score: Decimal
    max_score: Decimal
    passed: bool

    @property
    def waiting(self) -> list[int]:
        """The slots that a person has yet to mark."""
        return [item.slot for item in self.items if item.outcome == "waiting"]


def grade_snapshot(
    slots: Sequence[SlotToGrade],
    snapshot: Mapping[str, Value],
    *,
    pass_mark: int,
    markings: Mapping[int, PersonMark] | None = None,
    try_penalty: int | None = None,
) -> Result:
    """`snapshot` is {slot id as text: value}, HINTS and TRIES; a slot without value is blank.
    `markings` are {slot id: what a person gave it}; `try_penalty` is percent of the points for
    each further try, None where there was one try only.

    Points are rounded to cents, half up, slot by slot; their sum is never below 0; passing needs
    `pass_mark` percent.
    """
    hints: Mapping[str, int] = snapshot.get(HINTS) or {}
    tries: Mapping[str, Sequence[Value]] = snapshot.get(TRIES) or {}
    given = markings or {}
    items = tuple(
        _grade(
            slot,
            snapshot.get(str(slot.slot)),
            hints=hints.get(str(slot.slot), 0),
            marking=given.get(slot.slot),
            tries=() if try_penalty is None else tries.get(str(slot.slot), ()),
            try_penalty=try_penalty or 0,
        )
        for slot in slots
    )
    score = max(sum((item.points for item in items), Decimal()), Decimal())
    max_score = sum((item.max_points for item in items), Decimal())
    return Result(items, score, max_score, passed=score * 100 >= max_score * pass_mark)


def _grade(
    slot: SlotToGrade,
    value: Value,
    *,
    hints: int,
    marking: PersonMark | None,
    tries: Sequence[Value],
    try_penalty: int,
) -> GradedItem:
    found = grader(slot.kind)(slot.spec, value)
    if marking is not None and found.outcome == "waiting":
        found = _by_person(found, slot.points, marking)
    mark = with_outcome(slot.spec, found)
    tried = all_tries(tries, value)
    best = best_of_tries(slot, tried, penalty=try_penalty) if tried else mark.fraction
    whole = _points(slot, best)
    points = _points(slot, without_hints(slot.spec, best, hints)) if hints else whole
    return GradedItem(
        slot=slot.slot,
        points=points,
        max_points=slot.points,
        outcome=mark.outcome,
        feedback=mark.feedback,
        parts=mark.parts,
        hints=hints,
        hint_cost=whole - points,
        tries=len(tried),
        try_cost=max(_points(slot, mark.fraction) - whole, Decimal()),
    )


def _points(slot: SlotToGrade, fraction: Decimal) -> Decimal:
    return (slot.points * fraction).quantize(CENT, ROUND_HALF_UP)


def all_tries(checked: Sequence[Value], value: Value) -> list[Value]:
    """Each answer that counts as a try: those checked, and the last one unless it is among them as
    the last; a question that was emptied again is no try."""
    if not checked:
        return []
    return [*checked] if value is None or value == checked[-1] else [*checked, value]


def best_of_tries(slot: SlotToGrade, tried: Sequence[Value], *, penalty: int) -> Decimal:
    """The fraction of the try that earned most, each later one `penalty` percent less than the one
    before; what it costs takes nothing below 0, and nobody loses by trying again."""
    fractions = (grader(slot.kind)(slot.spec, value).fraction for value in tried)
    return max(
        max(fraction - Decimal(penalty * before) / 100, min(fraction, Decimal()))
        for before, fraction in enumerate(fractions)
    )


def _by_person(waiting: Mark, most: Decimal, marking: PersonMark) -> Mark:
    parts = {**waiting.parts, "levels": dict(marking.levels), "comment": marking.comment}
    return mark_for(marking.points / most if most else Decimal(), list(waiting.feedback), parts)
