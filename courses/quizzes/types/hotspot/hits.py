"""What lies under a place of a picture. Pure."""

import math
from collections.abc import Mapping
from typing import Any

from courses.quizzes.types.hotspot.regions import is_hit
from courses.quizzes.types.values import Spec


def regions_at(spec: Spec, x: Any, y: Any, ratio: float) -> list[Mapping[str, Any]]:
    """The regions that a place lies in, right ones before others."""
    across, down = number_of(x), number_of(y)
    if across is None or down is None:
        return []
    ordered = sorted(spec["regions"], key=lambda region: not region["correct"])
    return [region for region in ordered if is_hit(region, across, down, ratio)]


def number_of(value: Any) -> float | None:
    return value if type(value) in (int, float) and math.isfinite(value) else None


def ratio_of(spec: Spec) -> float:
    """The picture's height by its width; of one whose size is not known yet, the usual."""
    width, height = number_of(spec.get("width")), number_of(spec.get("height"))
    return height / width if width and height else 0.75
