"""What the workbench shows. Neither its queries nor its page grow with the report."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from content.planning.holdings import held_by
from content.planning.places import is_background
from content.planning.sizes import LONGEST_LESSON, SHORTEST_LESSON, minutes_for
from content.planning.values import (
    PlanLesson,
    PlanModule,
    PlanPassage,
    PlanSection,
    passages_of,
)
from content.queries import sections_for_passages, sections_for_planning
from courses.authoring.models import ImportPlan
from courses.authoring.plans.looking import Look
from courses.authoring.plans.paragraphs import place_of
from courses.authoring.plans.why import why_said
from courses.people.models import User

# A plan of more lessons shows those of one module at a time, a module of more a stretch of them.
LESSONS_AT_ONCE = 40


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson on the right. `number` is "2.1", or "Background 1"; `headings` counts the sections
    that it has passages of; `made_of` are those whose whole headings its title does not say."""

    lesson: PlanLesson
    number: str
    passages: tuple[PlanPassage, ...]
    sources: tuple[str, ...]
    is_first: bool = False
    is_last: bool = False
    starts_module: bool = False
    headings: int = 1
    made_of: tuple[str, ...] = ()

    @property
    def words(self) -> int:
        return sum(passage.words for passage in self.passages)

    @property
    def ids(self) -> list[int]:
        return [passage.id for passage in self.passages]

    @property
    def place(self) -> str:
        """ "paras. 8–12"; of several reports or without numbers, how many passages."""
        place = place_of([passage.key for passage in self.passages])
        if place and len(self.sources) < 2:
            return place
        n = len(self.passages)
        return ngettext("%(n)s passage", "%(n)s passages", n) % {"n": n}

    @property
    def minutes(self) -> int:
        return minutes_for(self.words)

    @property
    def is_short(self) -> bool:
        """Unless a person made it so, or its reason says it already."""
        why = self.lesson["why"]
        kind = why if isinstance(why, str) else why["kind"]
        return self.minutes < SHORTEST_LESSON and kind not in ("", "too_short")

    @property
    def is_long(self) -> bool:
        return self.minutes > LONGEST_LESSON

    @property
    def why(self) -> str:
        return why_said(self.lesson["why"])


@dataclass(frozen=True, slots=True)
class ModuleRow:
    """`shown` are the lessons in sight: none of a module that is closed."""

    module: PlanModule
    number: int
    lessons: tuple[LessonRow, ...]
    shown: tuple[LessonRow, ...]
    is_first: bool
    is_last: bool

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)

    @property
    def later(self) -> int | None:
        """Where the next stretch of its lessons begins, when it is open and there is one."""
        end = self.lessons.index(self.shown[-1]) + 1 if self.shown else len(self.lessons)
        return end if end < len(self.lessons) else None

    @property
    def earlier(self) -> int | None:
        start = self.lessons.index(self.shown[0]) if self.shown else 0
        return max(start - LESSONS_AT_ONCE, 0) if start else None


@dataclass(frozen=True, slots=True)
class Workbench:
    """`numbers` is {passage id: number of the lesson that holds it}."""

    plan: ImportPlan
    sections: tuple[PlanSection, ...]
    modules: tuple[ModuleRow, ...]
    background: tuple[LessonRow, ...]
    numbers: dict[int, str]

    @property
    def rows(self) -> list[LessonRow]:
        return [row for module in self.modules for row in module.lessons]

    @property
    def lessons(self) -> int:
        return len(self.rows)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def words(self) -> int:
        return sum(row.words for row in self.rows)

    @property
    def unlike(self) -> int:
        """Lessons that are shorter or longer than one wants them."""
        return sum(row.is_short or row.is_long for row in self.rows)

    @property
    def left_out_words(self) -> int:
        every = (one for section in self.sections for one in section.passages)
        return sum(one.words for one in every if one.id not in self.numbers)

    def lesson(self, lesson_id: str) -> LessonRow | None:
        rows = [*self.rows, *self.background]
        return next((row for row in rows if row.lesson["id"] == lesson_id), None)

    def section(self, section_id: int | None) -> PlanSection | None:
        return next((one for one in self.sections if one.id == section_id), None)


