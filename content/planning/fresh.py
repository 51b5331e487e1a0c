"""What a step leaves untrue: why a lesson was proposed so, and a title that nobody gave it."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Sequence

from content.capitals import with_capital
from content.planning.holdings import held_by
from content.planning.places import lessons_of
from content.planning.values import LONGEST_TITLE, PlanLesson, PlanModule, PlanSection

_AFTER_COLON = re.compile(r"\s*[:：]\s*(.*\S)\s*$", re.DOTALL)
# The title of a lesson from what it holds.
Titling = Callable[[PlanLesson], str]


def changed_lessons(
    before: Sequence[PlanModule], after: Sequence[PlanModule], sections: Sequence[PlanSection]
) -> set[str]:
    """Ids of the lessons that are new or hold other passages than before."""
    by_id = {section.id: section for section in sections}
    known = {lesson["id"]: held_by(lesson, by_id) for lesson in lessons_of(before)}
    return {
        lesson["id"]
        for lesson in lessons_of(after)
        if known.get(lesson["id"]) != held_by(lesson, by_id)
    }


def told_anew(
    modules: Sequence[PlanModule], lessons: set[str], title_of: Titling
) -> list[PlanModule]:
    """With the titles of these lessons made anew, but for those that somebody named; no two are
    called the same by it, and none says its module's title before its own."""
    changed = copy.deepcopy(list(modules))
    every = lessons_of(changed)
    titles = {one["title"] for one in every if one["id"] not in lessons or "renamed" in one}
    for module in changed:
        for lesson in module["lessons"]:
            if lesson["id"] not in lessons:
                continue
            lesson["why"] = ""
            if not lesson.get("renamed"):
                title = _without(title_of(lesson), module["title"]) or lesson["title"]
                lesson["title"] = _free(title, titles)
                titles.add(lesson["title"])
    return changed


def _without(title: str, module: str) -> str:
    """ "Money: Banks" in the module "Money" is "Banks"."""
    said = _AFTER_COLON.match(title.removeprefix(module)) if title.startswith(module) else None
    return with_capital(said[1]) if said else title


def _free(title: str, taken: set[str]) -> str:
    """ "Title", "Title (2)" ..."""
    name, number = title[:LONGEST_TITLE], 1
    while name in taken:
        number += 1
        name = f"{title[: LONGEST_TITLE - 6]} ({number})"
    return name
