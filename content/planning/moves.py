"""The steps that an instructor takes with a plan. Each gives new modules; none changes its input.

Every function raises CannotPlan when what it names is not, or no longer, in the plan.
"""

from __future__ import annotations

import copy
from collections.abc import Iterable, Sequence

from content.planning.tree import branch
from content.planning.values import CannotPlan, PlanLesson, PlanModule, PlanSection

LONGEST_TITLE = 250


def rename(modules: list[PlanModule], *, target: str, title: str) -> list[PlanModule]:
    """A module's or lesson's new title; white space is tidied, an empty title refused."""
    title = " ".join(title.split())[:LONGEST_TITLE]
    if not title:
        raise CannotPlan("empty title")
    changed = copy.deepcopy(modules)
    for module in changed:
        if module["id"] == target:
            module["title"] = title
            return changed
        for lesson in module["lessons"]:
            if lesson["id"] == target:
                lesson["title"] = title
                return changed
    raise CannotPlan(target)


def move_module(modules: list[PlanModule], *, target: str, by: int) -> list[PlanModule]:
    """One place up (-1) or down (1); at an end it stays where it is."""
    changed = copy.deepcopy(modules)
    index = _module_index(changed, target)
    to = min(max(index + by, 0), len(changed) - 1)
    changed.insert(to, changed.pop(index))
    return changed


def move_lesson(modules: list[PlanModule], *, target: str, by: int) -> list[PlanModule]:
    """One place up or down; past the end of its module it goes into the next one."""
    changed = copy.deepcopy(modules)
    at, index = _lesson_place(changed, target)
    lessons = changed[at]["lessons"]
    lesson = lessons.pop(index)
    if 0 <= index + by <= len(lessons):
        lessons.insert(index + by, lesson)
        return changed
    next_module = at + by
    if not 0 <= next_module < len(changed):
        return copy.deepcopy(modules)
    there = changed[next_module]["lessons"]
    there.insert(0 if by > 0 else len(there), lesson)
    return without_empty(changed)


