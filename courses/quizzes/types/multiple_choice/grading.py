"""Multiple choice: the value is the list of the chosen ids."""

from decimal import Decimal

from courses.quizzes.types.choices import State, feedback_of, states
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    if not value:
        return blank(spec, states(spec, ()))
    chosen = {v for v in value if isinstance(v, str)} if isinstance(value, list) else set()
    parts = states(spec, chosen)
    return mark(_fraction(spec, list(parts.values())), feedback_of(spec, chosen), parts)


def _fraction(spec: Spec, found: list[State]) -> Decimal:
    """All or nothing; or, per choice, each wrong choice takes back what a right one gives.

    Without taking back, ticking every box would earn full marks.
    """
    right, wrong, missed = (found.count(s) for s in ("right", "wrong", "missed"))
    if spec.get("marking") != "per_choice":
        return ONE if right and not wrong and not missed else ZERO
    keys = right + missed
    return max(Decimal(right - wrong) / keys, ZERO) if keys else ZERO
