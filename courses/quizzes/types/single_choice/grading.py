"""Single choice: the value is the id of the chosen choice."""

from decimal import Decimal

from courses.quizzes.types.choices import feedback_of, states
from courses.quizzes.types.shares import fraction
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    if value is None:
        return blank(spec, states(spec, ()))
    chosen = {value} if isinstance(value, str) else set()
    earned = next((_worth(spec, c) for c in spec["choices"] if c["id"] in chosen), ZERO)
    return mark(earned, feedback_of(spec, chosen), states(spec, chosen))


def _worth(spec: Spec, choice: Spec) -> Decimal:
    """The key is worth all; another its own weight, else what a wrong choice costs here."""
    if choice["correct"]:
        return ONE
    cost = fraction(spec, "penalty")
    return fraction(choice, "weight", -cost if cost else ZERO)
