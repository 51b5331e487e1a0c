"""PURE: the order in which one attempt shows its questions and choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypedDict

from courses.quizzes.stimuli.groups import blocks


class Place(TypedDict):
    """One question of a layout; `choices` null when the kind has nothing to shuffle."""

    slot: int
    choices: list[str] | None


@dataclass(frozen=True, slots=True)
class SlotShape:
    """A slot's id and the ids of what its question lets one shuffle.

    `group` is what it refers to with others: they stay together, in the author's order.
    `section` is the key of its section, empty for none.
    """

    slot: int
    choices: tuple[str, ...] | None = None
    group: int | None = None
    section: str = ""


def draw_layout(
    slots: Sequence[SlotShape],
    *,
    seed: int,
    shuffle_questions: bool,
    shuffle_choices: bool,
    sections: Sequence[str] = (),
) -> list[Place]:
    """The same arguments give the same order; each slot and choice stands in it once.

    What has no section comes first, then the `sections` in their order; shuffling stays inside.
    """
    draw = Random(seed)
    parts = [_part(slots, key, sections) for key in ("", *sections)]
    if shuffle_questions:
        for part in parts:
            draw.shuffle(part)
    return [
        Place(slot=shape.slot, choices=_choices(shape, draw, shuffle=shuffle_choices))
        for part in parts
        for block in part
        for shape in block
    ]


def _part(slots: Sequence[SlotShape], key: str, sections: Sequence[str]) -> list[list[SlotShape]]:
    """The blocks of a section; a slot whose section is not among them has none."""
    members = [
        shape for shape in slots if (shape.section == key if key else shape.section not in sections)
    ]
    return blocks(members, lambda shape: shape.group)


def _choices(shape: SlotShape, draw: Random, *, shuffle: bool) -> list[str] | None:
    if shape.choices is None:
        return None
    choices = list(shape.choices)
    if shuffle:
        draw.shuffle(choices)
    return choices
