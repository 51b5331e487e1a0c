"""Taking what is proposed for a lesson: a step of the plan like any other, so it can be undone."""

from __future__ import annotations

import copy
from collections.abc import Callable, Sequence

from content.planning.values import CannotPlan, PlanModule, PlanTerm
from courses.authoring.errors import PlanMoved
from courses.authoring.models import ImportPlan
from courses.authoring.plans.services import change_plan
from courses.people.models import User

MOST_WORDS = 60
MOST_OBJECTIVES = 12
LONGEST_TEXT = 2_000
LONGEST_TERM = 200


def take_proposals(
    plan: ImportPlan,
    lesson_id: str,
    *,
    words: Sequence[PlanTerm],
    objectives: Sequence[str],
    revision: int,
    by: User | None = None,
) -> ImportPlan:
    """The lesson's words and objectives are these, no others. Where they are already, a plan that
    has moved is as good: Save may be pressed twice.

    Raises PlanMoved, PlanAccepted, StepNotPossible when the lesson is gone.
    """
    titles = {one["id"]: one["title"] for module in plan.modules for one in module["lessons"]}

    def change(modules: list[PlanModule]) -> list[PlanModule]:
        return _with(modules, lesson_id, _tidy(words), _lines(objectives))

    try:
        return change_plan(
            plan,
            change,
            revision=revision,
            action="proposals",
            details={"title": titles.get(lesson_id, "")},
            by=by,
        )
    except PlanMoved:
        now = ImportPlan.objects.get(pk=plan.pk)
        if not _changes_nothing(change, now.modules):
            raise
        return now


def _changes_nothing(
    change: Callable[[list[PlanModule]], list[PlanModule]], modules: list[PlanModule]
) -> bool:
    try:
        return change(modules) == modules
    except CannotPlan:
        return False


def _with(
    modules: list[PlanModule], lesson_id: str, words: list[PlanTerm], objectives: list[str]
) -> list[PlanModule]:
    changed = copy.deepcopy(modules)
    for module in changed:
        for lesson in module["lessons"]:
            if lesson["id"] == lesson_id:
                lesson["terms"], lesson["objectives"] = words, objectives
                if not words:
                    del lesson["terms"]
                if not objectives:
                    del lesson["objectives"]
                return changed
    raise CannotPlan(lesson_id)


def _tidy(words: Sequence[PlanTerm]) -> list[PlanTerm]:
    tidied: dict[str, PlanTerm] = {}
    for word in words:
        term = " ".join(word["term"].split())[:LONGEST_TERM]
        text = " ".join(word["text"].split())[:LONGEST_TEXT]
        if term:
            tidied.setdefault(term, {"term": term, "text": text, "passage": word["passage"]})
    return list(tidied.values())[:MOST_WORDS]


def _lines(objectives: Sequence[str]) -> list[str]:
    lines = (" ".join(line.split())[:LONGEST_TEXT] for line in objectives)
    return list(dict.fromkeys(line for line in lines if line))[:MOST_OBJECTIVES]
