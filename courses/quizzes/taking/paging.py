"""PURE: which questions of an attempt stand on which page."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Spot:
    """One question's place: the key of its section, and the stimulus that it refers to."""

    section: str = ""
    stimulus: int | None = None


def pages_of(spots: Sequence[Spot], per_page: int | None) -> list[range]:
    """The places (from 0) on each page, in order; `per_page` None: all on one.

    A section begins a page. Questions on one stimulus stay together where a page holds them all.
    There is always a first page.
    """
    if not per_page or len(spots) <= 1:
        return [range(len(spots))]
    starts = []
    for run in _runs(spot.section for spot in spots):
        starts += _starts(spots, run, per_page)
    return [range(*pair) for pair in zip(starts, [*starts[1:], len(spots)], strict=True)]


def _starts(spots: Sequence[Spot], section: range, per_page: int) -> list[int]:
    """Where the pages of one section begin."""
    starts = [section.start]
    for group in _groups(spots, section):
        room = starts[-1] + per_page - group.start
        if room < len(group) <= per_page:
            starts.append(group.start)
            continue
        starts += range(starts[-1] + per_page, group.stop, per_page)
    return starts


def _groups(spots: Sequence[Spot], section: range) -> list[range]:
    """What stays together: a question without a stimulus stands for itself."""
    return _runs([spots[place].stimulus or -place - 1 for place in section], section.start)


def _runs(keys: Iterable[Hashable], start: int = 0) -> list[range]:
    """Where equal neighbours stand."""
    found = []
    for _key, members in groupby(keys):
        found.append(range(start, start + len(list(members))))
        start = found[-1].stop
    return found
