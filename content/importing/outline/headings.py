"""Headings: every block is put to the vote; the numbering of those chosen gives the level."""

from __future__ import annotations

from dataclasses import dataclass, replace

from content.importing.labels import Label, bare_number_of, decimal_of, labels_of
from content.importing.outline.blocks import Block
from content.importing.outline.facts import Facts
from content.importing.outline.votes import (
    ENOUGH,
    first_votes,
    label_votes,
    level_of,
    look_votes,
    may_head,
    place_votes,
    total,
    word_votes,
)
from content.importing.sentences import is_stopped
from content.importing.values import Vote

Look = tuple[bool, bool, float]  # bold, italic, size
_SECTIONS = frozenset(
    ("chapter", "roman", "ordinal", "chinese", "chinese_round", "letter", "abjad_name")
)
_LISTED = frozenset(("arabic", "lower", "lower_roman", "abjad"))


@dataclass(frozen=True, slots=True)
class Found:
    """A block that is a heading. `label` None: an unlabelled one."""

    level: int
    label: str | None
    title: str
    votes: tuple[Vote, ...]


class Judge:
    """Goes through a part's blocks in order, keeping the last label on each level."""

    def __init__(self, blocks: list[Block], facts: Facts, *, decimal: bool) -> None:
        self._blocks = blocks
        self._facts = facts
        self._decimal = decimal
        self._state: dict[int, int] = {}
        self._kinds: dict[int, str] = {}
        self._depths: list[int] = []
        self._above_heads = False
        self._last: Look | None = None  # of the unlabelled heading right above
        self._open: set[Look] = set()  # of unlabelled headings since the last labelled one
        self._seconds = _with_seconds(blocks)
        self._under: dict[Look, Look] = {}  # looks that have stood right under another

    def judged(self) -> dict[int, Found]:
        """By the place of the block."""
        found: dict[int, Found] = {}
        for place, block in enumerate(self._blocks):
            heading = None if block.number is not None else self._judge(place, block)
            if heading is not None:
                found[place] = heading
            self._above_heads = heading is not None
            self._last = _look(block) if heading is not None and heading.label is None else None
        return found

    def _judge(self, place: int, block: Block) -> Found | None:
        above = self._blocks[place - 1] if place else None
        below = self._blocks[place + 1] if place + 1 < len(self._blocks) else None
        best: tuple[float, Label, list[Vote]] | None = None
        bare = bare_number_of(block.bare) if self._decimal else None
        for label in (*labels_of(block.bare), *((bare,) if bare else ())):
            if not self._fits(label):
                continue
            votes = self._votes(block, above, below, self._as_counted(label))
            if best is None or total(votes) > best[0]:
                best = (total(votes), self._as_counted(label), votes)
        if best is not None:
            return self._labelled(*best)
        votes = self._votes(block, above, below, None)
        if total(votes) < ENOUGH or not any(c.isalpha() for c in block.bare):
            return None
        return Found(self._unlabelled_level(block), None, block.bare, tuple(votes))

    def _fits(self, label: Label) -> bool:
        if label.kind == "decimal":
            return self._decimal
        return label.kind != "letter" or len(label.shown) == 1

    def _as_counted(self, label: Label) -> Label:
        """In a report numbered by decimals "2." is of the first level."""
        if self._decimal and label.kind == "arabic":
            return replace(label, kind="decimal", parts=(label.value,))
        return label

    def _labelled(self, score: float, label: Label, votes: list[Vote]) -> Found | None:
        if score < ENOUGH or not label.rest.strip():
            return None
        level = level_of(label)
        for at, part in enumerate(label.parts[:-1], 1):
            self._state[at] = part
        self._state[level] = label.value
        self._open.clear()
        self._kinds[level] = label.kind
        for deeper in [at for at in self._state if at > level]:
            del self._state[deeper]
        return Found(level, label.shown, label.rest.strip(), tuple(votes))

    def _votes(
        self, block: Block, above: Block | None, below: Block | None, label: Label | None
    ) -> list[Vote]:
        title = label.rest if label else block.bare
        labelled = label is not None
        votes = list(look_votes(block, self._facts, labelled=labelled))
        votes += place_votes(block, above, below, self._facts)
        listed = label is not None and label.kind in _LISTED and label.stop != ""
        listed = listed or (label is not None and len(label.parts) == 1 and label.stop != "")
        votes += word_votes(title, self._facts, labelled=labelled, listed=listed)
        if self._facts.forced and self._stands_alone(block, above, below):
            votes.append(Vote("position", 0.6, "its line was left before it was full"))
        if label is not None:
            heads, marked = self._above_heads or above is None, block.first.tag == "h"
            votes += label_votes(label, self._state, above, heads, marked)
            votes += first_votes(label, below)
            if (block.index, label.kind) in self._seconds and label.value == 1:
                votes.append(Vote("numbering", 0.5, "a second follows further on"))
            other = self._kinds.get(level_of(label), label.kind)
            if other != label.kind:
                votes.append(Vote("numbering", -0.8, f"this level is counted as {other}"))
        else:
            votes += self._unlabelled(block, above, below)
        return votes

    def _unlabelled(self, block: Block, above: Block | None, below: Block | None) -> list[Vote]:
        votes = []
        open_above = above is not None and not is_stopped(above.bare) and not self._above_heads
        alike = above is not None and above.bold == block.bold and above.italic == block.italic
        if open_above and alike and block.first.tag != "h":
            votes.append(Vote("position", -1.5, "the text above it has not ended"))
        if self._facts.flowing and not self._facts.tagged and len(block.bare) < 60:
            heads = below is not None and (below.number is not None or may_head(below))
            votes.append(Vote("position", 0.4 if heads else 0.0, "a short line of its own"))
        return votes

    def _stands_alone(self, block: Block, above: Block | None, below: Block | None) -> bool:
        """Where only the ends of lines tell: something ended above, and it ends early itself."""
        if below is None or len(block.lines) > 2:
            return False
        ended = above is None or self._above_heads or is_stopped(above.bare)
        return ended and self._facts.breaks_early(block.lines[-1], below.first)

    def _unlabelled_level(self, block: Block) -> int:
        """One below the labelled heading it stands under; by the format's depths without any.

        A look that has stood right under another unlabelled heading's is one deeper than that.
        """
        if self._state or not block.first.depth:
            look = _look(block)
            if self._last not in (None, look) and look not in self._under.values():
                self._under.setdefault(look, self._last or look)
            self._open.add(look)
            return max(self._state, default=0) + 1 + (self._under.get(look) in self._open)
        while self._depths and self._depths[-1] >= block.first.depth:
            self._depths.pop()
        self._depths.append(block.first.depth)
        return len(self._depths)


