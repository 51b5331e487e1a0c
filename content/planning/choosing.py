"""Steps with what the report holds: sections and passages taken in, put elsewhere, left out.

As in `moves`, each gives new modules, none changes its input, and CannotPlan is raised when what
is named is not there.
"""

from __future__ import annotations

import copy
from collections.abc import Collection, Sequence

from content.planning.holdings import ById, add, holders, remove
from content.planning.places import free_id, lesson_place, place_for, without_empty
from content.planning.tree import branch
from content.planning.values import (
    LONGEST_TITLE,
    CannotPlan,
    PlanLesson,
    PlanModule,
    PlanSection,
    passages_of,
)

NEW = "new"


def skip(
    modules: list[PlanModule], *, section: int, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """Leaves out a section and all below it; a lesson with nothing left goes too."""
    gone = branch(sections, section)
    if not gone:
        raise CannotPlan("no such section")
    by_id = {member.id: member for member in sections}
    ids = {member.id for member in gone}
    passages = {passage.id for member in gone for passage in member.passages}
    changed = copy.deepcopy(modules)
    for module in changed:
        for lesson in module["lessons"]:
            lesson["sections"] = [one for one in lesson["sections"] if one not in ids]
            lesson["passages"] = [one for one in lesson["passages"] if one not in passages]
        module["lessons"] = [one for one in module["lessons"] if passages_of(one, by_id)]
    return without_empty(changed)


def take(
    modules: list[PlanModule], *, section: int, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """What no lesson has of a section and those below it becomes a lesson, in its place."""
    by_id = {one.id: one for one in sections}
    used = holders(modules, by_id)
    headings = {one for module in modules for each in module["lessons"] for one in each["sections"]}
    new = [
        member
        for member in branch(sections, section)
        if any(one.id not in used for one in member.passages)
        or (not member.passages and member.id not in headings)
    ]
    free = {one.id for member in new for one in member.passages if one.id not in used}
    if not free:
        raise CannotPlan("nothing to take in")
    lesson = _lesson(modules, new[0].title)
    lesson["sections"] = [member.id for member in new if not member.passages]
    add(lesson, free, by_id, sections)
    rank = {one.id: number for number, one in enumerate(sections)}
    lesson["sections"].sort(key=lambda one: rank[one])
    return _placed(copy.deepcopy(modules), lesson, sections)


def put(
    modules: list[PlanModule],
    *,
    passages: Collection[int],
    into: str,
    sections: Sequence[PlanSection],
) -> list[PlanModule]:
    """Passages go into the lesson `into`, or a new one, and out of every other lesson."""
    by_id, places = _known(passages, sections)
    changed = copy.deepcopy(modules)
    chosen = set(passages)
    if into == NEW:
        changed = _without(changed, chosen, by_id)
        lesson = _lesson(changed, places[0].title)
        add(lesson, chosen, by_id, sections)
        return _placed(changed, lesson, sections)
    at, index = lesson_place(changed, into)
    add(changed[at]["lessons"][index], chosen, by_id, sections)
    return _without(changed, chosen, by_id, but=into)


def drop(
    modules: list[PlanModule], *, passages: Collection[int], sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """Leaves out these passages; a lesson with none left goes too."""
    by_id, _ = _known(passages, sections)
    return _without(copy.deepcopy(modules), set(passages), by_id)


def _known(
    passages: Collection[int], sections: Sequence[PlanSection]
) -> tuple[ById, list[PlanSection]]:
    """The sections by id, and those that hold the passages, in the report's order."""
    wanted = set(passages)
    places = [one for one in sections if any(each.id in wanted for each in one.passages)]
    found = {each.id for one in places for each in one.passages} & wanted
    if not wanted or found != wanted:
        raise CannotPlan("no such passage")
    return {one.id: one for one in sections}, places


def _without(
    modules: list[PlanModule], passages: set[int], sections: ById, *, but: str = ""
) -> list[PlanModule]:
    for module in modules:
        module["lessons"] = [
            one for one in module["lessons"] if one["id"] == but or remove(one, passages, sections)
        ]
    return without_empty(modules)


def _lesson(modules: list[PlanModule], title: str) -> PlanLesson:
    return {
        "id": free_id(modules, "l"),
        "title": title[:LONGEST_TITLE],
        "sections": [],
        "passages": [],
        "why": "",
    }


def _placed(
    modules: list[PlanModule], lesson: PlanLesson, sections: Sequence[PlanSection]
) -> list[PlanModule]:
    """With the lesson where the report has it; in a module of its own when there is no other."""
    try:
        at, index = place_for(modules, lesson, sections)
    except CannotPlan:
        return [
            {"id": free_id(modules, "m"), "title": lesson["title"], "lessons": [lesson]},
            *modules,
        ]
    modules[at]["lessons"].insert(index, lesson)
    return modules
