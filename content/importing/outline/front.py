"""What stands before the body: masthead, title, summary, notes with numbers of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from content.importing.clean.furniture import SYMBOL
from content.importing.outline.blocks import Block
from content.importing.outline.facts import Facts
from content.importing.outline.headings import Found
from content.importing.outline.words import MASTHEAD, NOTE, SUBTITLE
from content.importing.sentences import is_stopped

_LONGEST_TITLE = 400


@dataclass(slots=True)
class Front:
    """`notes`: (title, blocks) of each opening note; `aside`: (kind, block)."""

    title: str = ""
    notes: list[tuple[str, list[Block]]] = field(default_factory=list)
    aside: list[tuple[str, Block]] = field(default_factory=list)


def body_start(blocks: list[Block], found: dict[int, Found]) -> int:
    """The place of the block with which the body begins."""
    numbered = next((p for p, block in enumerate(blocks) if block.number is not None), None)
    labelled = next((p for p in sorted(found) if found[p].label is not None), None)
    if numbered is None and labelled is None:
        return _unnumbered_start(blocks, found)
    if labelled is not None and (numbered is None or labelled < numbered):
        return labelled
    start = numbered or 0
    if start - 1 in found and not NOTE.match(blocks[start - 1].bare):
        return start - 1
    return start


def _unnumbered_start(blocks: list[Block], found: dict[int, Found]) -> int:
    """After the title, when the headings have no labels and the paragraphs no numbers."""
    heads = [p for p in sorted(found) if p < len(blocks)]
    if not heads:
        return 0
    first = heads[0]
    depths = [blocks[p].first.depth for p in heads]
    only = blocks[first].first.depth and depths.count(depths[0]) == 1 and len(heads) > 1
    if first == 0 and (only or len(heads) > 2):
        return 1
    return first


def front_of(
    blocks: list[Block], found: dict[int, Found], facts: Facts, *, masthead: bool
) -> Front:
    """`masthead`: some of it was already found among the page's furniture."""
    front = Front()
    title = _title_place(blocks, found, facts)
    if title is not None:
        front.title = " ".join(blocks[title].bare.rstrip("* ").split())
    official = masthead or _is_official(blocks)
    note: list[Block] | None = None
    for place, block in enumerate(blocks):
        if _is_symbol(block) and note is None:
            front.aside.append(("masthead", block))
        elif place == title:
            front.aside.append(("title", block))
            note = None
        elif NOTE.match(block.bare) and len(block.bare) < 200:
            note = []
            front.notes.append((block.bare.rstrip("* "), note))
            front.aside.append(("title", block))
        elif note is not None and not _is_subtitle(block):
            note.append(block)
        elif _is_subtitle(block) and title is not None:
            front.aside.append(("title", block))
        elif official and (title is None or place < title):
            front.aside.append(("masthead", block))
        else:
            note = []
            front.notes.append(("", note))
            note.append(block)
    # A report that comes with a letter and has no title of its own is known by the letter's.
    # "Summary" is what every report calls its own.
    named = (said for said, _ in front.notes if said and not _is_summary(said))
    front.title = front.title or next(named, "")
    return front


def _is_summary(said: str) -> bool:
    found = NOTE.match(said)
    return found is not None and found["summary"] is not None


def _is_subtitle(block: Block) -> bool:
    return len(block.bare) < 160 and SUBTITLE.match(block.bare) is not None


def _is_symbol(block: Block) -> bool:
    return SYMBOL.fullmatch(block.bare.rstrip("* ")) is not None


def _is_official(blocks: list[Block]) -> bool:
    """There is a masthead: a symbol, the words of a distribution line, an organ's name."""
    lines = [line.text for block in blocks for line in block.lines]
    texts = [part for text in lines for part in re.split(r"[\t\n]", text) if len(part) < 90]
    words = sum(1 for text in texts if MASTHEAD.match(text.strip()))
    symbols = sum(1 for text in texts if SYMBOL.match(text.strip()))
    return words + symbols >= 2


def _title_place(blocks: list[Block], found: dict[int, Found], facts: Facts) -> int | None:
    """The last of the blocks that stand out by their type, subtitles and notes apart."""
    note = next((p for p, b in enumerate(blocks) if NOTE.match(b.bare)), len(blocks))
    out = [
        place
        for place, block in enumerate(blocks)
        if _stands_out(block, place in found, facts) and not NOTE.match(block.bare)
    ]
    before = [p for p in out if p < note] or out
    if not before:
        return _plain_title(blocks, note)
    largest = max(blocks[p].size for p in before)
    proper = [p for p in before if not _is_subtitle(blocks[p])] or before
    if largest and facts.size:
        large = [p for p in proper if blocks[p].size >= min(largest, facts.size + 1.5) - 0.3]
        proper = large or proper
    marked = [p for p in proper if blocks[p].first.tag == "h"]
    return (marked or proper)[-1]


def _plain_title(blocks: list[Block], note: int) -> int | None:
    """Without type to go by: the first words right behind the symbol that are no sentence."""
    if not any(_is_symbol(block) for block in blocks[:note]):
        return None
    for place, block in enumerate(blocks[:note]):
        plain = not _is_symbol(block) and not MASTHEAD.match(block.bare)
        if plain and len(block.bare) < 200 and not is_stopped(block.bare):
            return place
    return None


def _stands_out(block: Block, heads: bool, facts: Facts) -> bool:
    if (
        len(block.bare) > _LONGEST_TITLE
        or block.first.tag in ("table", "note")
        or _is_symbol(block)
    ):
        return False
    if block.first.tag == "h" or heads:
        return True
    if block.bold and not facts.bold:
        return True
    return bool(facts.size and block.size > facts.size + 1)
