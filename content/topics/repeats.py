"""Passages that say nearly the same: found once, however often reports repeat themselves."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from functools import reduce

from content.topics.words import folded, word_pattern

# Of all pairs of neighbouring words in two passages, the share that stands in both.
ALIKE = 0.6
# In fewer pairs one other word is another meaning ("trained judges in Kenya"): all must be there.
FEW_PAIRS = 12
# A passage is held against so many of those it shares its rarest words with: the work grows
# with the passages, also where each begins with the words of all the others.
MOST_COMPARED = 10
# Characters of a passage that are looked at; a table of many pages is known by its beginning.
MOST_LOOKED_AT = 6_000
_FIGURES = re.compile(r"\d+")


def folded_repeats(texts: Sequence[str], language: str) -> list[list[int]]:
    """Groups of places in `texts`, each with the first that says it, then those like it.

    Every place stands in exactly one group; groups are in the order of their first. Figures do
    not count: last year's sentence with this year's figures is a repeat.
    """
    marked = _marked(texts, language)
    groups: dict[int, list[int]] = {}
    same: dict[tuple[int, ...], int] = {}
    leaders: dict[int, list[int]] = {}
    for place, one in enumerate(marked):
        leader = same.get(one.shared) if one.is_all_shared else None
        if leader is None and one.length >= FEW_PAIRS:
            leader = _like(one, leaders, marked)
        if one.is_all_shared:
            same.setdefault(one.shared, place if leader is None else leader)
        if leader is not None:
            groups[leader].append(place)
            continue
        groups[place] = [place]
        for mark in one.rarest:
            with_mark = leaders.setdefault(mark, [])
            if len(with_mark) < MOST_COMPARED:
                with_mark.append(place)
            else:
                one.unlisted += 1
    return list(groups.values())


class _Marked:
    """A text by its marks: how many it has, and the numbers of those that others have, too, the
    rarest of all first. `unlisted` counts those by which it is not found, for others are."""

    __slots__ = ("among", "length", "rarest", "shared", "unlisted")

    def __init__(self, shared: tuple[int, ...], length: int) -> None:
        self.shared, self.length, self.unlisted = shared, length, 0
        self.among = frozenset(shared)
        # Two texts alike enough share one of these.
        self.rarest = shared[: max(len(shared) - int(ALIKE * length) + 1, 0)]

    @property
    def is_all_shared(self) -> bool:
        return len(self.shared) == self.length

    @property
    def others(self) -> int:
        """How many are not among the rarest."""
        return len(self.shared) - len(self.rarest)

    def likeness(self, other: _Marked, both: int) -> float:
        return both / (self.length + other.length - both)


def _like(one: _Marked, leaders: dict[int, list[int]], marked: Sequence[_Marked]) -> int | None:
    """The leader that is most like it, if any is alike enough."""
    with_marks = [leaders[mark] for mark in one.rarest if mark in leaders]
    shared = Counter(itertools.chain.from_iterable(with_marks))
    best, found = ALIKE, None
    for place in sorted(shared, key=shared.__getitem__, reverse=True)[:MOST_COMPARED]:
        other = marked[place]
        # What both have counts for both among the rarest, or for one among the others: enough to
        # know most that are unlike, without a look at all that they have.
        at_most = shared[place] + other.unlisted + max(one.others, other.others)
        if one.likeness(other, at_most) < ALIKE:
            continue
        likeness = one.likeness(other, len(one.among & other.among))
        if likeness > best or (found is None and likeness == best):
            best, found = likeness, place
    return found


def _marked(texts: Sequence[str], language: str) -> list[_Marked]:
    """Marks are pairs of neighbouring words; in Chinese three characters."""
    words = _Words(language)
    rows = [words.row_of(text[:MOST_LOOKED_AT]) for text in texts]
    runs = [words.runs(row, 3 if language == "zh" else 2) for row in rows]
    often = Counter(itertools.chain.from_iterable(runs))
    # Of those as rare, the one that stands first: the same texts give the same groups.
    ranked = sorted((run for run, times in often.items() if times > 1), key=often.__getitem__)
    ranks = {run: rank for rank, run in enumerate(ranked, 1)}
    return [
        _Marked(tuple(sorted(filter(None, map(ranks.get, of_one)))), len(of_one)) for of_one in runs
    ]


class _Words(dict[str, int]):
    """A number from 1 for each word, without case, accents and figures."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._find = word_pattern(language).findall
        self._has_spaces = language != "zh"
        self._plain: dict[str, int] = {}
        self._pieces: dict[str, tuple[int, ...]] = {}

    def __missing__(self, word: str) -> int:
        plain = _FIGURES.sub("0", folded(word))
        self[word] = number = self._plain.setdefault(plain, len(self._plain) + 1)
        return number

    def row_of(self, text: str) -> list[int]:
        if not self._has_spaces or "\n" in text:
            return list(map(self.__getitem__, self._find(text)))
        known, row = self._pieces, list[int]()
        for piece in text.split():
            found = known.get(piece)
            if found is None:
                found = known[piece] = tuple(map(self.__getitem__, self._find(piece)))
            row += found
        return row

    def runs(self, row: Sequence[int], together: int) -> list[int]:
        """Of each run of so many words one number, each once, in the order of the text; of fewer
        words, of all of them. Not before every text has its row."""
        # No word is 0, so that numbers written in this base are as unlike as the runs.
        base = len(self._plain) + 1
        found = row
        for ahead in range(1, together):
            found = [run * base + one for run, one in zip(found, row[ahead:], strict=False)]
        return list(dict.fromkeys(found)) or [reduce(lambda run, one: run * base + one, row, 0)]
