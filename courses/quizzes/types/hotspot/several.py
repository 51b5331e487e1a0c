"""Several places to be found in one picture. Pure.

The value is {"places": [{"x", "y"} or {"region": id}, …]}, as many at most as there are right
regions: marks all over the picture would find them all.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from courses.quizzes.types.hotspot.hits import ratio_of, regions_at
from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark

ONE_PLACE = "one"
ALL, PER_PLACE, WITH_PENALTY = "all", "per_place", "per_place_penalty"
MARKINGS = (ONE_PLACE, ALL, PER_PLACE, WITH_PENALTY)
_PAIR = re.compile(r"\s*([^\s;]+)\s+([^\s;]+)\s*")


@dataclass(frozen=True, slots=True)
class Place:
    """One mark of an answer: where it stands or which region it names, the region it found, and
    whether that is "right", "wrong" or "again", found by an earlier mark."""

    number: int
    at: Mapping[str, Any]
    region: Mapping[str, Any] | None
    state: str


def is_several(spec: Spec) -> bool:
    return bool(spec.get("marking", ONE_PLACE) != ONE_PLACE)


def keys_of(spec: Spec) -> list[Mapping[str, Any]]:
    return [region for region in spec["regions"] if region["correct"] is True]


def places_in(value: Value) -> list[Mapping[str, Any]]:
    """The marks of an answer; a question that asked for one place until lately has one."""
    if not isinstance(value, Mapping):
        return []
    listed = value.get("places")
    if "places" not in value:
        return [value]
    return [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []


def placed(spec: Spec, value: Value) -> list[Place]:
    """Each mark with what it found; a right region is found once, by the first mark in it."""
    found: list[Place] = []
    taken: set[str] = set()
    for number, at in enumerate(places_in(value), 1):
        region, state = _found(_under(spec, at), taken)
        if state == "right" and region:
            taken.add(region["id"])
        found.append(Place(number, at, region, state))
    return found


def _under(spec: Spec, at: Mapping[str, Any]) -> Sequence[Mapping[str, Any]]:
    if "region" in at:
        return [region for region in spec["regions"] if region["id"] == at["region"]]
    return regions_at(spec, at.get("x"), at.get("y"), ratio_of(spec))


def _found(
    under: Sequence[Mapping[str, Any]], taken: set[str]
) -> tuple[Mapping[str, Any] | None, str]:
    keys = [region for region in under if region["correct"] is True]
    fresh = [region for region in keys if region["id"] not in taken]
    if fresh:
        return fresh[0], "right"
    if keys:
        return keys[0], "again"
    return (under[0] if under else None), "wrong"


def grade_several(spec: Spec, value: Value) -> Mark:
    """`parts` is {region id: "right" | "wrong"} of the regions that were found."""
    places = placed(spec, value)
    if not places:
        return blank(spec, {})
    right = sum(place.state == "right" for place in places)
    wrong = sum(place.state == "wrong" for place in places)
    parts = {
        place.region["id"]: "wrong" if place.state == "wrong" else "right"
        for place in places
        if place.region
    }
    said = dict.fromkeys(place.region.get("feedback_html", "") for place in places if place.region)
    fraction = _fraction(spec.get("marking", ALL), right, wrong, len(keys_of(spec)))
    return mark(fraction, [*said, spec.get("feedback_html", "")], parts)


def _fraction(marking: str, right: int, wrong: int, keys: int) -> Decimal:
    if marking == ALL:
        return ONE if right == keys and not wrong else ZERO
    earned = max(right - wrong, 0) if marking == WITH_PENALTY else right
    return Decimal(earned) / keys if keys else ZERO


# --- As text, for a form without a script ---------------------------------------------------


def places_in_percent(places: Sequence[Mapping[str, Any]]) -> str:
    """ "26.5 30; 40 12": across and down of each place."""
    pairs = [(one["x"], one["y"]) for one in places if "x" in one]
    return "; ".join(f"{round(x * 100, 2):g} {round(y * 100, 2):g}" for x, y in pairs)


def read_percent(text: str) -> list[tuple[str, str]] | None:
    """The pairs in such a text, None where it is something else."""
    found: list[tuple[str, str]] = []
    for part in text.split(";"):
        pair = _PAIR.fullmatch(part)
        if pair:
            found.append((pair[1].rstrip(","), pair[2]))
        elif part.strip():
            return None
    return found
