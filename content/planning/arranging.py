"""What several reports say of a topic, put in the order in which one teaches it: by aspects.

Nothing here depends on how lessons were cut, so that a lesson changed by hand is arranged alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from content.planning.bodies import SourcePassage
from content.planning.matters import anchor_of, matters_of
from content.planning.runs import ANY, Headings, Run, first_of, runs_of
from content.planning.strands import Strand, strands_of
from content.planning.values import PlanSection
from content.topics.aspects import Spoken, aspects, spoken
from content.topics.tagging import tags
from content.topics.terms import topics

# An aspect that all speak of tells nothing apart: the share of its weight that it loses then.
_COMMON_LOSES = 0.6
_MANY = 8
# What a heading says of an aspect, beside what is said under it.
_HEADING = 0.75
_MOST_LENT = 2.0
# Of a weight below, a strand is of no aspect.
_ENOUGH = 0.5
# Words of a group that stands by itself.
_LEAST_GROUP = 150
_NEARLY = 0.25
_KEPT = ("asked",)
_NEVER_SHOWN = 10**9
# The share of a heading that is the topic's own terms, from which on it says nothing else.
_ALL_BUT = 0.35


@dataclass(frozen=True, slots=True)
class Group:
    """All that is said of an aspect; `words` are those of the texts that say so."""

    aspect: str
    runs: tuple[Run, ...]
    words: tuple[str, ...] = ()

    @property
    def strands(self) -> list[Strand]:
        return [strand for run in self.runs for strand in run.strands]


def arranged(
    sections: Sequence[PlanSection],
    texts: Mapping[int, SourcePassage],
    language: str,
    topic: str,
) -> list[Group]:
    """Every passage in exactly one group, in the order of the aspects; `topic` is its key."""
    language = language.partition("-")[0]
    strands = strands_of(sections, texts, language)
    said = _weighed(strands, language, topic)
    chosen = _chosen(strands, said)
    asked = {place for place, aspect in enumerate(chosen) if aspect in _KEPT}
    matters = matters_of(strands, language, aside=asked)
    chosen = _gathered(strands, chosen, matters)
    # What is left of a group that lost a part may be too small in its turn.
    for _ in range(2):
        chosen = _without_small(strands, said, chosen)
    chosen = _gathered(strands, _led(strands, said, chosen), matters)
    names = _names(language, topic)
    groups: dict[str, list[Strand]] = defaultdict(list)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for place in _ordered(strands, matters):
        strand, own, aspect = strands[place], said[place], chosen[place]
        groups[aspect].append(strand)
        # How something is asked for says nothing of what is.
        if aspect in own and aspect not in _KEPT:
            words[aspect].update(own[aspect].words)
    whole = Counter(one.section.id for one in strands for _ in range(one.paragraphs))
    told = {first_of(strands[one]): number for number, each in enumerate(matters) for one in each}
    bare = {one.section.id for one in strands if _says_no_more(one.section.title, language, topic)}
    whole.update(dict.fromkeys(bare, _NEVER_SHOWN))
    return [
        Group(
            key,
            runs_of(
                Headings(key, whole, (*names, aspects()[key].name(language)), language),
                groups[key],
                told,
            ),
            tuple(word for word, _ in words[key].most_common()),
        )
        for key in aspects()
        if key in groups
    ]


def _gathered(
    strands: Sequence[Strand], chosen: Sequence[str], matters: Sequence[Sequence[int]]
) -> list[str]:
    """What tells of one matter stands under one aspect, that of most of it."""
    found = list(chosen)
    for matter in matters:
        words: Counter[str] = Counter()
        for place in matter:
            words[chosen[place]] += strands[place].words
        [(aspect, _)] = words.most_common(1)
        for place in matter:
            found[place] = aspect
    return found


def _ordered(strands: Sequence[Strand], matters: Sequence[Sequence[int]]) -> list[int]:
    """Their places, those of a matter in a row where most of it stands."""
    others = {place for matter in matters for place in matter}
    at = {anchor_of(matter, strands): matter for matter in matters}
    return [
        one
        for place in range(len(strands))
        if place in at or place not in others
        for one in at.get(place, (place,))
    ]


def _weighed(strands: Sequence[Strand], language: str, topic: str) -> list[dict[str, Spoken]]:
    """Of each strand its aspects; one that all others speak of too counts for less."""
    known = {key for key, one in aspects().items() if topic not in one.excluded}
    found = [_said(strand, known, language) for strand in strands]
    often = Counter(key for own in found for key, one in own.items() if one.weight >= 1)
    lost = {
        key: _COMMON_LOSES * count / len(strands)
        for key, count in often.items()
        # What weighs less from the start is thereby held down already.
        if len(strands) >= _MANY and aspects()[key].weight == 1
    }
    return [
        {key: Spoken(one.weight * (1 - lost.get(key, 0.0)), one.words) for key, one in own.items()}
        for own in found
    ]


def _said(strand: Strand, known: Collection[str], language: str) -> dict[str, Spoken]:
    """Of several paragraphs, what at least half of them say most of; else what is being done."""
    found = [_of_text(text, strand, known, language) for text in strand.texts]
    if len(found) == 1:
        return found[0]
    bests = Counter(_best(own) for own in found)
    best, count = bests.most_common(1)[0]
    if not best or 2 * count < len(found):
        return {ANY: Spoken(float(len(found)), ())}
    words = [word for own in found if best in own for word in own[best].words]
    return {best: Spoken(float(len(found)), tuple(dict.fromkeys(words)))}


def _of_text(text: str, strand: Strand, known: Collection[str], language: str) -> dict[str, Spoken]:
    """The heading says something of it, too."""
    own, heading = spoken(text, language), spoken(strand.section.title, language)
    nothing = Spoken(0.0, ())
    found = {}
    for key in {*own, *heading} & {*known}:
        said = own.get(key, nothing)
        lent = _HEADING * min(heading.get(key, nothing).weight, _MOST_LENT)
        found[key] = Spoken(said.weight + lent, said.words)
    return found


def _chosen(strands: Sequence[Strand], said: Sequence[dict[str, Spoken]]) -> list[str]:
    """The aspect of each: its heaviest, else that of what stands before or behind it."""
    found = [_best(own) for own in said]
    for place, strand in enumerate(strands):
        if strand.follows and not found[place]:
            found[place] = found[place - 1]
    for place in range(len(strands) - 2, -1, -1):
        if not found[place] and strands[place + 1].section.id == strands[place].section.id:
            found[place] = found[place + 1]
    return [one or ANY for one in found]


def _best(own: Mapping[str, Spoken]) -> str:
    best = max(sorted(own), key=lambda key: own[key].weight, default="")
    return best if _of(own, best) >= _ENOUGH else ""


def _of(own: Mapping[str, Spoken], aspect: str) -> float:
    return own[aspect].weight if aspect in own else 0.0


def _without_small(
    strands: Sequence[Strand], said: Sequence[dict[str, Spoken]], chosen: list[str]
) -> list[str]:
    """What is too little for a heading of its own goes where it says nearly as much."""
    words: Counter[str] = Counter()
    count: Counter[str] = Counter()
    for strand, aspect in zip(strands, chosen, strict=True):
        words[aspect] += strand.words
        count[aspect] += strand.paragraphs
    large = {key for key, count in words.items() if count >= _LEAST_GROUP or key in _KEPT}
    found = []
    for place, (own, aspect) in enumerate(zip(said, chosen, strict=True)):
        # By its own words: a heading alone would draw all that stands under it.
        other = _best({key: one for key, one in own.items() if key in large and one.words})
        is_near = other and _of(own, other) >= _NEARLY * _of(own, aspect)
        if aspect not in large and not is_near:
            other, is_near = _beside(place, strands, chosen, large), True
        found.append(other if aspect not in large and is_near else aspect)
    return found


def _beside(
    place: int, strands: Sequence[Strand], chosen: Sequence[str], large: Collection[str]
) -> str:
    """The aspect of what stands next to it in its section, else what most others have."""
    for at in (place - 1, place + 1):
        is_near = 0 <= at < len(strands) and strands[at].section.id == strands[place].section.id
        if is_near and chosen[at] in large:
            return chosen[at]
    others = [aspect for aspect in chosen if aspect in large and aspect not in _KEPT]
    return ANY if ANY in others or not others else Counter(others).most_common(1)[0][0]


def _led(
    strands: Sequence[Strand], said: Sequence[dict[str, Spoken]], chosen: list[str]
) -> list[str]:
    """No aspect begins with what goes on from a paragraph that is not here."""
    found = list(chosen)
    leading = {one for one, other in zip(found, strands, strict=True) if not other.lean}
    for place, strand in enumerate(strands):
        if not strand.lean or found[place] in leading:
            continue
        others = {key: one for key, one in said[place].items() if key in leading}
        best = max(sorted(others), key=lambda key: others[key].weight, default="")
        found[place] = best or found[place]
    return found


def _says_no_more(title: str, language: str, topic: str) -> bool:
    """Whether a heading is little more than the name of the topic."""
    own = [tag for tag in tags(title, language) if tag.topic == topic]
    said = sum(one.end - one.start for tag in own for one in tag.evidence)
    return said >= _ALL_BUT * len(title)


def _names(language: str, topic: str) -> list[str]:
    return [topics()[topic].name(language)] if topic in topics() else []
