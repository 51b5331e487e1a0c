"""A report as its second maker sees it: blocks in order, and the outline counted from them.

This maker was written from the features of real reports alone, without knowledge of the reader,
so that what reader and first maker (`support/kinds`) both overlook has a chance to show.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

# A call of note 3 stands in the text as ⟦3⟧; each writer prints it in its own manner.
CALL = re.compile(r"⟦(\d+)⟧")


@dataclass(frozen=True, slots=True)
class Block:
    """`kind`: front, head, para, item, quote, table, box, entry.

    `printed` is the label with its stop or bracket, `zone` one of front, body, annex; `rows` a
    table's cells; `role` tells the front's blocks apart (title, organ, …).
    """

    kind: str
    text: str = ""
    printed: str = ""
    label: str | None = None
    level: int = 0
    number: int | None = None
    zone: str = "body"
    role: str = ""
    run_in: str = ""
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def words(self) -> str:
        """Without calls of notes, label or run-in title."""
        return CALL.sub("", self.text)


@dataclass(frozen=True, slots=True)
class Made:
    """`manner` is how it is numbered: classic, deep, decimal, chapterwise, treaty or plain."""

    manner: str
    language: str
    seed: int
    symbol: str
    title: str
    running: str
    blocks: list[Block]
    notes: dict[int, str] = field(default_factory=dict)

    @property
    def rtl(self) -> bool:
        return self.language == "ar"

    @property
    def name(self) -> str:
        return f"{self.manner}-{self.language}-{self.seed}"

    def truth(self) -> dict[str, Any]:
        """In the form of the true outlines that readers are scored against."""
        numbers = [b.number for b in self.blocks if b.zone == "body" and b.number is not None]
        counted: dict[str, Any] = {"count": len(numbers)}
        if self.manner != "chapterwise":
            counted["first"] = numbers[0] if numbers else None
            counted["last"] = numbers[-1] if numbers else None
        headings = self._headings()
        return {
            "headings": [h for h in headings if h["label"]],
            "unlabelled_headings": [h for h in headings if not h["label"]],
            "paragraphs": counted,
            "footnotes": len(self.notes),
        }

    def _headings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        for at, block in enumerate(self.blocks):
            if block.kind != "head" or block.zone != "body":
                continue
            below = self._below(at, block.level)
            found.append(
                {
                    "level": block.level,
                    "label": block.label,
                    "title": block.words,
                    "first_paragraph": below[0] if below else None,
                    "last_paragraph": below[-1] if below else None,
                }
            )
        return found

    def _below(self, at: int, level: int) -> list[int]:
        if self.manner == "chapterwise":
            return []
        numbers: list[int] = []
        for block in self.blocks[at + 1 :]:
            if block.zone != "body" or (block.kind == "head" and block.level <= level):
                break
            if block.number is not None:
                numbers.append(block.number)
        return numbers
