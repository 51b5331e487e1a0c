"""Paragraphs of a course that tell much the same under two headings: one matter, told twice."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from content.planning.bodies import SourcePassage
from content.planning.strands import Placed, paragraphs_of
from content.planning.values import PlanSection
from content.terms.words import content_stems
from content.topics.aspects import spoken

# Of the shorter one's pairs of neighbouring words, the share that stands in the longer one too.
_TOLD_AGAIN = 0.3
_LEAST_SHARED = 6
# A name that both have is one stretch of words; what is told again is told in several, or whole.
_LEAST_STRETCHES = 2
_WHOLE = 0.8
# Pairs that more paragraphs than this have are phrases of the trade.
_RARE = 6
# What is asked for repeats what is told, and should.
_ASKED = "asked"

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    """`id` is its first passage; `pairs` in the order of its text."""

    id: int
    section: int
    pairs: tuple[Pair, ...]


def told_twice(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage], language: str
) -> list[tuple[int, int]]:
    """The first passages of two paragraphs each, in their order; those of one section are told in
    one go, and are none."""
    language = language.partition("-")[0]
    paragraphs = list(_paragraphs(sections, texts, language))
    often = Counter(pair for one in paragraphs for pair in set(one.pairs))
    return [
        (one.id, other.id)
        for one, other in _having_in_common(paragraphs, often)
        if one.section != other.section and _is_told_again(one, other, often)
    ]


def _paragraphs(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage], language: str
) -> Iterator[_Paragraph]:
    for placed in paragraphs_of(sections, texts):
        text = _text(placed, texts)
        if not _asks(text, language):
            pairs = tuple(itertools.pairwise(content_stems(text, language)))
            yield _Paragraph(placed[0].passage.id, placed[0].section.id, pairs)


def _text(placed: Iterable[Placed], texts: Mapping[int, SourcePassage]) -> str:
    return " ".join(texts[one.passage.id].text for one in placed if one.passage.id in texts)


def _asks(text: str, language: str) -> bool:
    said = spoken(text, language)
    return max(said, key=lambda key: said[key].weight, default="") == _ASKED


def _having_in_common(
    paragraphs: Sequence[_Paragraph], often: Mapping[Pair, int]
) -> Iterator[tuple[_Paragraph, _Paragraph]]:
    """Those that have enough pairs in common which few others have."""
    having: dict[Pair, list[int]] = {}
    for place, one in enumerate(paragraphs):
        for pair in set(one.pairs):
            if 1 < often[pair] <= _RARE:
                having.setdefault(pair, []).append(place)
    shared = Counter(
        both for places in having.values() for both in itertools.combinations(places, 2)
    )
    for at, to in sorted(both for both, times in shared.items() if times >= _LEAST_SHARED):
        yield paragraphs[at], paragraphs[to]


def _is_told_again(one: _Paragraph, other: _Paragraph, often: Mapping[Pair, int]) -> bool:
    both = {pair for pair in {*one.pairs} & {*other.pairs} if often[pair] <= _RARE}
    shorter = min(one.pairs, other.pairs, key=len)
    share = sum(pair in both for pair in shorter) / len(shorter)
    if share >= _WHOLE:
        return True
    stretches = min(_stretches(one, both), _stretches(other, both))
    return share >= _TOLD_AGAIN and stretches >= _LEAST_STRETCHES


def _stretches(one: _Paragraph, both: set[Pair]) -> int:
    """In how many places what is shared stands, however long it is there."""
    is_shared = [pair in both for pair in one.pairs]
    return sum(here and not before for before, here in itertools.pairwise([False, *is_shared]))
