"""Matching: the value is {pair id: option id}. Each pair earns its share."""

from decimal import Decimal

from courses.quizzes.types.values import Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    given = value if isinstance(value, dict) else {}
    parts = {p["id"]: _state(p["option"], given.get(p["id"])) for p in spec["pairs"]}
    if not value:
        return blank(spec, parts)
    right = list(parts.values()).count("right")
    return mark(Decimal(right) / len(parts), [spec.get("feedback_html", "")], parts)


def _state(key: str, option: object) -> str:
    if not option:
        return "missed"
    return "right" if option == key else "wrong"