def merge_lesson(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """The lesson goes into the one before it, which keeps its title."""
    changed = copy.deepcopy(modules)
    at, index = _lesson_place(changed, target)
    if index == 0 and at == 0:
        raise CannotPlan("nothing before it")
    before = changed[at]["lessons"][index - 1] if index else changed[at - 1]["lessons"][-1]
    lesson = changed[at]["lessons"].pop(index)
    # A section that both share keeps, by its passages, exactly what the two had of it.
    before["sections"] = list(dict.fromkeys(before["sections"] + lesson["sections"]))
    before["passages"] = list(dict.fromkeys(before["passages"] + lesson["passages"]))
    before["why"] = ""
    return without_empty(changed)


def merge_module(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """The module's lessons go to the end of the module before it."""
    changed = copy.deepcopy(modules)
    index = _module_index(changed, target)
    if index == 0:
        raise CannotPlan("nothing before it")
    changed[index - 1]["lessons"] += changed.pop(index)["lessons"]
    return changed


def split_module(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """A new module starts with the lesson `target` and takes its title."""
    changed = copy.deepcopy(modules)
    at, index = _lesson_place(changed, target)
    if index == 0:
        raise CannotPlan("it starts a module already")
    module = changed[at]
    tail = module["lessons"][index:]
    module["lessons"] = module["lessons"][:index]
    new: PlanModule = {"id": _free_id(changed, "m"), "title": tail[0]["title"], "lessons": tail}
    changed.insert(at + 1, new)
    return changed


def split_lesson(
    modules: list[PlanModule],
    *,
    target: str,
    before: int,
    sections: Sequence[PlanSection],
) -> list[PlanModule]:
    """A new lesson starts with the passage whose id is `before`."""
    changed = copy.deepcopy(modules)
    at, index = _lesson_place(changed, target)
    lesson = changed[at]["lessons"][index]
    by_id = {section.id: section for section in sections}
    for place, section_id in enumerate(lesson["sections"]):
        section = by_id.get(section_id)
        if section is None or before not in {passage.id for passage in section.passages}:
            continue
        first, second = _cut(lesson, place, section, before)
        second["id"] = _free_id(changed, "l")
        changed[at]["lessons"][index : index + 1] = [first, second]
        return changed
    raise CannotPlan("the passage is not in the lesson")


def _cut(
    lesson: PlanLesson, place: int, section: PlanSection, before: int
) -> tuple[PlanLesson, PlanLesson]:
    own = [passage.id for passage in section.passages]
    kept = [one for one in own if one in lesson["passages"]] or own
    if before not in kept:
        raise CannotPlan("the passage is not in the lesson")
    at = kept.index(before)
    elsewhere = [one for one in lesson["passages"] if one not in own]
    title = lesson["title"]
    first: PlanLesson = {**lesson, "why": ""}
    second: PlanLesson = {**lesson, "title": section.title[:LONGEST_TITLE] or title, "why": ""}
    if at:
        first["sections"] = lesson["sections"][: place + 1]
        first["passages"] = elsewhere + kept[:at]
        second["sections"] = lesson["sections"][place:]
        second["passages"] = elsewhere + kept[at:]
    else:
        first["sections"] = lesson["sections"][:place]
        second["sections"] = lesson["sections"][place:]
    if not first["sections"]:
        raise CannotPlan("the lesson starts there already")
    return first, second


def skip(
    modules: list[PlanModule], *, section: int, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """Leaves out a section and all below it; a lesson with nothing left goes too."""
    gone = branch(sections, section)
    if not gone:
        raise CannotPlan("no such section")
    ids = {member.id for member in gone}
    passages = {passage.id for member in gone for passage in member.passages}
    changed = copy.deepcopy(modules)
    for module in changed:
        for lesson in module["lessons"]:
            lesson["sections"] = [one for one in lesson["sections"] if one not in ids]
            lesson["passages"] = [one for one in lesson["passages"] if one not in passages]
        module["lessons"] = [lesson for lesson in module["lessons"] if lesson["sections"]]
    return without_empty(changed)


def skip_lesson(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """Leaves out everything that the lesson holds."""
    changed = copy.deepcopy(modules)
    at, index = _lesson_place(changed, target)
    del changed[at]["lessons"][index]
    return without_empty(changed)


def take(
    modules: list[PlanModule], *, section: int, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """Takes in a section with those below it, as a lesson where the report has it."""
    taken = {one for lesson in _lessons(modules) for one in lesson["sections"]}
    new = [member for member in branch(sections, section) if member.id not in taken]
    if not new:
        raise CannotPlan("nothing to take in")
    changed = copy.deepcopy(modules)
    lesson: PlanLesson = {
        "id": _free_id(changed, "l"),
        "title": new[0].title[:LONGEST_TITLE],
        "sections": [member.id for member in new],
        "passages": [],
        "why": "",
    }
    if not changed:
        return [{"id": "m1", "title": lesson["title"], "lessons": [lesson]}]
    at, index = _place_for(changed, new[0].id, sections)
    changed[at]["lessons"].insert(index, lesson)
    return changed


def _place_for(
    modules: list[PlanModule], section: int, sections: Sequence[PlanSection]
) -> tuple[int, int]:
    """Behind the lesson that has the nearest section before this one; else at the start."""
    order = {member.id: number for number, member in enumerate(sections)}
    best, place = -1, (0, 0)
    for at, module in enumerate(modules):
        for index, lesson in enumerate(module["lessons"]):
            for one in lesson["sections"]:
                if best < order.get(one, -1) < order[section]:
                    best, place = order[one], (at, index + 1)
    return place


def without_empty(modules: list[PlanModule]) -> list[PlanModule]:
    return [module for module in modules if module["lessons"]]


def _lessons(modules: Iterable[PlanModule]) -> list[PlanLesson]:
    return [lesson for module in modules for lesson in module["lessons"]]


def _module_index(modules: list[PlanModule], target: str) -> int:
    for index, module in enumerate(modules):
        if module["id"] == target:
            return index
    raise CannotPlan(target)


def _lesson_place(modules: list[PlanModule], target: str) -> tuple[int, int]:
    for at, module in enumerate(modules):
        for index, lesson in enumerate(module["lessons"]):
            if lesson["id"] == target:
                return at, index
    raise CannotPlan(target)


def _free_id(modules: list[PlanModule], letter: str) -> str:
    """An id that no module or lesson has: one more than the highest number in use."""
    used = [module["id"] for module in modules] + [one["id"] for one in _lessons(modules)]
    return f"{letter}{max((int(one[1:]) for one in used if one[1:].isdigit()), default=0) + 1}"
