"""What somebody should look at in a lesson before learners read it. Advice: it stops nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

LONGEST_MINUTES = 20
SHORTEST_MINUTES = 2
LONGEST_TITLE = 100

LONG, SHORT, AIMLESS, TITLE = "long", "short", "aimless", "title"
BARE, REPEATED, ANNOUNCED, LEFT_OVER = "bare", "repeated", "announced", "left_over"
FINDINGS = (LONG, SHORT, AIMLESS, TITLE, BARE, REPEATED, ANNOUNCED, LEFT_OVER)

_ANNOUNCES = re.compile(r"[:：]$")
# Bodies that a colon may well end: something that is shown follows, or stands apart.
_SHOWN = ("figure", "table", "list", "quote", "code", "callout", "diagram")
# No language of ours has a space before these; where a file has one, a sign or a note went.
_LOOSE = re.compile(r"(?<=[^\W\d_])\s[.,](?=\s|$)|\d{4}\s\d{1,2}\s[.,](?=\s|$)")
# A consonant is no word of ours: "un r ang".
_BROKEN = re.compile(r"(?<=[^\W\d_] )[bcdfghjklmnpqrstvwxz](?= [a-zà-ÿ]{2})")


@dataclass(frozen=True, slots=True)
class Shown:
    """A block as a lesson stores it; `level` of a heading, 0 of anything else."""

    kind: str
    text: str
    level: int = 0


@dataclass(frozen=True, slots=True)
class Read:
    """A lesson in one language, as it is to be published."""

    title: str
    minutes: int
    objectives: Sequence[str]
    blocks: Sequence[Shown]


def findings(lesson: Read) -> Iterator[str]:
    """Names out of FINDINGS, each once. Nothing of a lesson without text: that is a mistake of
    its own."""
    if not lesson.blocks:
        return
    if lesson.minutes > LONGEST_MINUTES:
        yield LONG
    elif lesson.minutes < SHORTEST_MINUTES:
        yield SHORT
    if not any(aim.strip() for aim in lesson.objectives):
        yield AIMLESS
    if len(lesson.title) > LONGEST_TITLE:
        yield TITLE
    yield from _of_blocks(lesson)


def _of_blocks(lesson: Read) -> Iterator[str]:
    blocks = lesson.blocks
    followed = list(zip(blocks, [*blocks[1:], None], strict=True))
    if any(_is_bare(block, after) for block, after in followed):
        yield BARE
    title = _folded(lesson.title)
    if any(block.level and _folded(block.text) == title for block in blocks):
        yield REPEATED
    if any(_announces(block, after) for block, after in followed):
        yield ANNOUNCED
    if any(_LOOSE.search(block.text) or _BROKEN.search(block.text) for block in blocks):
        yield LEFT_OVER


def _is_bare(block: Shown, after: Shown | None) -> bool:
    """A heading with nothing under it."""
    return bool(block.level) and (after is None or 0 < after.level <= block.level)


def _announces(block: Shown, after: Shown | None) -> bool:
    """A paragraph that ends with a colon, and the text ends or another part begins."""
    if block.kind in ("heading", *_SHOWN) or not _ANNOUNCES.search(block.text.rstrip()):
        return False
    return after is None or bool(after.level)


def _folded(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
