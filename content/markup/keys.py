"""Keys of blocks: given by the author, else kept from the last version, else new."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from content.markup.values import Block

ALIKE = 0.5
NEAREST = 40
MADE_UP = "b-"


def assign_keys(blocks: Sequence[Block], previous: Sequence[Block]) -> tuple[Block, ...]:
    """Every block with a key of its own.

    A block without one takes over the key of the same text before, else of a similar text
    nearby that is gone now; so margin marks and places survive an edit.
    """
    names = _Names()
    keys = [names.unique(block.key) if block.key else "" for block in blocks]
    free = {old.key: old for old in previous if old.key not in names}
    _take_equal(blocks, keys, free)
    _take_similar(blocks, keys, free)
    for key in keys:
        names.add(key)
    for at, block in enumerate(blocks):
        keys[at] = keys[at] or names.unique(_from_text(block))
    return tuple(replace(block, key=key) for block, key in zip(blocks, keys, strict=True))


def align_keys(blocks: Sequence[Block], other: Sequence[Block]) -> tuple[Block, ...]:
    """Keys made up here give way to those of a translation with the same kinds in a row.

    So a question's evidence, or a place, is found in either language.
    """
    if [block.kind for block in blocks] != [twin.kind for twin in other]:
        return tuple(blocks)
    given = {block.key for block in blocks if not block.key.startswith(MADE_UP)}
    return tuple(
        replace(block, key=twin.key)
        if block.key.startswith(MADE_UP) and twin.key not in given
        else block
        for block, twin in zip(blocks, other, strict=True)
    )


class _Names(dict[str, int]):
    """Names in use, each with the highest number that was put behind it."""

    def unique(self, name: str) -> str:
        candidate = name
        while candidate in self:
            self[name] = self.get(name, 1) + 1
            candidate = f"{name}-{self[name]}"
        self[candidate] = 1
        return candidate

    def add(self, name: str) -> None:
        self.setdefault(name, 1)


def _take_equal(blocks: Sequence[Block], keys: list[str], free: dict[str, Block]) -> None:
    by_text: dict[tuple[str, str], list[str]] = {}
    for old in reversed(free.values()):
        by_text.setdefault((old.kind, old.text), []).append(old.key)
    for at, block in enumerate(blocks):
        same = by_text.get((block.kind, block.text))
        if not keys[at] and same:
            keys[at] = same.pop()
            del free[keys[at]]


def _take_similar(blocks: Sequence[Block], keys: list[str], free: dict[str, Block]) -> None:
    left = list(free.values())
    words = {old.key: _words(old) for old in left}
    for at, block in enumerate(blocks):
        if keys[at] or not left:
            continue
        mine = _words(block)
        start = max(0, at * len(left) // len(blocks) - NEAREST // 2)
        near = [old for old in left[start : start + NEAREST] if old.kind == block.kind]
        best = max(near, key=lambda old: _alike(mine, words[old.key]), default=None)
        if best is not None and _alike(mine, words[best.key]) >= ALIKE:
            keys[at] = best.key
            left.remove(best)


def _words(block: Block) -> frozenset[str]:
    # Chinese has no spaces to split at: pairs of characters serve as words there.
    parts = block.text.split()
    if len(parts) < 3:
        parts = [block.text[i : i + 2] for i in range(len(block.text) - 1)] or parts
    return frozenset(parts)


def _alike(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / max(1, len(one | other))


def _from_text(block: Block) -> str:
    return MADE_UP + hashlib.sha256(f"{block.kind}:{block.text}".encode()).hexdigest()[:8]
