"""A block of a lesson's draft as text: found, put in another's place, found again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from content import markup
from content.editions.rewrite import block_at, with_block
from content.markup.split import split_blocks
from content.markup.values import Lines, RawBlock
from courses.authoring.editions.errors import BlockMoved
from courses.catalog.errors import TextRefused
from courses.catalog.lessons import why_not_shown
from courses.catalog.models import Lesson, LessonVersion
from courses.catalog.queries import newest_version


@dataclass(frozen=True, slots=True)
class DraftBlock:
    """`text` is its Markdown with the attribute line; `tokens` are its sources as written, and
    `passages` {token: id} those of them that are passages we hold."""

    key: str
    text: str
    lines: Lines
    tokens: tuple[str, ...]
    passages: dict[str, int]


def draft_of(lesson: Lesson, language: str, number: int) -> LessonVersion:
    """The text that the person saw. Raises BlockMoved when there is a newer one."""
    version = newest_version(lesson, language)
    if version is None or version.number != number:
        raise BlockMoved
    return version


def blocks_of(version: LessonVersion) -> dict[str, DraftBlock]:
    """{key: block}. Raises TextRefused for a text that cannot be shown now."""
    found = {}
    for block, row in zip(_written(version), version.blocks, strict=False):
        passages = {
            token: source["passage"]
            for token, source in zip(block.sources, row["sources"], strict=False)
            if source["passage"] is not None
        }
        text = block_at(version.body, block.lines)
        found[row["key"]] = DraftBlock(row["key"], text, block.lines, block.sources, passages)
    return found


def _written(version: LessonVersion) -> Sequence[RawBlock | markup.Block]:
    """The blocks of a text as they were stored, with their lines. Only where some of them show
    nothing, and were left out, does it take rendering to know which."""
    written = split_blocks(version.body)
    if len(written) == len(version.blocks):
        return written
    try:
        return markup.render_blocks(version.body, previous=stored_blocks(version))
    except markup.MarkupError as error:
        raise TextRefused(why_not_shown(error)) from error


def stored_blocks(version: LessonVersion) -> list[markup.Block]:
    return [
        markup.Block(row["key"], row["kind"], row["html"], row["text"]) for row in version.blocks
    ]


def body_with(version: LessonVersion, changes: Iterable[tuple[DraftBlock, str]]) -> str:
    """The lesson's Markdown with these blocks in others' place; from the end, so that the lines
    of those before stay what they are."""
    body = version.body
    for block, text in sorted(changes, key=lambda one: one[0].lines, reverse=True):
        body = with_block(body, block.lines, text)
    return body


def digest_of(version: LessonVersion, key: str) -> str:
    """Of the text that a block has; "" where it is not."""
    rows: Iterable[dict[str, Any]] = version.blocks
    text = next((row["text"] for row in rows if row["key"] == key), None)
    return "" if text is None else hashlib.sha256(text.encode()).hexdigest()
