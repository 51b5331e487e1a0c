"""Categorise: the value is {item id: category id}, NOWHERE for what belongs to none of them.

Each item earns its share. With "penalty" each wrong one takes as much back, never below zero;
with "all_or_nothing" every item must be right. An item left open is not right, nor wrong.
"""

from collections.abc import Mapping
from decimal import Decimal

from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark

NOWHERE = "*"  # can be no id


def grade(spec: Spec, value: Value) -> Mark:
    given = value if isinstance(value, Mapping) else {}
    parts = {item["id"]: _state(item["category"], given.get(item["id"])) for item in spec["items"]}
    if not value:
        return blank(spec, parts)
    found = list(parts.values())
    marking, number = spec.get("marking", ""), len(found)
    fraction = _fraction(marking, found.count("right"), found.count("wrong"), number)
    return mark(fraction, [spec.get("feedback_html", "")], parts)


def _state(key: str, category: object) -> str:
    if not category:
        return "missed"
    return "right" if category == key else "wrong"


def _fraction(marking: str, right: int, wrong: int, number: int) -> Decimal:
    if marking == "all_or_nothing":
        return ONE if right == number else ZERO
    earned = max(right - wrong, 0) if marking == "penalty" else right
    return Decimal(earned) / number
