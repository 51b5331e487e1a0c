"""The witnesses for and against a block being a heading, each with its weight."""

from __future__ import annotations

from collections.abc import Iterator

from content.importing.labels import LEVELS, Label, bullet_of, labels_of
from content.importing.outline.blocks import Block
from content.importing.outline.facts import Facts
from content.importing.outline.words import CAPTION
from content.importing.sentences import announces, begins_small, is_ended, is_stopped
from content.importing.values import Vote

ENOUGH = 1.5
_KIND = {
    "chapter": 0.7, "roman": 0.6, "ordinal": 0.7, "abjad_name": 0.6, "chinese": 0.5, "letter": 0.4,
    "decimal": 0.5, "chinese_round": 0.0, "arabic": -0.2, "lower": -0.6, "abjad": -0.8,
    "lower_roman": -1.2,
}  # fmt: skip


def look_votes(block: Block, facts: Facts, *, labelled: bool) -> Iterator[Vote]:
    """What the format and the page say: tags, weight, size, place."""
    first = block.first
    if first.tag == "h":
        yield Vote(
            "tag", 1.6 if labelled else 2.0, f"marked as a heading ({first.style or first.depth})"
        )
    elif first.tag == "item":
        yield Vote("tag", -0.6, "marked as a list item")
    elif first.tag in ("table", "quote", "contents"):
        yield Vote("tag", -2.0, f"marked as {first.tag}")
    if first.bookmarked:
        yield Vote("bookmark", 0.7, "named in the file's bookmarks")
    if block.bold and not facts.bold and first.tag != "h":
        yield Vote("weight", 1.0, "bold")
    elif block.italic and not facts.italic and not block.bold:
        yield Vote("weight", 0.7, "italic")
    if facts.size and first.size >= facts.size + 0.6:
        yield Vote("size", 0.8, f"{first.size:g} where the text is {facts.size:g}")
    elif facts.size and 0 < first.size < facts.size - 0.6:
        yield Vote("size", -0.8, f"{first.size:g} where the text is {facts.size:g}")
    if first.centred:
        yield Vote("position", 0.4, "centred")
    plain = not block.bold and not block.italic and first.tag != "h"
    if plain and facts.styled and facts.tagged and not first.centred:
        yield Vote("weight", -0.7, "looks like the text around it")


def place_votes(
    block: Block, above: Block | None, below: Block | None, facts: Facts
) -> Iterator[Vote]:
    """What stands around it, and the white space."""
    gap_above = above is None or block.first.gap >= facts.gap or block.first.turn
    gap_below = below is None or below.first.gap >= facts.gap or below.first.turn
    if gap_above and gap_below and not facts.flowing:
        yield Vote("position", 0.7, "white space above and below")
    if below is None:
        yield Vote("position", -1.0, "nothing follows")
    elif below.number is not None:
        yield Vote("position", 0.9, f"paragraph {below.number} follows")
    elif may_head(below):
        yield Vote("position", 0.6, "a heading or list may follow")
    elif _lists(below):
        yield Vote("position", 0.5, "a list follows")


def word_votes(title: str, facts: Facts, *, labelled: bool, listed: bool = False) -> Iterator[Vote]:
    """What its words look like. `listed`: its label may be that of a list's item."""
    if announces(title):
        yield Vote("words", -1.5, "ends with a colon")
    elif is_ended(title) and not title.rstrip().endswith(("?", "？", "؟")):
        yield Vote("words", -1.3 if labelled and not listed else -2.5, "ends like a sentence")
    elif is_stopped(title):
        yield Vote("words", -2.5, "ends like a list item")
    elif not labelled:
        yield Vote("words", 0.3, "does not end like a sentence")
    if facts.cases and begins_small(title):
        yield Vote("words", -1.5, "begins with a small letter")
    length = _length(title)
    if length > 400:
        yield Vote("words", -2.5, f"{length} characters long")
    elif length > (260 if labelled else 150):
        yield Vote("words", -0.7, f"{length} characters long")
    if facts.cases and _in_capitals(title):
        yield Vote("words", 0.5, "in capitals")
    if not labelled and CAPTION.match(title):
        yield Vote("words", -2.0, "names a table, box or figure")
    if not labelled and (bullet_of(title) is not None or title[:1].isdigit()):
        yield Vote("words", -1.6, "begins with a bullet or a number")


