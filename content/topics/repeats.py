"""Passages that say nearly the same: found once, however often reports repeat themselves."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence

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
    marks = _marks(texts, language)
    groups: dict[int, list[int]] = {}
    same: dict[tuple[int, ...], int] = {}
    leaders: dict[int, list[int]] = {}
    sets = [frozenset(of_one) for of_one in marks]
    for place, of_one in enumerate(marks):
        leader = same.get(of_one)
        rarest = of_one[: len(of_one) - int(ALIKE * len(of_one)) + 1]
        if leader is None and len(of_one) >= FEW_PAIRS:
            leader = _like(sets[place], rarest, leaders, sets)
        same.setdefault(of_one, place if leader is None else leader)
        if leader is not None:
            groups[leader].append(place)
            continue
        groups[place] = [place]
        for mark in rarest:
            with_mark = leaders.setdefault(mark, [])
            if len(with_mark) < MOST_COMPARED:
                with_mark.append(place)
    return list(groups.values())


def _like(
    of_one: frozenset[int],
    rarest: Sequence[int],
    leaders: dict[int, list[int]],
    sets: Sequence[frozenset[int]],
) -> int | None:
    """The leader that is most like it, if any is alike enough."""
    with_marks = [leaders[mark] for mark in rarest if mark in leaders]
    shared = Counter(itertools.chain.from_iterable(with_marks))
    best, found = ALIKE, None
    for place, _ in shared.most_common(MOST_COMPARED):
        both = len(of_one & sets[place])
        likeness = both / (len(of_one) + len(sets[place]) - both)
        if likeness > best or (found is None and likeness == best):
            best, found = likeness, place
    return found


def _marks(texts: Sequence[str], language: str) -> list[tuple[int, ...]]:
    """Of each text its pairs of neighbouring words, as numbers, the rarest of all first.

    Two texts alike enough share one of their rarest; in Chinese three characters are a mark.
    """
    words = _Words()
    written = [_pairs(text, language, words) for text in texts]
    often = Counter(itertools.chain.from_iterable(written))
    # Of those as rare, the one that stands first: the same texts give the same groups.
    ranks = {pair: rank for rank, pair in enumerate(sorted(often, key=often.__getitem__))}
    return [tuple(sorted(map(ranks.__getitem__, of_one))) for of_one in written]


class _Words(dict[str, int]):
    """A number for each word, without case, accents and figures."""

    def __init__(self) -> None:
        super().__init__()
        self._plain: dict[str, int] = {}

    def __missing__(self, word: str) -> int:
        plain = _FIGURES.sub("0", folded(word))
        self[word] = number = self._plain.setdefault(plain, len(self._plain))
        return number


def _pairs(text: str, language: str, words: _Words) -> list[tuple[int, ...]]:
    """Each once, in the order of the text."""
    found = word_pattern(language).findall(text[:MOST_LOOKED_AT])
    row = list(map(words.__getitem__, found))
    after = [row[1:], row[2:]] if language == "zh" else [row[1:]]
    return list(dict.fromkeys(zip(row, *after, strict=False))) or [tuple(row)]
