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
    """

    slot: int
    choices: tuple[str, ...] | None = None
    group: int | None = None


def draw_layout(
    slots: Sequence[SlotShape], *, seed: int, shuffle_questions: bool, shuffle_choices: bool
) -> list[Place]:
    """The same arguments give the same order; each slot and choice stands in it once."""
    draw = Random(seed)
    order = blocks(slots, lambda shape: shape.group)
    if shuffle_questions:
        draw.shuffle(order)
    return [
        Place(slot=shape.slot, choices=_choices(shape, draw, shuffle=shuffle_choices))
        for block in order
        for shape in block
    ]


def _choices(shape: SlotShape, draw: Random, *, shuffle: bool) -> list[str] | None:
    if shape.choices is None:
        return None
    choices = list(shape.choices)
    if shuffle:
        draw.shuffle(choices)
    return choices
