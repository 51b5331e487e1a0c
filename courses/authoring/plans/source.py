"""The left of the workbench: the report's outline in parts, and a section's text, page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from content.models import Passage
from content.planning.tree import stands_below
from content.planning.values import PlanSection
from courses.authoring.plans.looking import Look
from courses.authoring.plans.paragraphs import place_of

# Rows of the outline, and passages of a text, that are sent at once.
OUTLINE_PART = 120
TEXT_PART = 40
UNUSED_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A section; `places` are the numbers of the lessons that have some of it, `free` the words
    that none has. `below` are (words used, words free) of it and all below it."""

    section: PlanSection
    places: tuple[str, ...]
    free: int
    is_open: bool
    below: tuple[int, int]

    @property
    def paragraphs(self) -> str:
        """ "paras. 8–12", or those that were chosen of it; "" where nothing is numbered."""
        return place_of([one.key for one in self.section.passages])

    @property
    def taken(self) -> bool:
        return bool(self.places)

    @property
    def is_partly(self) -> bool:
        return bool(self.places and self.free)

    @property
    def may_take(self) -> bool:
        return self.below[1] > 0

    @property
    def may_skip(self) -> bool:
        return self.below[0] > 0

    @property
    def depth(self) -> int:
        return min(self.section.level, 5)


@dataclass(frozen=True, slots=True)
class OutlinePart:
    """A stretch of a long outline, named by its first and last pages where it has them."""

    number: int
    first: str
    last: str
    pages: tuple[int, int] | None
    is_here: bool


@dataclass(frozen=True, slots=True)
class PassageRow:
    """A passage of the open text; `place` is the number of the lesson that has it, or ""."""

    passage: Passage
    place: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class Text:
    """A stretch of a section's text: passages `start` to `end` (from 1) of `count`."""

    section: PlanSection
    rows: tuple[PassageRow, ...]
    start: int
    end: int
    count: int

    @property
    def earlier(self) -> int | None:
        return max(self.start - 1 - TEXT_PART, 0) if self.start > 1 else None

    @property
    def later(self) -> int | None:
        return self.end if self.end < self.count else None


@dataclass(frozen=True, slots=True)
class Outline:
    rows: tuple[OutlineRow, ...]
    parts: tuple[OutlinePart, ...]
    count: int


def outline_of(sections: Sequence[PlanSection], numbers: dict[int, str], look: Look) -> Outline:
    """`numbers` is {passage id: number of the lesson that holds it}."""
    here = _part_of(sections, look)
    below = _below(sections, numbers)
    rows = tuple(
        _row(sections[at], numbers, look, below[at])
        for at in range(here * OUTLINE_PART, min((here + 1) * OUTLINE_PART, len(sections)))
    )
    parts = [sections[at : at + OUTLINE_PART] for at in range(0, len(sections), OUTLINE_PART)]
    named = [_part(part, number, number == here) for number, part in enumerate(parts)]
    return Outline(rows, tuple(named) if len(named) > 1 else (), len(sections))


def unused_sections(
    sections: Sequence[PlanSection], numbers: dict[int, str]
) -> list[tuple[PlanSection, int]]:
    """The first sections of which words are in no lesson, and how many words."""
    free = (
        (one, sum(passage.words for passage in one.passages if passage.id not in numbers))
        for one in sections
    )
    return list(islice((pair for pair in free if pair[1]), UNUSED_AT_ONCE))


def _part_of(sections: Sequence[PlanSection], look: Look) -> int:
    """The part asked for; the one with the open section where none is."""
    last = max(len(sections) - 1, 0) // OUTLINE_PART
    ids = [section.id for section in sections]
    if not look.part and look.section in ids:
        return ids.index(look.section) // OUTLINE_PART
    return min(max(look.part - 1, 0), last)


def _below(sections: Sequence[PlanSection], numbers: dict[int, str]) -> list[tuple[int, int]]:
    """(words used, words free) of each section with all that stand below it, in one pass."""
    counted: list[tuple[int, int]] = [(0, 0)] * len(sections)
    above: list[int] = []
    for at, section in enumerate(sections):
        while above and not stands_below(section, sections[above[-1]]):
            above.pop()
        above.append(at)
        used = sum(one.words for one in section.passages if one.id in numbers)
        free = section.words - used
        for one in above:
            counted[one] = (counted[one][0] + used, counted[one][1] + free)
    return counted


def _row(
    section: PlanSection, numbers: dict[int, str], look: Look, below: tuple[int, int]
) -> OutlineRow:
    places = dict.fromkeys(numbers[one.id] for one in section.passages if one.id in numbers)
    free = sum(one.words for one in section.passages if one.id not in numbers)
    return OutlineRow(section, tuple(places), free, section.id == look.section, below)


def _part(sections: Sequence[PlanSection], number: int, is_here: bool) -> OutlinePart:
    pages = [section.page for section in sections if section.page]
    return OutlinePart(
        number + 1,
        sections[0].title,
        sections[-1].title,
        (min(pages), max(pages)) if pages else None,
        is_here,
    )


def text_of_section(
    section: PlanSection, numbers: dict[int, str], look: Look, ticked: Sequence[int]
) -> Text:
    """The stretch that is looked at. One query."""
    count = len(section.passages)
    at = min(look.at, max(count - 1, 0))
    ids = [one.id for one in section.passages[at : at + TEXT_PART]]
    found = Passage.objects.select_related("report").in_bulk(ids)
    rows = [PassageRow(found[pk], numbers.get(pk, ""), pk in ticked) for pk in ids if pk in found]
    return Text(section, tuple(rows), at + 1 if count else 0, at + len(ids), count)
