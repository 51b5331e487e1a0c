"""A made-up report as a row of pieces, and the outline that a person would count from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Piece:
    """`kind` is one of: organ, masthead, session, title, subtitle, letter, opening, summary,
    contents, heading, paragraph, item, quote, line (of an agenda or a resolution), table, source,
    annex, text.

    `printed` is the label as printed, with its stop; `label` the number or letter alone; `part`
    where it stands. `rows` are a table's, or the entries (words, pages) of a table of contents.
    """

    kind: str
    text: str = ""
    printed: str = ""
    label: str | None = None
    level: int = 0
    number: int | None = None
    part: str = "body"
    note: str | None = None
    bold: bool = False
    run_in: str = ""
    rows: list[list[str]] = field(default_factory=list)

    @property
    def said(self) -> str:
        return f"{self.printed} {self.run_in}{' ' if self.run_in else ''}{self.text}".strip()


@dataclass(slots=True)
class Document:
    """`numbers`: "run" of paragraphs, "decimal" ones, "articles", or "none"."""

    kind: str
    language: str
    symbol: str
    title: str
    numbers: str
    pieces: list[Piece]
    looks: dict[str, Any]

    def body(self) -> list[Piece]:
        return [piece for piece in self.pieces if piece.part == "body"]

    def truth(self) -> dict[str, Any]:
        """In the form of the true outlines that readers are scored against."""
        counted = [p for p in self.body() if p.kind == "paragraph" and p.number is not None]
        paragraphs: dict[str, Any] = {"count": len(counted)}
        if self.numbers != "decimal":
            paragraphs["first"] = counted[0].number if counted else None
            paragraphs["last"] = counted[-1].number if counted else None
        return {
            "headings": [h for h in self._headings() if h["label"]],
            "unlabelled_headings": [h for h in self._headings() if not h["label"]],
            "paragraphs": paragraphs,
            "footnotes": sum(p.note is not None for p in self.pieces),
        }

    def _headings(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = []
        open_above: list[dict[str, Any]] = []
        for piece in self.body():
            if piece.kind == "heading":
                open_above = [h for h in open_above if h["level"] < piece.level]
                heading = {
                    "level": piece.level,
                    "label": piece.label,
                    "title": piece.text,
                    "first_paragraph": None,
                    "last_paragraph": None,
                }
                open_above.append(heading)
                found.append(heading)
            elif piece.number is not None and self.numbers != "decimal":
                for heading in open_above:
                    heading["first_paragraph"] = heading["first_paragraph"] or piece.number
                    heading["last_paragraph"] = piece.number
        return found
