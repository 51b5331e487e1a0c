"""Cloze: the value is {gap id: what was typed or the option's id}.

Each gap earns its weight's share of what its own sort gives: short text, numeric, one right choice.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from courses.quizzes.types.numeric.grading import grade as grade_number
from courses.quizzes.types.short_text.grading import grade as grade_text
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    given = value if isinstance(value, Mapping) else {}
    gaps, language = spec["gaps"], spec.get("language", "")
    if not value:
        return blank(spec, {gap["id"]: "missed" for gap in gaps})
    earned, parts = ZERO, dict[str, str]()
    for gap in gaps:
        fraction = _fraction(gap, given.get(gap["id"]), language)
        parts[gap["id"]] = _state(fraction)
        earned += max(fraction or ZERO, ZERO) * gap["weight"]
    total = sum(gap["weight"] for gap in gaps)
    return mark(earned / total, [spec.get("feedback_html", "")], parts)


def _fraction(gap: Mapping[str, Any], given: object, language: str) -> Decimal | None:
    """None where the gap was left open."""
    if not isinstance(given, str) or not given.strip():
        return None
    if gap["sort"] == "select":
        return ONE if any(o["id"] == given and o["correct"] for o in gap["options"]) else ZERO
    grade_one = grade_number if gap["sort"] == "number" else grade_text
    return grade_one({**gap["key"], "language": language}, given).fraction


def said_to(gap: Mapping[str, Any], given: object, language: str) -> str:
    """The HTML that the gap says to this very answer; "" for nothing."""
    if not isinstance(given, str) or not given.strip():
        return ""
    if gap["sort"] == "select":
        chosen = [option for option in gap["options"] if option["id"] == given]
        return "".join(str(option.get("feedback_html", "")) for option in chosen)
    said = gap.get("by_answer", ())
    key = {**gap["key"], "language": language}
    if gap["sort"] == "number":
        found = said if grade_number(key, given).fraction > ZERO else gap.get("otherwise", ())
        return "".join(row["feedback_html"] for row in found)
    place = grade_text(key, given).parts["matched"]
    if place is None:
        return "".join(row["feedback_html"] for row in gap.get("otherwise", ()))
    answer = key["accepted"][place]
    return next((row["feedback_html"] for row in said if row["answer"] == answer), "")


def _state(fraction: Decimal | None) -> str:
    if fraction is None:
        return "missed"
    return "right" if fraction >= ONE else "partly" if fraction > ZERO else "wrong"
