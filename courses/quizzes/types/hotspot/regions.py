"""PURE: regions of a picture. All numbers are fractions of the picture's width and height.

A region is {"shape", "place"}. A rectangle's place is [left, top, width, height]; a circle's
[middle across, middle down, radius as a fraction of the width]; a polygon's [across, down, …], its
corners in turn.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

SHAPES = ("rectangle", "circle", "polygon")
NUMBERS = {"rectangle": 4, "circle": 3}
LEAST_CORNERS = 3
MOST_CORNERS = 60
# A place typed in whole percent may lie on the very edge.
CLOSE = 1e-6

_BETWEEN = re.compile(r"[\s,;]+")


def is_hit(region: Mapping[str, Any], x: float, y: float, ratio: float) -> bool:
    """Whether a place lies in the region. `ratio`: the picture's height by its width."""
    place: list[float] = region["place"]
    if region["shape"] == "circle":
        across, down = x - place[0], (y - place[1]) * ratio
        return math.hypot(across, down) <= place[2] + CLOSE
    if region["shape"] == "polygon":
        return _is_within(corners(place), x, y)
    left, top, width, height = place
    in_width = left - CLOSE <= x <= left + width + CLOSE
    return in_width and top - CLOSE <= y <= top + height + CLOSE


def corners(place: Sequence[float]) -> list[tuple[float, float]]:
    return list(zip(place[::2], place[1::2], strict=True))


def _is_within(points: Sequence[tuple[float, float]], x: float, y: float) -> bool:
    """By counting how often a line to the right crosses the edges."""
    inside = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def middle(region: Mapping[str, Any]) -> tuple[float, float]:
    """Where a region's number is written."""
    place = region["place"]
    if region["shape"] == "rectangle":
        return place[0] + place[2] / 2, place[1] + place[3] / 2
    if region["shape"] == "circle":
        return place[0], place[1]
    points = corners(place)
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def is_shaped(shape: Any, place: Any) -> bool:
    """Whether the numbers can be a region of that shape, wherever it lies."""
    if shape not in SHAPES or not isinstance(place, list):
        return False
    if not all(type(number) in (int, float) and math.isfinite(number) for number in place):
        return False
    if shape == "polygon":
        return len(place) % 2 == 0 and LEAST_CORNERS <= len(place) / 2 <= MOST_CORNERS
    return len(place) == NUMBERS[shape] and all(number > 0 for number in place[2:])


def is_inside(shape: str, place: Sequence[float], ratio: float) -> bool:
    """Whether no part of the region lies outside the picture."""
    return all(-CLOSE <= edge <= 1 + CLOSE for edge in _edges(shape, place, ratio))


def _edges(shape: str, place: Sequence[float], ratio: float) -> list[float]:
    if shape == "rectangle":
        return [*place[:2], place[0] + place[2], place[1] + place[3]]
    if shape == "circle":
        (across, down, radius), high = place, place[2] / ratio
        return [across - radius, across + radius, down - high, down + high]
    return list(place)


def from_percent(text: str) -> list[float] | str:
    """ "10, 20, 30, 40" → [0.1, 0.2, 0.3, 0.4]; the text itself where it is no list of numbers."""
    try:
        return [round(float(part) / 100, 5) for part in _BETWEEN.split(text.strip(" ,;%\t\n"))]
    except ValueError:
        return text


def in_percent(place: Any) -> str:
    if not isinstance(place, list):
        return str(place or "")
    return ", ".join(f"{round(number * 100, 3):g}" for number in place)
