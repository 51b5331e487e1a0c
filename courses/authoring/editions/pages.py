"""What the preview of a change of many blocks shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from content.editions.worddiff import IN, OUT, Piece, word_diff
from content.markup.split import ATTRIBUTES
from courses.authoring.editions.accepting import Fresh
from courses.catalog.models import LessonVersion


@dataclass(frozen=True, slots=True)
class BlockPreview:
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class LessonPreview:
    version: LessonVersion
    blocks: tuple[BlockPreview, ...]


def previews_of(found: Iterable[tuple[LessonVersion, Sequence[Fresh]]]) -> list[LessonPreview]:
    """The blocks whose words would change, lesson by lesson."""
    rows = (
        (version, tuple(_preview(one) for one in blocks if one.differs))
        for version, blocks in found
    )
    return [LessonPreview(version, blocks) for version, blocks in rows if blocks]


def _preview(fresh: Fresh) -> BlockPreview:
    pieces = word_diff(_bare(fresh.block.text), _bare(fresh.text))
    return BlockPreview(
        tuple(one for one in pieces if one.kind != IN),
        tuple(one for one in pieces if one.kind != OUT),
    )


def _bare(text: str) -> str:
    """Without attribute lines, which no learner sees."""
    kept = (line for line in text.split("\n") if not ATTRIBUTES.match(line))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(kept)).strip()
