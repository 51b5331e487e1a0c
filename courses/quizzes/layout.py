"""PURE: the order in which one attempt shows its questions and choices."""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import TypedDict


class Place(TypedDict):
    """One question of a layout; `choices` null when the kind has nothing to shuffle."""

    slot: int
    choices: list[str] | None


@dataclass(frozen=True, slots=True)
class SlotShape:
    """A slot's id and the ids of what its question lets one shuffle."""

    slot: int
    choices: tuple[str, ...] | None = None


def draw_layout(
    slots: Sequence[SlotShape], *, seed: int, shuffle_questions: bool, shuffle_choices: bool
) -> list[Place]:
    """The same arguments give the same order; each slot and choice stands in it once."""
    draw = Random(seed)
    order = list(slots)
    if shuffle_questions:
        draw.shuffle(order)
    return [
        Place(slot=shape.slot, choices=_choices(shape, draw, shuffle=shuffle_choices))
        for shape in order
    ]


def _choices(shape: SlotShape, draw: Random, *, shuffle: bool) -> list[str] | None:
    if shape.choices is None:
        return None
    choices = list(shape.choices)
    if shuffle:
        draw.shuffle(choices)
    return choices
