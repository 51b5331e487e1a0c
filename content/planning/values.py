"""What planning works on: a report's sections in order, and modules of lessons made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NotRequired, TypedDict

# What stands before the first heading, or in an annex without one, has no row of its own.
OPENING = 0
ANNEX = -1
# Characters.
LONGEST_TITLE = 250


@dataclass(frozen=True, slots=True)
class PlanPassage:
    """A passage as far as planning needs it; `words` is its length."""

    id: int
    key: str
    words: int


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A heading with the passages that stand directly under it, footnotes left out.

    `id` is the heading's row; what stands under none has OPENING, ANNEX or, where passages of
    several reports stand side by side, `outside(report)`. `source` is the report's short name.
    """

    id: int
    level: int
    title: str
    part: str
    passages: tuple[PlanPassage, ...] = ()
    label: str = ""
    page: int | None = None
    first_paragraph: int | None = None
    last_paragraph: int | None = None
    report: int = 0
    source: str = ""

    @property
    def words(self) -> int:
        return sum(passage.words for passage in self.passages)


def outside(report: int, *, annex: bool) -> int:
    """The id of what stands under no heading of this report: below -1, no other has it."""
    return -2 * report - annex


def is_untitled(section: int) -> bool:
    """Whether this is the opening of a report, which has no heading to show."""
    return section == OPENING or (section < ANNEX and section % 2 == 0)


class Why(TypedDict):
    """What made the proposal draw a lesson so, with the figures that its sentence names."""

    kind: str
    words: NotRequired[int]
    limit: NotRequired[int]
    lessons: NotRequired[int]
    part: NotRequired[int]
    parts: NotRequired[int]
    turns: NotRequired[int]
    before: NotRequired[str]
    reason: NotRequired[str]
    reports: NotRequired[int]


class PlanTerm(TypedDict):
    """A word taken for the glossary; `passage` is the id of the one that says it, 0 for none."""

    term: str
    text: str
    passage: int


class PlanLesson(TypedDict):
    """`passages` is empty, or names those kept of a section that several lessons share.

    `why` is "", or a Why. Plans made before say "short" (neighbours put together) or "long"
    (a part of a long section). `terms` and `objectives` are what was taken of the proposals.
    `renamed`: somebody gave it its title, which no step changes.
    """

    id: str
    title: str
    sections: list[int]
    passages: list[int]
    why: str | Why
    terms: NotRequired[list[PlanTerm]]
    objectives: NotRequired[list[str]]
    renamed: NotRequired[bool]


class PlanModule(TypedDict):
    """`background` reading stands apart and becomes no lesson unless it is brought in.

    `spelled`: ways of writing a name and the one that the course has for them.
    """

    id: str
    title: str
    lessons: list[PlanLesson]
    background: NotRequired[bool]
    spelled: NotRequired[dict[str, str]]


class CannotPlan(Exception):
    """The step names something that is no longer in the plan."""


def passages_of(lesson: PlanLesson, sections: dict[int, PlanSection]) -> list[PlanPassage]:
    """The lesson's passages in the order in which it has its sections."""
    kept = set(lesson["passages"])
    found: list[PlanPassage] = []
    for section_id in lesson["sections"]:
        section = sections.get(section_id)
        if section is None:
            continue
        chosen = [passage for passage in section.passages if passage.id in kept]
        found += chosen or section.passages
    return found


def words_of(lesson: PlanLesson, sections: dict[int, PlanSection]) -> int:
    return sum(passage.words for passage in passages_of(lesson, sections))