def _with_seconds(blocks: list[Block]) -> set[tuple[int, str]]:
    """(index, kind) of blocks labelled I, A, 一 … behind whose text stands II, B, 二."""
    found: set[tuple[int, str]] = set()
    second: dict[str, int] = {}  # place of the nearest label 2 of a kind, going up
    for place in range(len(blocks) - 1, -1, -1):
        block = blocks[place]
        if block.number is not None or not may_head(block):
            continue
        for label in labels_of(block.bare):
            if label.kind in _SECTIONS and label.value == 2:
                second[label.kind] = place
            first = label.kind in _SECTIONS and label.value == 1
            if first and second.pop(label.kind, place) > place + 1:
                found.add((block.index, label.kind))
    return found


def _look(block: Block) -> Look:
    return block.bold, block.italic, block.size


def is_decimal(blocks: list[Block]) -> bool:
    """The report numbers its headings 1, 1.1, 1.1.1."""
    decimal = roman = arabic = bare = plain = 0
    for block in blocks:
        if block.number is not None or not may_head(block):
            continue
        kinds = {label.kind: label for label in labels_of(block.bare)}
        if "decimal" in kinds and kinds["decimal"].rest[:1].isalpha():
            decimal += 1
        elif "roman" in kinds and kinds["roman"].value <= 30:
            roman += 1
        elif "arabic" in kinds and kinds["arabic"].value == arabic + 1:
            arabic += 1
        elif number := bare_number_of(block.bare):
            bare += number.value == bare + 1 and block.first.tag == "h"
            plain += number.value == plain + 1
    numbered = any(block.number is not None for block in blocks)
    if any(block.number is not None and decimal_of(block.bare) for block in blocks):
        return not roman
    if (bare >= 2 or (plain >= 3 and not numbered)) and not roman:
        return True
    only_arabic = arabic >= 2 and not roman and not numbered
    return (decimal >= 2 and decimal > roman) or only_arabic


def in_one_alphabet(found: dict[int, Found]) -> dict[int, Found]:
    """А that was read as a Latin A is Russian again where Б stands beside it."""
    letters = {h.label for h in found.values() if h.level == 2 and h.label}
    if not letters & set("БГДЖЗИЛ"):
        return found
    return {
        place: replace(h, label="А") if h.level == 2 and h.label == "A" else h
        for place, h in found.items()
    }


def flattened(found: dict[int, Found]) -> dict[int, Found]:
    """Arabic numbers as the outermost level where no roman number or letter is above them."""
    labelled = [heading for heading in found.values() if heading.label is not None]
    if not labelled or any(h.level != 3 or not h.label.isdecimal() for h in labelled if h.label):
        return found
    return {place: replace(heading, level=heading.level - 2) for place, heading in found.items()}
