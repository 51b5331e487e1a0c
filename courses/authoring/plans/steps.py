"""The steps of the workbench by name, as its buttons send them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from content.planning import choosing, moves
from content.planning.values import PlanModule, PlanSection
from courses.authoring.plans.spelling import spell, unspell


@dataclass(frozen=True, slots=True)
class Step:
    """`target` is a module's or lesson's id; the rest is empty where a step has no use of it.

    `place` is where something goes, as `moves.place_lessons` and `moves.place_module` read it,
    or the lesson that passages are put into; `lessons` and `passages` are those that are ticked.
    """

    action: str
    target: str = ""
    title: str = ""
    section: int = 0
    before: int = 0
    place: str = ""
    lessons: tuple[str, ...] = ()
    passages: tuple[int, ...] = ()


Modules = list[PlanModule]
Taking = Callable[[Modules, Step, Sequence[PlanSection]], Modules]

STEPS: dict[str, Taking] = {
    "rename": lambda plan, step, _: moves.rename(plan, target=step.target, title=step.title),
    "module-up": lambda plan, step, _: moves.move_module(plan, target=step.target, by=-1),
    "module-down": lambda plan, step, _: moves.move_module(plan, target=step.target, by=1),
    "module-to": lambda plan, step, _: moves.place_module(
        plan, target=step.target, place=step.place
    ),
    "module-merge": lambda plan, step, _: moves.merge_module(plan, target=step.target),
    "module-split": lambda plan, step, _: moves.split_module(plan, target=step.target),
    "lesson-up": lambda plan, step, _: moves.move_lesson(plan, target=step.target, by=-1),
    "lesson-down": lambda plan, step, _: moves.move_lesson(plan, target=step.target, by=1),
    "lesson-to": lambda plan, step, _: moves.place_lessons(
        plan, targets=[step.target], place=step.place
    ),
    "lesson-merge": lambda plan, step, _: moves.merge_lesson(plan, target=step.target),
    "lesson-merge-below": lambda plan, step, _: moves.merge_below(plan, target=step.target),
    "lesson-skip": lambda plan, step, _: moves.skip_lessons(plan, targets=[step.target]),
    "lesson-split": lambda plan, step, sections: moves.split_lesson(
        plan, target=step.target, before=step.before, sections=sections
    ),
    "lesson-sections": lambda plan, step, sections: moves.split_by_section(
        plan, target=step.target, sections=sections
    ),
    "lessons-to": lambda plan, step, _: moves.place_lessons(
        plan, targets=step.lessons, place=step.place
    ),
    "lessons-merge": lambda plan, step, _: moves.merge_lessons(plan, targets=step.lessons),
    "lessons-skip": lambda plan, step, _: moves.skip_lessons(plan, targets=step.lessons),
    "bring-in": lambda plan, step, sections: moves.bring_in(
        plan, target=step.target, sections=sections
    ),
    "skip": lambda plan, step, sections: choosing.skip(
        plan, section=step.section, sections=sections
    ),
    "take": lambda plan, step, sections: choosing.take(
        plan, section=step.section, sections=sections
    ),
    "put": lambda plan, step, sections: choosing.put(
        plan, passages=step.passages, into=step.place, sections=sections
    ),
    "spell": lambda plan, step, sections: spell(plan, step.section, sections),
    "unspell": lambda plan, step, sections: unspell(plan, step.section, sections),
    "drop": lambda plan, step, sections: choosing.drop(
        plan, passages=step.passages, sections=sections
    ),
}
