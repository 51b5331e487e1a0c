"""The order of what is said of an aspect: stretches of sections, under their titles where these
say something."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from content.planning.brief import brief
from content.planning.strands import Strand
from content.planning.values import PlanSection, is_untitled
from content.topics.aspects import is_empty, spoken
from content.topics.themes import themes_of

# Where nothing tells of an aspect, it is what is being done.
ANY = "action"
# Of the words of the fullest stretch, or of all under headings, what one needs to stand before it.
_LEAST_FIRST = 0.3
# Paragraphs under a heading that is worth showing.
_LEAST_HEADED = 2
# Characters: within a text a heading may be longer than a title.
_LONGEST_HEADING = 150


@dataclass(frozen=True, slots=True)
class Run:
    """Strands of one section; `heading` is "" where its title should not be shown. `joins`: it
    tells of the matter of the run before it, and is never parted from that."""

    section: PlanSection
    strands: tuple[Strand, ...]
    heading: str = ""
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Headings:
    """What must be known of a group to tell which of its sections' titles to show.

    `whole`: the paragraphs of each section that were chosen; `names`: those of topic and aspect.
    """

    aspect: str
    whole: Mapping[int, int]
    names: tuple[str, ...]
    language: str

    def of(self, strands: Sequence[Strand]) -> str:
        """The title of their section, where it stands for enough of them and says something
        new."""
        section = strands[0].section
        count = sum(one.paragraphs for one in strands)
        if count < _LEAST_HEADED or 2 * count < self.whole[section.id]:
            return ""
        # What is only being done may be of any aspect: there the report's own parts tell it apart.
        said = spoken(section.title, self.language)
        if said and self.aspect not in (*said, ANY):
            return ""
        *known, theme = themes_of([*self.names, section.title], self.language)
        return "" if theme in known else self.own_of(strands)

    def own_of(self, strands: Sequence[Strand]) -> str:
        """The title of their section as it is shown, "" where it says nothing."""
        section = strands[0].section
        if is_untitled(section.id) or is_empty(section.title, self.language):
            return ""
        return brief(section.title, _LONGEST_HEADING, language=self.language)


def runs_of(
    headings: Headings, strands: Sequence[Strand], told: Mapping[int, int]
) -> tuple[Run, ...]:
    """Sections in their order, those without a heading first, for what follows one is under it.
    What several tell of one matter (`told`, by the first passage of each) is one stretch."""
    stretches = [
        _stretch(headings, list(own))
        for _, own in groupby(strands, key=lambda one: _matter_or_section(one, told))
    ]
    plain = [one for one in stretches if not one[0].heading]
    headed = [one for one in stretches if one[0].heading]
    if headings.aspect == ANY and _is_stray(plain, headed):
        own = [headings.own_of(one[0].strands) for one in plain]
        if all(own):
            # Under a heading of its own, little as it is: it would open what it says nothing of.
            headed += [
                [replace(one[0], heading=title), *one[1:]]
                for one, title in zip(plain, own, strict=True)
            ]
            plain = []
    leading = _to_begin_with(plain)
    if leading is None and plain and headed:
        # Nothing can stand before the first heading: then there is none.
        headed, plain = [], [[replace(run, heading="") for run in one] for one in stretches]
        leading = _to_begin_with(plain)
    if leading is not None:
        plain = [leading, *(one for one in plain if one is not leading)]
    if len(stretches) == 1:
        plain, headed = [[replace(run, heading="") for run in stretches[0]]], []
    return tuple(run for one in (*plain, *headed) for run in one)


def _is_stray(plain: Sequence[list[Run]], headed: Sequence[list[Run]]) -> bool:
    """Whether all that is under no heading is little beside what is under one."""
    return sum(map(_words, plain)) < _LEAST_FIRST * sum(map(_words, headed))


def _words(stretch: Sequence[Run]) -> int:
    return sum(strand.words for run in stretch for strand in run.strands)


def _to_begin_with(stretches: Sequence[list[Run]]) -> list[Run] | None:
    """The first that goes on from nothing, unless it is little beside the fullest of them."""
    free = [one for one in stretches if not one[0].strands[0].lean]
    words = [_words(one) for one in free]
    worthy = (one for one, own in zip(free, words, strict=True) if own >= _LEAST_FIRST * max(words))
    return next(worthy, None)


def _matter_or_section(strand: Strand, told: Mapping[int, int]) -> tuple[bool, int]:
    matter = told.get(first_of(strand))
    return (True, matter) if matter is not None else (False, strand.section.id)


def _stretch(headings: Headings, strands: Sequence[Strand]) -> list[Run]:
    """A run for each section, the first under its heading."""
    runs: list[Run] = []
    for _, own in groupby(strands, key=lambda one: one.section.id):
        together = tuple(own)
        if runs:
            runs.append(Run(together[0].section, together, joins=True))
        else:
            together = _leading(together)
            runs.append(Run(together[0].section, together, headings.of(together)))
    return runs


def first_of(strand: Strand) -> int:
    return strand.passages[0].passage.id


def _leading(strands: tuple[Strand, ...]) -> tuple[Strand, ...]:
    """In their order, but that what adds to another ("In addition") is not the first."""
    first = next((one for one in strands if not one.lean), strands[0])
    return (first, *(one for one in strands if one is not first))
