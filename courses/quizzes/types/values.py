"""The values that grading takes and gives. Pure: no Django, no database, no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal

# A question in one language, as its kind's docstring lays it out; JSON.
Spec = Mapping[str, Any]
# What a learner answered; JSON, its shape is the kind's own. None is "not answered".
Value = Any

# "waiting": a person has yet to mark it. "noted": taken as it was given, for nothing is right or
# wrong about it.
Outcome = Literal["right", "partly", "wrong", "blank", "waiting", "noted"]

ONE = Decimal(1)
ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """What grading makes of one answer.

    `fraction` is -1…1 of the points, below 0 where the author takes points away for a wrong
    answer. `feedback` is sanitised HTML, the most specific first.
    `parts` says how each part (choice id, pair id, …) fared, for the review page.
    """

    fraction: Decimal
    outcome: Outcome
    feedback: tuple[str, ...] = ()
    parts: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {
            "fraction": str(self.fraction),
            "outcome": self.outcome,
            "feedback": list(self.feedback),
            "parts": dict(self.parts),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Mark":
        """Reads `as_json`, or an item of Grade.items (which carries points, no fraction)."""
        fraction = data.get("fraction")
        if fraction is None:
            most = Decimal(str(data.get("max_points") or 0))
            fraction = Decimal(str(data.get("points") or 0)) / most if most else ZERO
        return cls(
            Decimal(str(fraction)),
            data["outcome"],
            tuple(data.get("feedback") or ()),
            data.get("parts") or {},
        )


def mark(fraction: Decimal, feedback: list[str], parts: Mapping[str, Any]) -> Mark:
    """A Mark for an answer that was given; empty feedback is left out."""
    outcome: Outcome = "right" if fraction >= ONE else "wrong" if fraction <= ZERO else "partly"
    said = tuple(html for html in feedback if html)
    return Mark(min(max(fraction, -ONE), ONE), outcome, said, parts)


def blank(spec: Spec, parts: Mapping[str, Any]) -> Mark:
    """The Mark of a question that was left unanswered."""
    said = (spec["feedback_html"],) if spec.get("feedback_html") else ()
    return Mark(ZERO, "blank", said, parts)
