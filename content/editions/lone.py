"""Source lines whose text was cut: which text they are near, and putting them where they belong.

Who cuts a paragraph easily leaves its source line. It then stands below the text above, which it
says nothing about, so a person is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from content.editions.keeping import REWRITTEN, Held, is_part
from content.editions.likeness import folded, likeness, words_of
from content.editions.rewrite import described, lines_of
from content.markup.split import ATTRIBUTES, lone_lines, split_blocks
from content.markup.values import Block, LoneLine

_SAYS_SOURCE = re.compile(r"^\{:.*\bsrc=", re.M)
# In place of a line without which the texts around it would run together.
_APART = "{:}"


class Belongs(StrEnum):
    ABOVE = "above"
    BELOW = "below"
    NOWHERE = "nowhere"


@dataclass(frozen=True, slots=True)
class Lone:
    """`line` is counted from 0; `above` and `below` are places among the blocks, None for none;
    `was` is the text that had these sources before, "" where it is not known; `is_own`: only an
    empty line came between it and its text, whose `key` it says."""

    line: int
    sources: tuple[str, ...]
    above: int | None
    below: int | None
    was: str = ""
    is_own: bool = False
    key: str = ""


def lone_sources(
    body: str, blocks: Sequence[Block], before: Sequence[Held], body_before: str = ""
) -> list[Lone]:
    """`blocks` are those of `body`, rendered; `before` all blocks of the text before it."""
    if not _SAYS_SOURCE.search(body):
        return []
    texts = {folded(one.text) for one in blocks}
    known = {one.sources for one in lone_lines(body_before)}
    found = [
        _placed(one, blocks, before, may_be_own=one.sources not in known)
        for one in lone_lines(body)
        if one.sources
    ]
    return sorted(found + _taken_over(body, blocks, before, texts), key=lambda one: one.line)


def _placed(
    lone: LoneLine, blocks: Sequence[Block], before: Sequence[Held], *, may_be_own: bool
) -> Lone:
    above = max((at for at, one in enumerate(blocks) if one.lines[0] <= lone.line), default=None)
    below = min((at for at, one in enumerate(blocks) if one.lines[0] > lone.line), default=None)
    was = next((one for one in before if one.sources == lone.sources), None)
    near = blocks[above] if above is not None else None
    is_own = may_be_own and was is not None and near is not None and _is_heir(near, was, before)
    text, key = was.text if was else "", lone.key if is_own else ""
    return Lone(lone.line, lone.sources, above, below, text, is_own, key)


def _is_heir(block: Block, was: Held, before: Sequence[Held]) -> bool:
    """Whether the block is plainly the text that had the sources."""
    if block.sources:
        return False
    text = folded(block.text)
    if text == folded(was.text):
        return True
    if text in {folded(one.text) for one in before}:
        return False
    one, other = words_of(block.text), words_of(was.text)
    return likeness(one, other) >= REWRITTEN or is_part(one, other) or is_part(other, one)


def _taken_over(
    body: str, blocks: Sequence[Block], before: Sequence[Held], texts: set[str]
) -> list[Lone]:
    """Lines directly below a text that is as it was and did not have these sources then, while
    the text that had them is gone."""
    lines = lines_of(body)
    owners: dict[str, list[Held]] = {}
    for one in before:
        owners.setdefault(folded(one.text), []).append(one)
    found = []
    for block in blocks:
        own = owners.get(folded(block.text), [])
        if not block.sources or not own or any(block.sources == one.sources for one in own):
            continue
        was = [one for one in before if one.sources == block.sources]
        if was and all(folded(one.text) not in texts for one in was):
            line = LoneLine(_source_line(lines, block), "", block.sources)
            found.append(_placed(line, blocks, before, may_be_own=False))
    return found


def _source_line(lines: Sequence[str], block: Block) -> int:
    within = range(block.lines[1] - 1, block.lines[0], -1)
    return next(at for at in within if _SAYS_SOURCE.match(lines[at]))


def set_apart(body: str, lone: Iterable[Lone]) -> str:
    """The text with an empty line above each of these that stands directly below a text, so that
    it describes none."""
    apart = {one.line for one in lone_lines(body)}
    lines = lines_of(body)
    for line in sorted({one.line for one in lone} - apart, reverse=True):
        lines.insert(line, "")
    return "\n".join(lines)


def with_placed(body: str, blocks: Sequence[Block], decided: Mapping[Lone, Belongs]) -> str:
    """The text with each of these lines below the text that it belongs to, or taken out."""
    text = _changed(body, blocks, decided, apart=[])
    if len(split_blocks(text)) != len(split_blocks(body)):
        return _changed(body, blocks, decided, apart=[_APART])
    return text


def _changed(
    body: str, blocks: Sequence[Block], decided: Mapping[Lone, Belongs], *, apart: list[str]
) -> str:
    lines = lines_of(body)
    taken = {one.line for one in decided}
    added = _added(decided)
    keys = {one.above: one.key for one in decided}
    changes: list[tuple[int, int, list[str]]] = []
    for at, block in enumerate(blocks):
        first, end = block.lines
        lost = taken.intersection(range(first, end))
        if lost or at in added:
            taken -= lost
            own = () if lost else block.sources
            text = "\n".join(lines[line] for line in range(first, end) if line not in lost)
            told = described(text, sources=[*own, *added.get(at, ())], key=keys.get(at, "")).split(
                "\n"
            )
            changes.append((first, end, told if ATTRIBUTES.match(told[-1]) else [*told, *apart]))
    changes += [(line, _end_of_gap(lines, line), apart) for line in taken]
    for first, end, new in sorted(changes, reverse=True):
        lines[first:end] = new
    return "\n".join(lines)


def _added(decided: Mapping[Lone, Belongs]) -> dict[int, list[str]]:
    added: dict[int, list[str]] = {}
    for one, belongs in decided.items():
        place = {Belongs.ABOVE: one.above, Belongs.BELOW: one.below}.get(belongs)
        if place is not None:
            added.setdefault(place, []).extend(one.sources)
    return added


def _end_of_gap(lines: Sequence[str], line: int) -> int:
    """Behind a line that goes, and behind an empty one that would be one too many."""
    after = line + 1
    is_open = not line or not lines[line - 1].strip()
    return after + (is_open and after < len(lines) and not lines[after].strip())