def _in_capitals(title: str) -> bool:
    letters = [c for c in title if c.isalpha()] if title.isupper() else []
    return len(letters) > 3 and all(c.isupper() for c in letters)


def _length(text: str) -> int:
    """Characters, a Chinese one counted as two and a half."""
    wide = 0 if text.isascii() else sum("\u2e80" <= c <= "\u9fff" for c in text)
    return len(text) + int(1.5 * wide)


def label_votes(
    label: Label, state: dict[int, int], above: Block | None, above_heads: bool, marked: bool
) -> Iterator[Vote]:
    """What the label's kind says, and whether it is the next in its sequence.

    `marked`: the format says that it is a heading, whatever it stands behind.
    """
    yield Vote("numbering", _KIND.get(label.kind, -0.5), f"{label.kind} {label.shown}")
    level = level_of(label)
    expected = _expected(label, state)
    if len(label.parts) > 1:
        yield Vote("numbering", 0.4, "names the section it belongs to")
    if above is not None and announces(above.bare) and not above_heads:
        weight = -0.8 if marked else -2.0 if level > 2 else -1.2
        yield Vote("position", weight, "stands after a colon")
    if label.value == expected and label.value > 1:
        yield Vote("numbering", 1.2, f"follows {expected - 1} on its level")
    elif label.value == expected:
        yield from _first_vote(level, above, above_heads)
    elif label.value in (expected + 1, expected + 2):
        yield Vote("numbering", -0.3, f"{expected} would be next on its level")
    else:
        yield Vote("numbering", -1.3, f"{expected} would be next on its level")


def _expected(label: Label, state: dict[int, int]) -> int:
    """The value next on its level; a decimal number under another section begins anew."""
    above = enumerate(label.parts[:-1], 1)
    if label.kind == "decimal" and any(state.get(at, part) != part for at, part in above):
        return 1
    return state.get(level_of(label), 0) + 1


def _first_vote(level: int, above: Block | None, above_heads: bool) -> Iterator[Vote]:
    if level <= 2 or above_heads:
        yield Vote("numbering", 0.9, "first on its level")
    elif above is not None and is_ended(above.bare):
        yield Vote("numbering", 0.3, "first on its level, after a whole sentence")
    else:
        yield Vote("numbering", -0.4, "first on its level, in the middle of something")


def first_votes(label: Label, below: Block | None) -> Iterator[Vote]:
    """A first label with no second beside it begins a section; a list would go on."""
    if label.value != 1 or below is None:
        return
    if below.number is not None:
        yield Vote("numbering", 0.6, "a list would have a second item")
    elif any(b.value == 1 and deeper(b, label) for b in labels_of(below.bare)) and may_head(below):
        yield Vote("numbering", 0.5, "a first heading one level down follows")
    elif not labels_of(below.bare) and may_head(below) and not is_ended(label.rest):
        yield Vote("numbering", 0.4, "no second item follows")


def deeper(label: Label, than: Label) -> bool:
    return label.kind in LEVELS and than.kind in LEVELS and level_of(label) > level_of(than)


def level_of(label: Label) -> int:
    return len(label.parts) if label.kind == "decimal" else LEVELS[label.kind]


def _lists(block: Block) -> bool:
    text = block.bare
    listed = any(label.kind in ("lower", "lower_roman", "abjad") for label in labels_of(text))
    return listed or bullet_of(text) is not None


def may_head(block: Block) -> bool:
    """At first sight: short, unended, not numbered."""
    text = block.bare
    if block.first.tag == "h":
        return True
    if block.first.tag in ("table", "quote"):
        return False
    labels = labels_of(text)
    words = labels[0].rest if labels else text
    return len(text) < 300 and not is_stopped(text) and not begins_small(words)


def total(votes: list[Vote]) -> float:
    return sum(vote.weight for vote in votes)
