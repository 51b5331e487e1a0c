"""PURE: questions that refer to the same stimulus stand together.

`group` names a question's stimulus, None where it has none: then it stands for itself.
"""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T")
Group = Callable[[T], Hashable]


def blocks(items: Iterable[T], group: Group[T]) -> list[list[T]]:
    """Each group whole, where its first question stands; questions keep their order in it."""
    found: dict[Hashable, list[T]] = {}
    for number, item in enumerate(items):
        name = group(item)
        found.setdefault(("alone", number) if name is None else ("group", name), []).append(item)
    return list(found.values())


def together(items: Iterable[T], group: Group[T]) -> list[T]:
    return [item for block in blocks(items, group) for item in block]


def moved(items: Sequence[T], one: T, by: int, group: Group[T]) -> list[T]:
    """`one` a step earlier (-1) or later (1): inside its group, else the group as a whole."""
    found = blocks(items, group)
    block = next((block for block in found if one in block), None)
    if block is None:
        return together(items, group)
    place = block.index(one) + by
    if 0 <= place < len(block):
        block.remove(one)
        block.insert(place, one)
    else:
        start = found.index(block)
        found.insert(max(0, start + by), found.pop(start))
    return [item for block in found for item in block]
