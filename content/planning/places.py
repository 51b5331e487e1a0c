"""Where a lesson or a module stands in a plan."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from content.planning.values import (
    CannotPlan,
    PlanLesson,
    PlanModule,
    PlanSection,
    passages_of,
)


def lessons_of(modules: Iterable[PlanModule]) -> list[PlanLesson]:
    return [lesson for module in modules for lesson in module["lessons"]]


def is_background(module: PlanModule) -> bool:
    return module.get("background", False)


def module_index(modules: Sequence[PlanModule], target: str) -> int:
    for index, module in enumerate(modules):
        if module["id"] == target:
            return index
    raise CannotPlan(target)


def lesson_place(modules: Sequence[PlanModule], target: str) -> tuple[int, int]:
    """The module's index, and the lesson's in it."""
    for at, module in enumerate(modules):
        for index, lesson in enumerate(module["lessons"]):
            if lesson["id"] == target:
                return at, index
    raise CannotPlan(target)


def place_for(
    modules: Sequence[PlanModule], new: PlanLesson, sections: Sequence[PlanSection]
) -> tuple[int, int]:
    """Behind the lesson that has the nearest passage before this one's; else at the start.

    Background reading is no place; raises CannotPlan when there is nothing else.
    """
    by_id = {section.id: section for section in sections}
    every = [passage.id for section in sections for passage in section.passages]
    order = {passage: number for number, passage in enumerate(every)}
    start = min((order[one.id] for one in passages_of(new, by_id)), default=-1)
    best, place = -1, None
    for at, module in enumerate(modules):
        if is_background(module):
            continue
        place = place or (at, 0)
        for index, lesson in enumerate(module["lessons"]):
            before = [one for one in _numbers(lesson, by_id, order) if best < one < start]
            if before:
                best, place = max(before), (at, index + 1)
    if place is None:
        raise CannotPlan("no module to put it in")
    return place


def _numbers(
    lesson: PlanLesson, sections: dict[int, PlanSection], order: dict[int, int]
) -> list[int]:
    return [order[passage.id] for passage in passages_of(lesson, sections)]


def without_empty(modules: Iterable[PlanModule]) -> list[PlanModule]:
    return [module for module in modules if module["lessons"]]


def free_id(modules: Sequence[PlanModule], letter: str) -> str:
    """An id that no module or lesson has: one more than the highest number in use."""
    used = [module["id"] for module in modules] + [one["id"] for one in lessons_of(modules)]
    return f"{letter}{max((int(one[1:]) for one in used if one[1:].isdigit()), default=0) + 1}"
