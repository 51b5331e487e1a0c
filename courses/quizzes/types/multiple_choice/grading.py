"""Multiple choice: the value is the list of the chosen ids."""

from collections.abc import Callable, Collection
from dataclasses import replace
from decimal import Decimal

from courses.quizzes.types.choices import State, feedback_of, states
from courses.quizzes.types.shares import fraction
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark

Parts = dict[str, State]


def grade(spec: Spec, value: Value) -> Mark:
    if not value:
        return blank(spec, states(spec, ()))
    chosen = {v for v in value if isinstance(v, str)} if isinstance(value, list) else set()
    parts = states(spec, chosen)
    earned = _MARKINGS.get(spec.get("marking", ""), _all_or_nothing)(spec, parts)
    least = -ONE if spec.get("below_zero") else ZERO
    found = mark(max(earned, least), feedback_of(spec, chosen), parts)
    if found.outcome == "right" and "wrong" in parts.values():
        # All the points, for wrong choices cost nothing here; but not all of it was right.
        return replace(found, outcome="partly")
    return found


def _all_or_nothing(spec: Spec, parts: Parts) -> Decimal:
    found = parts.values()
    is_whole = "right" in found and "wrong" not in found and "missed" not in found
    return ONE if is_whole else ZERO


def _per_choice(spec: Spec, parts: Parts) -> Decimal:
    """Each wrong choice takes back what a right one gives.

    Without taking back, ticking every box would earn full marks.
    """
    right, wrong, keys = _counts(parts.values())
    return Decimal(right - wrong) / keys if keys else ZERO


def _per_right(spec: Spec, parts: Parts) -> Decimal:
    right, _wrong, keys = _counts(parts.values())
    return Decimal(right) / keys if keys else ZERO


def _with_penalty(spec: Spec, parts: Parts) -> Decimal:
    """`penalty` percent of the points for each wrong choice."""
    right, wrong, keys = _counts(parts.values())
    return (Decimal(right) / keys if keys else ZERO) - wrong * fraction(spec, "penalty")


def _weights(spec: Spec, parts: Parts) -> Decimal:
    """Of the weights above 0: three times 33.33 are all there is to earn, not 99.99 percent."""
    weights = {choice["id"]: fraction(choice, "weight") for choice in spec["choices"]}
    whole = sum((weight for weight in weights.values() if weight > 0), ZERO)
    chosen = [weight for name, weight in weights.items() if parts[name] in ("right", "wrong")]
    earned = sum((weight for weight in chosen if weight > 0), ZERO)
    return (earned / whole if whole else ZERO) + sum((w for w in chosen if w < 0), ZERO)


def _counts(found: Collection[State]) -> tuple[int, int, int]:
    """(right ones chosen, wrong ones chosen, right ones there are)."""
    listed = list(found)
    right, wrong = listed.count("right"), listed.count("wrong")
    return right, wrong, right + listed.count("missed")


_MARKINGS: dict[str, Callable[[Spec, Parts], Decimal]] = {
    "per_choice": _per_choice,
    "per_right": _per_right,
    "per_right_penalty": _with_penalty,
    "weights": _weights,
}
