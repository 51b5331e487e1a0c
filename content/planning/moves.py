"""The steps that an instructor takes with a plan. Each gives new modules; none changes its input.

Every function raises CannotPlan when what it names is not, or no longer, in the plan.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence

from content.planning.holdings import held_by
from content.planning.places import (
    free_id,
    is_background,
    lesson_place,
    lessons_of,
    module_index,
    place_for,
    without_empty,
)
from content.planning.values import (
    LONGEST_TITLE,
    CannotPlan,
    PlanLesson,
    PlanModule,
    PlanSection,
    passages_of,
)

BACKGROUND = "background"


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
                lesson["renamed"] = True
                return changed
    raise CannotPlan(target)


def move_module(modules: list[PlanModule], *, target: str, by: int) -> list[PlanModule]:
    """One place up (-1) or down (1); at an end it stays where it is."""
    changed = copy.deepcopy(modules)
    index = module_index(changed, target)
    to = min(max(index + by, 0), len(changed) - 1)
    if not is_background(changed[to]):
        changed.insert(to, changed.pop(index))
    return changed


def move_lesson(modules: list[PlanModule], *, target: str, by: int) -> list[PlanModule]:
    """One place up or down; past the end of its module it goes into the next one."""
    changed = copy.deepcopy(modules)
    at, index = lesson_place(changed, target)
    lessons = changed[at]["lessons"]
    lesson = lessons.pop(index)
    if 0 <= index + by <= len(lessons):
        lessons.insert(index + by, lesson)
        return changed
    next_module = at + by
    if not 0 <= next_module < len(changed) or is_background(changed[next_module]):
        return copy.deepcopy(modules)
    there = changed[next_module]["lessons"]
    there.insert(0 if by > 0 else len(there), lesson)
    return without_empty(changed)


def merge_lesson(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """The lesson goes into the one before it, which keeps its title."""
    changed = copy.deepcopy(modules)
    at, index = lesson_place(changed, target)
    if index == 0 and at == 0:
        raise CannotPlan("nothing before it")
    before = changed[at]["lessons"][index - 1] if index else changed[at - 1]["lessons"][-1]
    _join(before, changed[at]["lessons"].pop(index))
    return without_empty(changed)


def merge_below(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """The lesson after it goes into it; it keeps its title."""
    lessons = lessons_of(module for module in modules if not is_background(module))
    ids = [lesson["id"] for lesson in lessons]
    if target not in ids[:-1]:
        raise CannotPlan("nothing after it")
    return merge_lesson(modules, target=ids[ids.index(target) + 1])


def merge_lessons(modules: list[PlanModule], *, targets: Collection[str]) -> list[PlanModule]:
    """All of them into the first, in the order in which they stand."""
    changed = copy.deepcopy(modules)
    first, *others = _chosen(changed, targets)
    if not others:
        raise CannotPlan("one lesson alone")
    for lesson in others:
        _join(first, lesson)
    return _taken_out(changed, {lesson["id"] for lesson in others})


def _join(first: PlanLesson, second: PlanLesson) -> None:
    # A section that both share keeps, by its passages, exactly what the two had of it.
    first["sections"] = list(dict.fromkeys(first["sections"] + second["sections"]))
    first["passages"] = list(dict.fromkeys(first["passages"] + second["passages"]))
    first["why"] = ""
    if "terms" in second:
        first["terms"] = first.get("terms", []) + second["terms"]
    if "objectives" in second:
        first["objectives"] = first.get("objectives", []) + second["objectives"]


def place_lessons(
    modules: list[PlanModule], *, targets: Collection[str], place: str
) -> list[PlanModule]:
    """The lessons, in their order, go to `place`: in front of a lesson ("l7"), to the end of a
    module ("m2"), into a new module at the end ("new"), or to the background reading."""
    changed = copy.deepcopy(modules)
    chosen = _chosen(changed, targets)
    ids = {lesson["id"] for lesson in chosen}
    if place in ids:
        return changed
    for module in changed:
        module["lessons"] = [one for one in module["lessons"] if one["id"] not in ids]
    if place in ("new", BACKGROUND):
        return without_empty(_beside(changed, chosen, background=place == BACKGROUND))
    if place.startswith("m"):
        changed[module_index(changed, place)]["lessons"] += chosen
    else:
        at, index = lesson_place(changed, place)
        changed[at]["lessons"][index:index] = chosen
    return without_empty(changed)


def _beside(
    modules: list[PlanModule], lessons: list[PlanLesson], *, background: bool
) -> list[PlanModule]:
    """With the lessons in a new last module, or in the background reading, which stays last."""
    apart = [module for module in modules if is_background(module)]
    if background and apart:
        apart[0]["lessons"] += lessons
        return modules
    new: PlanModule = {
        "id": free_id(modules, "m"),
        "title": lessons[0]["title"],
        "lessons": lessons,
    }
    if background:
        return [*modules, {**new, "background": True}]
    return [*(module for module in modules if not is_background(module)), new, *apart]


def bring_in(
    modules: list[PlanModule], *, target: str, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """A lesson of the background reading becomes a lesson where the report has it."""
    changed = copy.deepcopy(modules)
    at, index = lesson_place(changed, target)
    if not is_background(changed[at]):
        raise CannotPlan("no background reading")
    lesson = changed[at]["lessons"].pop(index)
    lesson["why"] = ""
    if all(is_background(module) for module in changed):
        return without_empty(_beside(changed, [lesson], background=False))
    at, index = place_for(changed, lesson, sections)
    changed[at]["lessons"].insert(index, lesson)
    return without_empty(changed)


def place_module(modules: list[PlanModule], *, target: str, place: str) -> list[PlanModule]:
    """The module goes in front of the module `place`, or with "end" behind all of them."""
    changed = copy.deepcopy(modules)
    if target == place:
        return changed
    module = changed.pop(module_index(changed, target))
    last = sum(not is_background(one) for one in changed)
    changed.insert(last if place == "end" else module_index(changed, place), module)
    return changed


def skip_lessons(modules: list[PlanModule], *, targets: Collection[str]) -> list[PlanModule]:
    """Leaves out everything that these lessons hold."""
    changed = copy.deepcopy(modules)
    return _taken_out(changed, {lesson["id"] for lesson in _chosen(changed, targets)})


def _chosen(modules: list[PlanModule], targets: Collection[str]) -> list[PlanLesson]:
    """In the order in which they stand; raises CannotPlan when one is not there, or none."""
    wanted = set(targets)
    found = [lesson for lesson in lessons_of(modules) if lesson["id"] in wanted]
    if not found or len(found) < len(wanted):
        raise CannotPlan("no such lesson")
    return found


def _taken_out(modules: list[PlanModule], ids: set[str]) -> list[PlanModule]:
    for module in modules:
        module["lessons"] = [one for one in module["lessons"] if one["id"] not in ids]
    return without_empty(modules)


def merge_module(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """The module's lessons go to the end of the module before it."""
    changed = copy.deepcopy(modules)
    index = module_index(changed, target)
    if index == 0:
        raise CannotPlan("nothing before it")
    changed[index - 1]["lessons"] += changed.pop(index)["lessons"]
    return changed


