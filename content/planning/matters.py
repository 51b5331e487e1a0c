"""Stretches of several reports that tell of one matter: a project, a body, an instrument, an event.

They share pairs of neighbouring words that few other paragraphs have: what bears a name is called
by it each time, while what is only of the same kind is told in other words.
"""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from content.planning.cutting import MOST
from content.planning.strands import Strand
from content.terms.words import content_stems

# Of two paragraphs: the cosine of their pairs, and how many of these stand in both.
_ALIKE = 0.07
_LEAST_SHARED = 4
# Less alike where one tells of much else, too: then so much weight must be in both.
_PARTLY_ALIKE = 0.055
_LEAST_WEIGHT = 20.0
# A pair tells nothing of the few paragraphs of a small topic: it counts as if there were so many.
_FEW = 60
# Pairs that more paragraphs than this have bring none of them together, of which two must.
_RARE = 6
_LEAST_RARE = 2
# Of the words of the fullest account, the share from which on another report's is one, too.
_ACCOUNT = 0.5
_LAST = 10**6
# Times that a report names the year that it is on.
_LEAST_NAMED = 3
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")

# Two words by their numbers as one: a large topic has hundreds of thousands of pairs.
_BASE = 1 << 32
Pair = int


@dataclass(frozen=True, slots=True)
class _Paragraph:
    strand: int
    place: int
    pairs: frozenset[Pair]


@dataclass(frozen=True, slots=True)
class _Link:
    """Two strands, and the places in each of the paragraphs by which they are alike."""

    alike: float
    strands: tuple[int, int]
    places: tuple[int, int]


def matters_of(
    strands: Sequence[Strand], language: str, aside: Collection[int] = ()
) -> list[tuple[int, ...]]:
    """Groups of two places in `strands` or more, each in the order in which one tells them: the
    earlier report's account before the later one's, each report's own in its order, and behind
    them what is too short to be an account.

    Those `aside` are in none; none is longer than a lesson.
    """
    links = _links([*_paragraphs(strands, language, aside)])
    groups: dict[int, list[int]] = {}
    for link in links:
        one, other = (groups.get(place, [place]) for place in link.strands)
        both = [*one, *other]
        if one is not other and sum(strands[place].words for place in both) <= MOST:
            groups.update(dict.fromkeys(both, both))
    years = _years(strands)
    found = {id(group): group for group in groups.values()}
    return [tuple(_told(group, links, strands, years)) for group in found.values()]


def anchor_of(matter: Sequence[int], strands: Sequence[Strand]) -> int:
    """The strand that tells most of it, to which the others come."""
    return max(matter, key=lambda place: strands[place].words)


def _paragraphs(
    strands: Sequence[Strand], language: str, aside: Collection[int]
) -> Iterator[_Paragraph]:
    known: dict[str, int] = defaultdict(itertools.count().__next__)
    for number, strand in enumerate(strands):
        if number not in aside:
            for place, text in enumerate(strand.texts):
                row = [known[stem] for stem in content_stems(text, language)]
                pairs = (one * _BASE + two for one, two in itertools.pairwise(row))
                yield _Paragraph(number, place, frozenset(pairs))


def _links(paragraphs: Sequence[_Paragraph]) -> list[_Link]:
    """The likest first."""
    often = Counter(itertools.chain.from_iterable(one.pairs for one in paragraphs))
    many = max(len(paragraphs), _FEW)
    weights = [math.log(many / times) for times in range(1, max(often.values(), default=0) + 1)]

    @cache
    def length(place: int) -> float:
        return math.sqrt(sum(weights[often[pair] - 1] ** 2 for pair in paragraphs[place].pairs))

    found: list[_Link] = []
    for at, to in _candidates(paragraphs, often):
        one, other = paragraphs[at], paragraphs[to]
        shared = [weights[often[pair] - 1] for pair in one.pairs & other.pairs]
        if len(shared) < _LEAST_SHARED:
            continue
        alike = sum(weight**2 for weight in shared) / (length(at) * length(to))
        if _is_one_matter(alike, shared):
            found.append(_Link(alike, (one.strand, other.strand), (one.place, other.place)))
    return sorted(found, key=lambda link: (-link.alike, link.strands))


def _is_one_matter(alike: float, shared: Sequence[float]) -> bool:
    return alike >= _ALIKE or (alike >= _PARTLY_ALIKE and sum(shared) >= _LEAST_WEIGHT)


def _candidates(
    paragraphs: Sequence[_Paragraph], often: Mapping[Pair, int]
) -> Iterator[tuple[int, int]]:
    """Places of paragraphs of two strands that have rare pairs in common."""
    having: dict[Pair, list[int]] = defaultdict(list)
    for place, one in enumerate(paragraphs):
        for pair in one.pairs:
            if 1 < often[pair] <= _RARE:
                having[pair].append(place)
    shared = Counter(
        both for places in having.values() for both in itertools.combinations(places, 2)
    )
    for (at, to), times in shared.items():
        if times >= _LEAST_RARE and paragraphs[at].strand != paragraphs[to].strand:
            yield at, to


def _told(
    matter: Sequence[int],
    links: Sequence[_Link],
    strands: Sequence[Strand],
    years: Mapping[int, int],
) -> list[int]:
    """What others add to the fullest account stands in the order of what it is alike to there."""
    anchor = anchor_of(matter, strands)
    report, words = strands[anchor].section.report, strands[anchor].words
    # By report, what it says of the matter.
    told: Counter[int] = Counter()
    beside: dict[int, int] = {}
    for place in matter:
        told[strands[place].section.report] += strands[place].words
    for link in links:
        if anchor in link.strands:
            (one, other), (mine, its) = link.strands, link.places
            beside.setdefault(*((other, mine) if one == anchor else (one, its)))

    def order(place: int) -> tuple[int, bool, int, int]:
        own = strands[place].section.report
        is_account = own == report or told[own] >= _ACCOUNT * words
        year = years.get(own, 0) if is_account else _LAST
        return (year, own != report, beside.get(place, 0) if own != report else 0, place)

    return sorted(matter, key=order)


def _years(strands: Sequence[Strand]) -> dict[int, int]:
    """By report the year that it names most often; none where one of them names none so often."""
    named: dict[int, Counter[str]] = defaultdict(Counter)
    for strand in strands:
        named[strand.section.report].update(
            year for text in strand.texts for year in _YEAR.findall(text)
        )
    most = {
        report: max(years.items(), key=lambda one: (one[1], one[0]), default=("", 0))
        for report, years in named.items()
    }
    is_told = all(times >= _LEAST_NAMED for _, times in most.values())
    return {report: int(year) for report, (year, _) in most.items()} if is_told else {}
