"""Numeric: the value is the text that was typed; how it is read depends on the language."""

from decimal import Decimal
from typing import Any

from courses.quizzes.types.numeric.numbers import NotANumber
from courses.quizzes.types.numeric.units import Quantity, read_quantity
from courses.quizzes.types.shares import fraction
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    typed = value if isinstance(value, str) else ""
    if not typed.strip():
        return blank(spec, {"read": None})
    general = spec.get("feedback_html", "")
    found = read(spec, typed)
    if found is None:
        return mark(ZERO, [general], {"read": None})
    parts: dict[str, Any] = {"read": str(found.number)}
    share, feedback = ONE, ""
    if not _is_right(spec, found.number):
        share, feedback = _other(spec, found.number, parts)
    if found.unit != "known":
        share, parts["unit"] = share * fraction(spec, "unit_share"), found.unit
    return mark(share, [feedback, general], parts)


def read(spec: Spec, typed: str) -> Quantity | None:
    try:
        return read_quantity(spec, typed)
    except NotANumber:
        return None


def _is_right(spec: Spec, number: Decimal) -> bool:
    """From `value` (to `to`, in a range), and as far beyond as is tolerated."""
    low = Decimal(spec["value"])
    high = Decimal(spec["to"]) if "to" in spec else low
    beyond = Decimal(spec.get("tolerance") or 0)
    if not spec.get("is_percent"):
        return low - beyond <= number <= high + beyond
    return low - abs(low) * beyond / 100 <= number <= high + abs(high) * beyond / 100


def _other(spec: Spec, number: Decimal, parts: dict[str, Any]) -> tuple[Decimal, str]:
    """(share, feedback) of the first other number or range in which this one is."""
    for index, row in enumerate(spec.get("answers", ())):
        low = Decimal(row["from"])
        if low <= number <= (Decimal(row["to"]) if row["to"] else low):
            parts["answers"] = index
            return fraction(row, "share"), row.get("feedback_html", "")
    return ZERO, ""
