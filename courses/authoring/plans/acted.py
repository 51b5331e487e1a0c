"""What a step was done to, as it is called afterwards: where the focus is to be."""

from __future__ import annotations

from collections.abc import Sequence

from content.planning.places import is_background, lessons_of, module_index
from content.planning.values import PlanModule
from courses.authoring.plans.steps import Step


def acted_on(step: Step, before: Sequence[PlanModule], after: Sequence[PlanModule]) -> str:
    """The id of a lesson or a module, the number of a section, or "" where nothing is left."""
    if step.action == "lesson-merge":
        taught = lessons_of(module for module in before if not is_background(module))
        ids = [lesson["id"] for lesson in taught]
        return ids[max(ids.index(step.target) - 1, 0)] if step.target in ids else ""
    if step.action == "module-merge":
        return before[max(module_index(before, step.target) - 1, 0)]["id"]
    if step.action in ("lessons-to", "lessons-merge"):
        return next(iter(_in_order(step.lessons, before)), "")
    if step.action == "put":
        known = {lesson["id"] for lesson in lessons_of(before)}
        new = [lesson["id"] for lesson in lessons_of(after) if lesson["id"] not in known]
        return new[0] if new else step.place
    return step.target


def to_be_named(step: Step, before: Sequence[PlanModule], after: Sequence[PlanModule]) -> str:
    """The id of a module that a step made: it is called like its first lesson, for want of
    better; "" where there is none."""
    if step.action != "module-split":
        return ""
    known = {module["id"] for module in before}
    return next((module["id"] for module in after if module["id"] not in known), "")


def _in_order(ids: Sequence[str], modules: Sequence[PlanModule]) -> list[str]:
    return [lesson["id"] for lesson in lessons_of(modules) if lesson["id"] in ids]
