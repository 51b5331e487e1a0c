"""What the workbench shows. Its queries do not grow with the report."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise

from django.db.models import QuerySet

from content.models import Passage
from content.planning.sizes import minutes_for
from content.planning.values import (
    PlanLesson,
    PlanModule,
    PlanPassage,
    PlanSection,
    passages_of,
)
from content.queries import sections_for_planning
from courses.authoring.models import ImportPlan
from courses.people.models import User

SNIPPET = 90


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """A section on the left; `places` are the numbers of the lessons that have it."""

    section: PlanSection
    places: tuple[str, ...]

    @property
    def taken(self) -> bool:
        return bool(self.places)

    @property
    def depth(self) -> int:
        return min(self.section.level, 5)


@dataclass(frozen=True, slots=True)
class LessonRow:
    """A lesson on the right. `number` is "2.1"; `first` and `last` are passage keys."""

    lesson: PlanLesson
    number: str
    words: int
    first: str
    last: str
    may_merge: bool
    starts_module: bool

    @property
    def minutes(self) -> int:
        return minutes_for(self.words)


@dataclass(frozen=True, slots=True)
class ModuleRow:
    module: PlanModule
    number: int
    lessons: tuple[LessonRow, ...]
    is_first: bool
    is_last: bool

    @property
    def minutes(self) -> int:
        return sum(lesson.minutes for lesson in self.lessons)


@dataclass(frozen=True, slots=True)
class Workbench:
    plan: ImportPlan
    outline: tuple[OutlineRow, ...]
    modules: tuple[ModuleRow, ...]
    sections: dict[int, PlanSection] = field(repr=False)

    @property
    def lessons(self) -> int:
        return sum(len(module.lessons) for module in self.modules)

    @property
    def minutes(self) -> int:
        return sum(module.minutes for module in self.modules)

    @property
    def left_out_words(self) -> int:
        return sum(row.section.words for row in self.outline if not row.taken)

    @property
    def can_undo(self) -> bool:
        return bool(self.plan.history)

    def lesson(self, lesson_id: str) -> LessonRow | None:
        rows = (row for module in self.modules for row in module.lessons)
        return next((row for row in rows if row.lesson["id"] == lesson_id), None)


@dataclass(frozen=True, slots=True)
class SplitPoint:
    """A place where a lesson can be cut: in front of this passage."""

    passage: int
    key: str
    heading: str
    text: str


def plans_for(user: User) -> QuerySet[ImportPlan]:
    """One's own; an administrator sees everybody's."""
    plans = ImportPlan.objects.select_related("report", "course").order_by("-updated_at")
    return plans if user.is_administrator else plans.filter(owner=user)


def workbench(plan: ImportPlan) -> Workbench:
    """Two queries beside the plan's own, whatever the report's size."""
    sections = sections_for_planning(plan.report)
    by_id = {section.id: section for section in sections}
    modules = tuple(_module_row(plan.modules, at, by_id) for at in range(len(plan.modules)))
    places: dict[int, list[str]] = {}
    for row in (row for module in modules for row in module.lessons):
        for section in row.lesson["sections"]:
            places.setdefault(section, []).append(row.number)
    outline = tuple(OutlineRow(one, tuple(places.get(one.id, ()))) for one in sections)
    return Workbench(plan, outline, modules, by_id)


def _module_row(plan: list[PlanModule], at: int, sections: dict[int, PlanSection]) -> ModuleRow:
    module = plan[at]
    lessons = tuple(
        _lesson_row(lesson, at, index, passages_of(lesson, sections))
        for index, lesson in enumerate(module["lessons"])
    )
    return ModuleRow(module, at + 1, lessons, at == 0, at == len(plan) - 1)


def _lesson_row(lesson: PlanLesson, at: int, index: int, passages: list[PlanPassage]) -> LessonRow:
    return LessonRow(
        lesson,
        number=f"{at + 1}.{index + 1}",
        words=sum(passage.words for passage in passages),
        first=passages[0].key if passages else "",
        last=passages[-1].key if passages else "",
        may_merge=bool(at or index),
        starts_module=index == 0,
    )


def text_of(bench: Workbench, row: LessonRow) -> list[Passage]:
    """The lesson's passages with their text, in the lesson's order. One query."""
    ids = [passage.id for passage in passages_of(row.lesson, bench.sections)]
    found = Passage.objects.filter(report=bench.plan.report_id).in_bulk(ids)
    return [found[pk] for pk in ids if pk in found]


def split_points(bench: Workbench, row: LessonRow) -> list[SplitPoint]:
    """Every passage but the first; the heading is named where a section begins."""
    points: list[SplitPoint] = []
    passages = text_of(bench, row)
    for before, passage in pairwise(passages):
        section = bench.sections.get(passage.section_id or 0)
        starts = passage.section_id != before.section_id and section is not None
        heading = section.title if starts and section else ""
        points.append(SplitPoint(passage.pk, passage.key, heading, passage.text[:SNIPPET]))
    return points
