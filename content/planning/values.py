"""What planning works on: a report's sections in order, and modules of lessons made of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypedDict

# What stands before the first heading, or in an annex without one, has no row of its own.
OPENING = 0
ANNEX = -1


@dataclass(frozen=True, slots=True)
class PlanPassage:
    """A passage as far as planning needs it; `words` is its length."""

    id: int
    key: str
    words: int


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A heading with the passages that stand directly under it, footnotes left out."""

    id: int
    level: int
    title: str
    part: str
    passages: tuple[PlanPassage, ...] = ()
    label: str = ""
    page: int | None = None
    first_paragraph: int | None = None
    last_paragraph: int | None = None

    @property
    def words(self) -> int:
        return sum(passage.words for passage in self.passages)


class PlanLesson(TypedDict):
    """`passages` is empty, or names those kept of a section that several lessons share.

    `why` is "short" (neighbours put together), "long" (a part of a long section) or "".
    """

    id: str
    title: str
    sections: list[int]
    passages: list[int]
    why: str


class PlanModule(TypedDict):
    id: str
    title: str
    lessons: list[PlanLesson]


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