def plans_for(user: User) -> QuerySet[ImportPlan]:
    """One's own; an administrator sees everybody's."""
    plans = ImportPlan.objects.select_related("report", "course").order_by("-updated_at")
    return plans if user.is_administrator else plans.filter(owner=user)


def sections_for(plan: ImportPlan) -> tuple[PlanSection, ...]:
    """The sections that the plan is made from; two or three queries, whatever their number."""
    if plan.passages or plan.report is None:
        return sections_for_passages(plan.passages)
    return sections_for_planning(plan.report)


def workbench(plan: ImportPlan, look: Look, *, at: str = "") -> Workbench:
    """Two or three queries beside the plan's own, whatever the report's size.

    `at` is the lesson or module that something was done to: it is among those in sight.
    """
    sections = sections_for(plan)
    by_id = {section.id: section for section in sections}
    taught = [module for module in plan.modules if not is_background(module)]
    rows = [
        _lesson_rows(module, number, len(taught), by_id) for number, module in enumerate(taught, 1)
    ]
    apart = [lesson for one in plan.modules if is_background(one) for lesson in one["lessons"]]
    background = _background(apart, by_id)
    return Workbench(
        plan,
        sections,
        tuple(_in_sight(taught, rows, look, at)),
        background,
        _numbers([*(row for module in rows for row in module), *background]),
    )


def _background(
    lessons: Sequence[PlanLesson], sections: dict[int, PlanSection]
) -> tuple[LessonRow, ...]:
    return tuple(
        _lesson_row(lesson, _("Background %(n)s") % {"n": number}, sections)
        for number, lesson in enumerate(lessons, 1)
    )


def _numbers(rows: Iterable[LessonRow]) -> dict[int, str]:
    return {passage.id: row.number for row in rows for passage in row.passages}


def _lesson_rows(
    module: PlanModule, number: int, modules: int, sections: dict[int, PlanSection]
) -> tuple[LessonRow, ...]:
    last = len(module["lessons"])
    return tuple(
        replace(
            _lesson_row(lesson, f"{number}.{index}", sections),
            is_first=number == index == 1,
            is_last=number == modules and index == last,
            starts_module=index == 1,
        )
        for index, lesson in enumerate(module["lessons"], 1)
    )


def _lesson_row(lesson: PlanLesson, number: str, sections: dict[int, PlanSection]) -> LessonRow:
    named = dict.fromkeys(sections[one].source for one in lesson["sections"] if one in sections)
    held = [sections[one].title for one, own in held_by(lesson, sections).items() if own]
    title = lesson["title"].casefold()
    made_of = tuple(one for one in held if one.casefold() not in title)
    passages = tuple(passages_of(lesson, sections))
    return LessonRow(lesson, number, passages, tuple(named), headings=len(held), made_of=made_of)


def _in_sight(
    modules: Sequence[PlanModule], rows: Sequence[tuple[LessonRow, ...]], look: Look, at: str
) -> Iterable[ModuleRow]:
    """All lessons of a plan that is not large, else a stretch of those of one module."""
    is_large = sum(len(own) for own in rows) > LESSONS_AT_ONCE
    opened = _opened(modules, look, at)
    for number, (module, own) in enumerate(zip(modules, rows, strict=True), 1):
        shown = own
        if is_large:
            shown = _stretch(own, look, at) if module["id"] == opened else ()
        yield ModuleRow(module, number, own, shown, number == 1, number == len(modules))


def _opened(modules: Sequence[PlanModule], look: Look, at: str) -> str:
    """The module that something was done to, the one asked for, else the first."""
    for module in modules:
        if at and at in (module["id"], *(lesson["id"] for lesson in module["lessons"])):
            return module["id"]
    ids = [module["id"] for module in modules]
    return look.module if look.module in ids or not ids else ids[0]


def _stretch(rows: tuple[LessonRow, ...], look: Look, at: str) -> tuple[LessonRow, ...]:
    ids = [row.lesson["id"] for row in rows]
    start = min(look.first, len(rows) - 1)
    if at in ids and not start <= ids.index(at) < start + LESSONS_AT_ONCE:
        start = ids.index(at) // LESSONS_AT_ONCE * LESSONS_AT_ONCE
    return rows[start : start + LESSONS_AT_ONCE]
