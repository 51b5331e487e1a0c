"""Which passages a lesson holds, and lessons with more or fewer of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from content.planning.values import PlanLesson, PlanModule, PlanSection

ById = dict[int, PlanSection]
Held = dict[int, list[int]]


def held_by(lesson: PlanLesson, sections: ById) -> Held:
    """{section id: ids of its passages that the lesson holds}, in the lesson's order."""
    kept = set(lesson["passages"])
    held: Held = {}
    for section_id in lesson["sections"]:
        section = sections.get(section_id)
        own = [passage.id for passage in section.passages] if section else []
        held[section_id] = [one for one in own if one in kept] or own
    return held


def holders(modules: Iterable[PlanModule], sections: ById) -> dict[int, str]:
    """{passage id: id of the first lesson that holds it}."""
    found: dict[int, str] = {}
    for module in modules:
        for lesson in module["lessons"]:
            for passages in held_by(lesson, sections).values():
                for one in passages:
                    found.setdefault(one, lesson["id"])
    return found


def remove(lesson: PlanLesson, passages: Collection[int], sections: ById) -> bool:
    """Takes the passages out of the lesson; False when it holds none afterwards."""
    before = held_by(lesson, sections)
    if not any(one in passages for own in before.values() for one in own):
        return True
    left: Held = {}
    for section, own in before.items():
        rest = [one for one in own if one not in passages]
        # A heading without text of its own stays as long as the lesson does.
        if rest or not own:
            left[section] = rest
    _set(lesson, left, sections)
    return any(left.values())


def add(
    lesson: PlanLesson, passages: Collection[int], sections: ById, order: Sequence[PlanSection]
) -> None:
    """Gives the lesson these passages too, each where the report has it."""
    held = held_by(lesson, sections)
    rank = {section.id: number for number, section in enumerate(order)}
    for section in order:
        chosen = [one.id for one in section.passages if one.id in passages]
        if not chosen:
            continue
        both = {*held.get(section.id, ()), *chosen}
        new = [one.id for one in section.passages if one.id in both]
        held = _with(held, section.id, new, rank)
    _set(lesson, held, sections)


def _with(held: Held, section: int, passages: list[int], rank: dict[int, int]) -> Held:
    if section in held:
        return {**held, section: passages}
    later = [one for one in held if rank.get(one, -1) > rank[section]]
    before = {one: own for one, own in held.items() if one not in later}
    return {**before, section: passages, **{one: held[one] for one in later}}


def _set(lesson: PlanLesson, held: Held, sections: ById) -> None:
    lesson["sections"] = list(held)
    lesson["passages"] = [
        one
        for section, own in held.items()
        if section in sections and len(own) < len(sections[section].passages)
        for one in own
    ]
