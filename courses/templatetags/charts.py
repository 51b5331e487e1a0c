"""Charts as SVG of our own, each with its data as a table (built in: no {% load %} needed).

Sizes and places are SVG attributes, since the site's policy allows no inline style.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django import template

register = template.Library()

SPARK_WIDTH = 120
SPARK_HEIGHT = 28
SPARK_MARGIN = 3
HEAT_STEPS = 4


@dataclass(frozen=True, slots=True)
class Bar:
    """One row of a bar chart; `length` is its share of a full bar, 0 to 100."""

    name: str
    value: float
    length: float


@register.inclusion_tag("parts/bar_chart.html")
def bar_chart(
    rows: Iterable[tuple[str, float]], *, label: str, unit: str = "", top: float | None = None
) -> dict[str, object]:
    """A table with a bar in each row; `top` is the value of a full bar (else the greatest)."""
    pairs = [(str(name), float(value)) for name, value in rows]
    most = top or max((value for _, value in pairs), default=0) or 1
    bars = [Bar(name, value, bar_length(value, most)) for name, value in pairs]
    return {"bars": bars, "label": label, "unit": unit}


def bar_length(value: float, most: float) -> float:
    return round(min(100.0, max(0.0, 100 * value / most)), 1)


@register.inclusion_tag("parts/sparkline.html")
def sparkline(values: Sequence[float], *, label: str, unit: str = "") -> dict[str, object]:
    """A small line beside a figure, first value to last; the label says them in words."""
    numbers = [float(value) for value in values]
    points = spark_points(numbers)
    return {
        "numbers": numbers,
        "points": " ".join(f"{x},{y}" for x, y in points),
        "last": points[-1] if points else None,
        "label": label,
        "unit": unit,
        "width": SPARK_WIDTH,
        "height": SPARK_HEIGHT,
    }


def spark_points(values: Sequence[float]) -> list[tuple[float, float]]:
    """Places in the SVG; equal values lie on one middle line."""
    if not values:
        return []
    low, high = min(values), max(values)
    step = (SPARK_WIDTH - 2 * SPARK_MARGIN) / max(1, len(values) - 1)
    room = SPARK_HEIGHT - 2 * SPARK_MARGIN

    def height(value: float) -> float:
        share = (value - low) / (high - low) if high > low else 0.5
        return round(SPARK_HEIGHT - SPARK_MARGIN - share * room, 1)

    return [(round(SPARK_MARGIN + i * step, 1), height(v)) for i, v in enumerate(values)]


@register.inclusion_tag("parts/heat_map.html")
def heat_map(
    columns: Sequence[str],
    rows: Iterable[tuple[str, Sequence[float | None]]],
    *,
    label: str,
    top: float = 100,
    unit: str = "%",
) -> dict[str, object]:
    """A table whose cells darken with their value (0..`top`); None is an empty cell."""
    drawn = [
        (name, [(value, heat_step(value, top), column) for value, column in _pair(values, columns)])
        for name, values in rows
    ]
    return {"columns": columns, "rows": drawn, "label": label, "unit": unit}


def _pair(
    values: Sequence[float | None], columns: Sequence[str]
) -> Iterable[tuple[float | None, str]]:
    return zip(values, columns, strict=True)


def heat_step(value: float | None, top: float) -> int:
    """0 (nothing) to 4 (from four fifths of `top`)."""
    if value is None or top <= 0:
        return 0
    bounds = [top * step / (HEAT_STEPS + 1) for step in range(1, HEAT_STEPS + 2)]
    return sum(value >= low for low, _ in pairwise(bounds))
