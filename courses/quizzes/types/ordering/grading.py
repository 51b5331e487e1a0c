"""Ordering: the value is the list of item ids as they were placed, null at a place left open.

Three ways to mark it, named as in Moodle:
- exact: every item in its place, or nothing;
- relative: the share of neighbours that follow each other as they should, of n - 1;
- longest run: how many items stand in the right order among themselves, gaps between them
  allowed, of n. One item alone is no run.
"""

from bisect import bisect_left
from collections.abc import Collection, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from courses.quizzes.types.values import ONE, ZERO, Mark, Spec, Value, blank, mark

Places = Sequence[int | None]  # the right index of the item at each place, None where it is open


def grade(spec: Spec, value: Value) -> Mark:
    ids = [item["id"] for item in spec["items"]]
    if not value:
        return blank(spec, dict.fromkeys(ids, "missed"))
    places = _places(ids, value)
    fraction, well = _MARKINGS.get(spec.get("marking", ""), _exact)(places)
    placed = {place for place in places if place is not None}
    parts = {
        item: _state(is_well=index in well, is_placed=index in placed)
        for index, item in enumerate(ids)
    }
    return mark(fraction, [spec.get("feedback_html", "")], parts)


def _state(*, is_well: bool, is_placed: bool) -> str:
    if is_well:
        return "right"
    return "wrong" if is_placed else "missed"


def _places(ids: Sequence[str], value: Any) -> Places:
    """What is no order of the items is an order of none."""
    nowhere: Places = [None] * len(ids)
    if not isinstance(value, list) or len(value) != len(ids):
        return nowhere
    placed = [item for item in value if item is not None]
    if not all(isinstance(item, str) for item in placed) or len(set(placed)) < len(placed):
        return nowhere
    index = {item: number for number, item in enumerate(ids)}
    known = all(item in index for item in placed)
    return [index.get(item) for item in value] if known else nowhere


def _exact(places: Places) -> tuple[Decimal, Collection[int]]:
    well = {index for index, place in enumerate(places) if place == index}
    return (ONE if len(well) == len(places) else ZERO), well


def right_pairs(ids: Sequence[str], value: Value) -> list[tuple[int, int]]:
    """The neighbours that follow each other as they should, as right indexes."""
    return _followers(_places(ids, value))


def _followers(places: Places) -> list[tuple[int, int]]:
    return [
        (before, after)
        for before, after in pairwise(places)
        if before is not None and after == before + 1
    ]


def _relative(places: Places) -> tuple[Decimal, Collection[int]]:
    follows = _followers(places)
    well = {index for pair in follows for index in pair}
    return Decimal(len(follows)) / max(len(places) - 1, 1), well


def _longest_run(places: Places) -> tuple[Decimal, Collection[int]]:
    run = longest_rising([place for place in places if place is not None])
    if len(run) < 2:
        return ZERO, ()
    return Decimal(len(run)) / len(places), run


def longest_rising(numbers: Sequence[int]) -> list[int]:
    """The longest part of distinct numbers that rises; the others are left out."""
    ends: list[int] = []  # ends[k]: the smallest number that a rising part of k + 1 ends with
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    run: list[int] = []
    last = ends[-1] if ends else None
    while last is not None:
        run.append(last)
        last = before[last]
    return run[::-1]


_MARKINGS = {"exact": _exact, "relative": _relative, "longest_run": _longest_run}
