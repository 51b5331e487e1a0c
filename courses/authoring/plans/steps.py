"""The steps of the workbench by name, as its buttons send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from content.planning import moves
from content.planning.values import PlanModule, PlanSection


@dataclass(frozen=True, slots=True)
class Step:
    """`target` is a module's or lesson's id; the rest is 0 or "" where a step has no use of it."""

    action: str
    target: str = ""
    title: str = ""
    section: int = 0
    before: int = 0


Modules = list[PlanModule]
Taking = Callable[[Modules, Step, Sequence[PlanSection]], Modules]

STEPS: dict[str, Taking] = {
    "rename": lambda plan, step, _: moves.rename(plan, target=step.target, title=step.title),
    "module-up": lambda plan, step, _: moves.move_module(plan, target=step.target, by=-1),
    "module-down": lambda plan, step, _: moves.move_module(plan, target=step.target, by=1),
    "module-merge": lambda plan, step, _: moves.merge_module(plan, target=step.target),
    "module-split": lambda plan, step, _: moves.split_module(plan, target=step.target),
    "lesson-up": lambda plan, step, _: moves.move_lesson(plan, target=step.target, by=-1),
    "lesson-down": lambda plan, step, _: moves.move_lesson(plan, target=step.target, by=1),
    "lesson-merge": lambda plan, step, _: moves.merge_lesson(plan, target=step.target),
    "lesson-skip": lambda plan, step, _: moves.skip_lesson(plan, target=step.target),
    "lesson-split": lambda plan, step, sections: moves.split_lesson(
        plan, target=step.target, before=step.before, sections=sections
    ),
    "skip": lambda plan, step, sections: moves.skip(plan, section=step.section, sections=sections),
    "take": lambda plan, step, sections: moves.take(plan, section=step.section, sections=sections),
}
