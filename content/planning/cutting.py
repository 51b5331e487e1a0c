"""Passages in order, cut into lessons: the cuts that together cost least.

Where a heading begins a cut costs little, and leaving it out something; within a section that is
too long for one lesson a cut costs more, less where the subject turns. A lesson that is too short
costs more than any of these, one that has parts of two subjects more than that, and one that is
too long most: so the figures below say only which of several good ways is best.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Words of a lesson: 5 to 12 minutes, as sizes.minutes_for rounds them.
LEAST = 690
MOST = 1_850
BEST = 1_150
# A subject of its own that takes 3 minutes or more may stand alone; less costs more.
LEAST_ALONE = 350
_SHORT = 9.0
_VERY_SHORT = 25.0
_STRADDLES = 100.0
_LONG = 150.0
_CUT_AT_HEADING = 0.4
_CUT_WITHIN = 3.0
_TURN_HELPS = 1.8
_CUT_IN_LIST = 12.0
# Two sections in one lesson: of two chapters, of one chapter, of one sub-chapter, and so on.
_JOINED = (9.0, 4.5, 1.5, 0.8)
# Two subjects that speak of nothing alike cost so much more.
_STRANGERS = 12.0
# The second such border in a lesson costs so much more than the first, and so on.
_EACH_MORE = 0.3
# Words: what is shorter costs less to join, by so much.
_WEIGHTY = 350
_WITHIN = 99
# Places further back than this are beyond the longest lesson.
_MOST_PLACES = 2_000


@dataclass(frozen=True, slots=True)
class Unit:
    """A passage as cutting sees it. `section` is its id; `may_cut` says of the place before it
    "yes", "no" or "hard" (a list that can only be parted within); `turn` is how much the subject
    turns there, 0 to 1, less where a paragraph goes on from the one before it.

    `rank` is that of the highest heading that begins with it, 0 for a chapter; None for none.
    `alike`: how much the section that it begins speaks of the same as the one before, 0 to 1; 1
    where either is too small for a lesson.
    """

    passage: int
    section: int
    words: int
    may_cut: str = "yes"
    turn: float = 0.0
    rank: int | None = None
    alike: float = 1.0


def cut(units: Sequence[Unit]) -> list[list[Unit]]:
    """The units as lessons, in order, each unit in exactly one."""
    starts = [place for place, unit in enumerate(units) if place == 0 or unit.may_cut != "no"]
    words = [0]
    for unit in units:
        words.append(words[-1] + unit.words)
    weights = _weights(units, words)
    best: dict[int, tuple[float, int]] = {0: (0.0, 0)}
    for last, end in enumerate([*starts[1:], len(units)] if units else []):
        best[end] = min(
            _ways_to(end, starts[: last + 1][-_MOST_PLACES:], units, words, weights, best)
        )
    return _walked(units, best)


def _ways_to(
    end: int,
    starts: Sequence[int],
    units: Sequence[Unit],
    words: Sequence[int],
    weights: Sequence[float],
    best: dict[int, tuple[float, int]],
) -> Iterator[tuple[float, int]]:
    """(what all costs up to here, where the last lesson begins), for each place it may begin at.

    It reaches not much further than the longest lesson.
    """
    after = _rank(units[end]) if end < len(units) else 0
    joined, borders, crossed = 0.0, 0.0, _WITHIN
    for start in reversed(starts):
        size = words[end] - words[start]
        if start != starts[-1] and size > MOST + LEAST:
            return
        # What begins and ends lower than the heading it runs over has parts of two subjects.
        straddles = crossed < _WITHIN and max(_rank(units[start]) if start else 0, after) > crossed
        cost = best[start][0] + joined + _length_cost(size) + _STRADDLES * straddles
        yield cost + _cut_cost(units[start], is_first=start == 0), start
        joined += _joined(units[start]) * weights[start] * (1 + _EACH_MORE * borders)
        borders += weights[start]
        crossed = min(crossed, _rank(units[start]))


def _weights(units: Sequence[Unit], words: Sequence[int]) -> list[float]:
    """For each unit that a heading begins with, how much of a subject stands below: 0 to 1."""
    weights = [0.0] * len(units)
    waiting: list[int] = []
    ends = [*units, Unit(0, 0, 0, rank=0)]
    for place, unit in enumerate(ends):
        while unit.rank is not None and waiting and _rank(units[waiting[-1]]) >= unit.rank:
            start = waiting.pop()
            weights[start] = min((words[place] - words[start]) / _WEIGHTY, 1.0)
        if unit.rank is not None:
            waiting.append(place)
    return weights


def _rank(unit: Unit) -> int:
    """Of what begins with it; within a section nothing does."""
    return _WITHIN if unit.rank is None else unit.rank


def _joined(unit: Unit) -> float:
    """What it costs that no lesson begins where a heading stands."""
    if unit.rank is None:
        return 0.0
    return _JOINED[min(unit.rank, len(_JOINED) - 1)] + _STRANGERS * (1 - unit.alike)


def _cut_cost(unit: Unit, *, is_first: bool) -> float:
    if is_first:
        return 0.0
    if unit.rank is not None:
        return _CUT_AT_HEADING
    return (_CUT_IN_LIST if unit.may_cut == "hard" else _CUT_WITHIN) - _TURN_HELPS * unit.turn


def _length_cost(words: int) -> float:
    cost = ((words - BEST) / BEST) ** 2
    if words > MOST:
        return cost + _LONG * (1 + (words - MOST) / MOST)
    if words >= LEAST:
        return cost
    if words >= LEAST_ALONE:
        return cost + _SHORT * (LEAST - words) / (LEAST - LEAST_ALONE)
    return cost + _VERY_SHORT * (1 + (LEAST_ALONE - words) / LEAST_ALONE)


def _walked(units: Sequence[Unit], best: dict[int, tuple[float, int]]) -> list[list[Unit]]:
    lessons: list[list[Unit]] = []
    end = len(units)
    while end:
        start = best[end][1]
        lessons.append(list(units[start:end]))
        end = start
    return lessons[::-1]
