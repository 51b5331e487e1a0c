"""What several reports say of a topic, put in the order in which one teaches it: by aspects.

Nothing here depends on how lessons were cut, so that a lesson changed by hand is arranged alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from content.planning.bodies import SourcePassage
from content.planning.brief import brief
from content.planning.strands import Strand, strands_of
from content.planning.values import PlanSection, is_untitled
from content.topics.aspects import Spoken, aspects, is_empty, spoken
from content.topics.tagging import tags
from content.topics.terms import topics
from content.topics.themes import themes_of

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
# Of less one makes no group at all, nor of one paragraph that is too little for a group.
_TINY = 80
_NEARLY = 0.25
# Where nothing tells, it is what is being done.
ANY = "action"
_KEPT = ("asked",)
# Paragraphs under a heading that is worth showing.
_LEAST_HEADED = 2
# Characters: within a text a heading may be longer than a title.
_LONGEST_HEADING = 150
_NEVER_SHOWN = 10**9
# The share of a heading that is the topic's own terms, from which on it says nothing else.
_ALL_BUT = 0.35


@dataclass(frozen=True, slots=True)
class Run:
    """Strands of one section; `heading` is "" where its title should not be shown."""

    section: PlanSection
    strands: tuple[Strand, ...]
    heading: str = ""


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
    # What is left of a group that lost a part may be too small in its turn.
    for _ in range(2):
        chosen = _without_small(strands, said, chosen)
    chosen = _led(strands, said, chosen)
    names = _names(language, topic)
    groups: dict[str, list[Strand]] = defaultdict(list)
    words: dict[str, Counter[str]] = defaultdict(Counter)
    for strand, own, aspect in zip(strands, said, chosen, strict=True):
        groups[aspect].append(strand)
        # How something is asked for says nothing of what is.
        if aspect in own and aspect not in _KEPT:
            words[aspect].update(own[aspect].words)
    whole = Counter(one.section.id for one in strands for _ in range(one.paragraphs))
    bare = {one.section.id for one in strands if _says_no_more(one.section.title, language, topic)}
    whole.update(dict.fromkeys(bare, _NEVER_SHOWN))
    return [
        Group(
            key,
            _runs(key, groups[key], whole, [*names, aspects()[key].name(language)], language),
            tuple(word for word, _ in words[key].most_common()),
        )
        for key in aspects()
        if key in groups
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
        is_tiny = count[aspect] == 1 or words[aspect] < _TINY
        if aspect not in large and not is_near and is_tiny:
            other, is_near = _beside(place, strands, chosen, large), True
        found.append(other if aspect not in large and is_near else aspect)
    return found


def _beside(
    place: int, strands: Sequence[Strand], chosen: Sequence[str], large: Collection[str]
) -> str:
    """The aspect of what stands next to it in its section, else its own."""
    for at in (place - 1, place + 1):
        is_near = 0 <= at < len(strands) and strands[at].section.id == strands[place].section.id
        if is_near and chosen[at] in large:
            return chosen[at]
    return ANY if ANY in large else chosen[place]


def _led(
    strands: Sequence[Strand], said: Sequence[dict[str, Spoken]], chosen: list[str]
) -> list[str]:
    """No aspect begins with what goes on from a paragraph that is not here."""
    found = list(chosen)
    for place, strand in enumerate(strands):
        leading = {one for one, other in zip(found, strands, strict=True) if not other.lean}
        if not strand.lean or found[place] in leading:
            continue
        others = {key: one for key, one in said[place].items() if key in leading}
        best = max(sorted(others), key=lambda key: others[key].weight, default="")
        found[place] = best or found[place]
    return found


def _runs(
    aspect: str,
    strands: Sequence[Strand],
    whole: Mapping[int, int],
    names: Sequence[str],
    language: str,
) -> tuple[Run, ...]:
    """Sections in their order, those without a heading first, for what follows one is under it."""
    runs = []
    for _, own in groupby(strands, key=lambda strand: strand.section.id):
        together = _leading(tuple(own))
        runs.append(
            Run(together[0].section, together, _heading(aspect, together, whole, names, language))
        )
    plain = [run for run in runs if not run.heading]
    headed = [run for run in runs if run.heading]
    leading = next((run for run in plain if not run.strands[0].lean), None)
    if leading is None and plain and headed:
        # Nothing can stand before the first heading: then there is none.
        headed, plain = [], [Run(run.section, run.strands) for run in runs]
        leading = next((run for run in plain if not run.strands[0].lean), None)
    if leading is not None:
        plain = [leading, *(run for run in plain if run is not leading)]
    return (
        (*plain, *headed) if len(runs) > 1 else tuple(Run(one.section, one.strands) for one in runs)
    )


def _leading(strands: tuple[Strand, ...]) -> tuple[Strand, ...]:
    """In their order, but that what adds to another ("In addition") is not the first."""
    first = next((one for one in strands if not one.lean), strands[0])
    return (first, *(one for one in strands if one is not first))


def _heading(
    aspect: str,
    strands: Sequence[Strand],
    whole: Mapping[int, int],
    names: Sequence[str],
    language: str,
) -> str:
    """The title of their section, where it stands for enough of them and says something new."""
    section = strands[0].section
    count = sum(one.paragraphs for one in strands)
    if is_untitled(section.id) or count < _LEAST_HEADED or 2 * count < whole[section.id]:
        return ""
    *known, theme = themes_of([*names, section.title], language)
    said = spoken(section.title, language)
    if is_empty(section.title, language) or (said and aspect not in said):
        return ""
    return "" if theme in known else brief(section.title, _LONGEST_HEADING, language=language)


def _says_no_more(title: str, language: str, topic: str) -> bool:
    """Whether a heading is little more than the name of the topic."""
    own = [tag for tag in tags(title, language) if tag.topic == topic]
    said = sum(one.end - one.start for tag in own for one in tag.evidence)
    return said >= _ALL_BUT * len(title)


def _names(language: str, topic: str) -> list[str]:
    return [topics()[topic].name(language)] if topic in topics() else []
