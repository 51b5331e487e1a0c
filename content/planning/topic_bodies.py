"""A lesson of a course on one topic as it is read: under its aspects, in their order."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from content.capitals import with_capital
from content.planning.arranging import Group
from content.planning.strands import Placed
from content.planning.values import PlanLesson, PlanPassage
from content.topics.aspects import aspects

_ASPECT, _SECTION = 1, 2


@dataclass(frozen=True, slots=True)
class Portion:
    """Passages of one section under a heading of `level` 1 or 2, "" for none."""

    heading: str
    level: int
    report: int
    passages: tuple[PlanPassage, ...]


def is_as_grouped(lesson: PlanLesson) -> bool:
    """Whether the lesson holds what the proposal put into it: one that a person shaped is told in
    that person's order, under the reports' own headings."""
    why = lesson["why"]
    return not isinstance(why, str)


def portions(groups: Sequence[Group], kept: Collection[int], language: str) -> list[Portion]:
    """Of the passages with the ids `kept`; an aspect alone in its lesson needs no heading."""
    held = [group for group in groups if any(_of(group, kept))]
    found: list[Portion] = []
    for group in held:
        name = aspects()[group.aspect].name(language) if len(held) > 1 else ""
        found += _of_group(group, kept, with_capital(name))
    return found


def _of_group(group: Group, kept: Collection[int], name: str) -> Iterator[Portion]:
    is_headed = len({one.section.id for one in _of(group, kept)}) > 1
    for run in group.runs:
        own = [one for strand in run.strands for one in strand.passages if one.passage.id in kept]
        heading = run.heading if is_headed else ""
        if own and name and heading:
            yield Portion(name, _ASPECT, run.section.report, ())
        if own:
            passages = tuple(one.passage for one in own)
            level = _SECTION if heading else _ASPECT
            yield Portion(heading or name, level, run.section.report, passages)
            name = ""


def _of(group: Group, kept: Collection[int]) -> Iterator[Placed]:
    return (one for strand in group.strands for one in strand.passages if one.passage.id in kept)
