"""A place in a picture. The value is {"x", "y"} in fractions, or {"region": id} from the list."""

import math
from collections.abc import Mapping
from typing import Any

from courses.quizzes.types.hotspot.regions import is_hit
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark


def grade(spec: Spec, value: Value) -> Mark:
    """Right in any region that is right, also where a wrong one lies over it."""
    if value is None:
        return blank(spec, {})
    region = region_of(spec, value)
    is_right = region is not None and region["correct"] is True
    own = region.get("feedback_html", "") if region else ""
    parts = {region["id"]: "right" if is_right else "wrong"} if region else {}
    return mark(ONE if is_right else ZERO, [own, spec.get("feedback_html", "")], parts)


def region_of(spec: Spec, value: Value) -> Mapping[str, Any] | None:
    """The region that was chosen or hit, a right one before others."""
    if not isinstance(value, Mapping):
        return None
    ordered = sorted(spec["regions"], key=lambda region: not region["correct"])
    if "region" in value:
        return next((region for region in ordered if region["id"] == value["region"]), None)
    x, y = _number(value.get("x")), _number(value.get("y"))
    if x is None or y is None:
        return None
    ratio = ratio_of(spec)
    return next((region for region in ordered if is_hit(region, x, y, ratio)), None)


def _number(value: Any) -> float | None:
    return value if type(value) in (int, float) and math.isfinite(value) else None


def ratio_of(spec: Spec) -> float:
    """The picture's height by its width; of one whose size is not known yet, the usual."""
    width, height = _number(spec.get("width")), _number(spec.get("height"))
    return height / width if width and height else 0.75
