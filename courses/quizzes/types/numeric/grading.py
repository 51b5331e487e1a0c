"""Numeric: the value is the text that was typed; how it is read depends on the language."""

from decimal import Decimal

from courses.quizzes.types.numeric.numbers import NotANumber, parse_number
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    typed = value if isinstance(value, str) else ""
    if not typed.strip():
        return blank(spec, {"read": None})
    number = read(spec, typed)
    is_right = number is not None and _is_near(spec, number)
    parts = {"read": None if number is None else str(number)}
    return mark(ONE if is_right else ZERO, [spec.get("feedback_html", "")], parts)


def read(spec: Spec, typed: str) -> Decimal | None:
    try:
        return parse_number(typed, spec.get("language", ""), spec.get("unit", ""))
    except NotANumber:
        return None


def _is_near(spec: Spec, number: Decimal) -> bool:
    return abs(number - Decimal(spec["value"])) <= Decimal(spec.get("tolerance") or 0)