def split_module(modules: list[PlanModule], *, target: str) -> list[PlanModule]:
    """A new module starts with the lesson `target` and takes its title."""
    changed = copy.deepcopy(modules)
    at, index = lesson_place(changed, target)
    if index == 0:
        raise CannotPlan("it starts a module already")
    module = changed[at]
    tail = module["lessons"][index:]
    module["lessons"] = module["lessons"][:index]
    new: PlanModule = {"id": free_id(changed, "m"), "title": tail[0]["title"], "lessons": tail}
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
    at, index = lesson_place(changed, target)
    lesson = changed[at]["lessons"][index]
    by_id = {section.id: section for section in sections}
    for place, section_id in enumerate(lesson["sections"]):
        section = by_id.get(section_id)
        if section is None or before not in {passage.id for passage in section.passages}:
            continue
        first, second = _cut(lesson, place, section, before)
        if not passages_of(first, by_id):
            raise CannotPlan("the lesson starts there already")
        second["id"] = free_id(changed, "l")
        changed[at]["lessons"][index : index + 1] = [first, second]
        return changed
    raise CannotPlan("the passage is not in the lesson")


def split_by_section(
    modules: list[PlanModule], *, target: str, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """A lesson for each section that it has passages of, in its order.

    A heading without text goes with what follows it; the first keeps terms and objectives.
    """
    changed = copy.deepcopy(modules)
    at, index = lesson_place(changed, target)
    lesson = changed[at]["lessons"][index]
    by_id = {section.id: section for section in sections}
    held = held_by(lesson, by_id)
    parts: list[list[int]] = []
    for section in held:
        if not parts or any(held[one] for one in parts[-1]):
            parts.append([])
        parts[-1].append(section)
    if len(parts) > 1 and not any(held[one] for one in parts[-1]):
        parts[-2:] = [parts[-2] + parts[-1]]
    if len(parts) < 2:
        raise CannotPlan("of one section only")
    free = int(free_id(changed, "l")[1:])
    made: list[PlanLesson] = []
    for number, part in enumerate(parts):
        titles = [by_id[one].title for one in part if held[one]]
        made.append(
            {
                "id": f"l{free + number - 1}" if number else target,
                "title": titles[0][:LONGEST_TITLE] or lesson["title"],
                "sections": part,
                "passages": [one for one in lesson["passages"] if _is_in(one, part, held)],
                "why": "",
            }
        )
    first: PlanLesson = {**lesson, **made[0]}
    if lesson.get("renamed"):
        first["title"] = lesson["title"]
    made[0] = first
    changed[at]["lessons"][index : index + 1] = made
    return changed


def _is_in(passage: int, sections: Sequence[int], held: dict[int, list[int]]) -> bool:
    return any(passage in held[section] for section in sections)


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
    # Terms and objectives stay with the first half: nobody knows yet which are the second's.
    second: PlanLesson = {
        "id": lesson["id"],
        "title": section.title[:LONGEST_TITLE] or title,
        "sections": [],
        "passages": lesson["passages"],
        "why": "",
    }
    if at:
        first["sections"] = lesson["sections"][: place + 1]
        first["passages"] = elsewhere + kept[:at]
        second["sections"] = lesson["sections"][place:]
        second["passages"] = elsewhere + kept[at:]
    else:
        first["sections"] = lesson["sections"][:place]
        second["sections"] = lesson["sections"][place:]
    return first, second
