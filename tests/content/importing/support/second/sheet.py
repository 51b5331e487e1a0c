"""Lays a report out on pages of lines: under the hand-made PDF, and under text with a layout.

Widths are in ems, so that one layout serves every script; a page is 44 lines of 36 ems.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from tests.content.importing.support.second.report import CALL, Block, Made

WIDE = 36.0
HIGH = 44


@dataclass(slots=True)
class Row:
    """A line of type. `at` and `middle` in ems; `gap` in lines above; `tag` names its element and
    `block` tells one element from the next; `cells` are a table's."""

    text: str
    at: float = 0.0
    style: str = ""  # any of b(old), i(talic), s(mall)
    middle: bool = False
    gap: float = 0.0
    tag: str = "P"
    block: int = 0
    cells: tuple[str, ...] = ()


@dataclass(slots=True)
class Sheet:
    rows: list[Row] = field(default_factory=list)
    notes: list[Row] = field(default_factory=list)

    @property
    def height(self) -> float:
        notes = sum(0.85 + row.gap for row in self.notes) + (1.5 if self.notes else 0)
        return sum(1 + row.gap for row in self.rows) + notes


def width(text: str) -> float:
    total = 0.0
    for sign in text:
        if unicodedata.category(sign) in ("Mn", "Cf"):
            continue
        wide = unicodedata.east_asian_width(sign) in "WF"
        total += (
            1.0 if wide else 0.27 if sign in " .,;:il’()'" else 0.62 if sign.isupper() else 0.46
        )
    return total


def folded_lines(text: str, room: float, first: float) -> list[str]:
    """Lines of at most `room` ems, the first of `first`."""
    units = list(text) if any(unicodedata.east_asian_width(c) in "W" for c in text) else None
    pieces = units or [word + " " for word in text.split(" ")]
    lines, line, left = [], "", first
    for piece in pieces:
        hangs = units and piece in "，。；：、”）"
        if line and width((line + piece).rstrip()) > left and not hangs:
            lines.append(line.rstrip())
            line, left = "", room
        line += piece
    return [*lines, line.rstrip()]


class Layout:
    """`sheets` holds the pages; calls of notes stay marked in their lines."""

    def __init__(self, report: Made) -> None:
        self.report = report
        self.sheets = [Sheet()]
        self.block = 0
        for block in report.blocks:
            self.block += 1
            self._place(block)

    # ---- blocks

    def _place(self, block: Block) -> None:
        place = {
            "front": self._front, "head": self._head, "article": self._article,
            "table": self._table, "box": self._box, "entry": self._entry,
        }.get(block.kind, self._para)  # fmt: skip
        place(block)

    def _front(self, block: Block) -> None:
        style = {"title": "b", "organ": "b", "part": "b", "annex": "b", "annex title": "b"}
        if block.role == "annex":
            self.sheets.append(Sheet())
        middle = block.role in ("annex", "annex title")
        words = f"{block.printed}\t{block.text}" if block.printed else block.text
        gap = {"title": 2.0, "part": 1.5, "by": 1.0, "session": 0.5}.get(block.role, 0.3)
        self._text(block, words, 3.0 if block.role == "text" else 0.0,
                   style=style.get(block.role, ""), gap=gap, middle=middle,
                   tag="H1" if block.role == "title" else "P")  # fmt: skip

    def _head(self, block: Block) -> None:
        words = f"{block.printed}\t{block.text}" if block.printed else block.text
        if (
            block.printed
            and block.level == 1
            and not block.printed[0].isdigit()
            and self._chapter(block)
        ):
            self._text(block, block.printed, 0, style="b", gap=1.2, middle=True, tag="H1")
            words = block.text
        style = {1: "bl", 2: "b", 3: "b", 4: "i"}.get(block.level, "b") if block.printed else "i"
        if self.sheets[-1].height > HIGH - 5:
            self.sheets.append(Sheet())
        self._text(block, words, 0.0, style=style, gap=1.0, middle=self._chapter(block),
                   tag=f"H{min(block.level, 3)}", hang=2.5)  # fmt: skip

    def _chapter(self, block: Block) -> bool:
        return self.report.manner == "treaty"

    def _article(self, block: Block) -> None:
        if self.sheets[-1].height > HIGH - 4:
            self.sheets.append(Sheet())
        self._text(block, block.printed, 0, style="b", gap=0.8, middle=True, tag="P")

    def _para(self, block: Block) -> None:
        deep = {"item": 3.0, "quote": 4.0}.get(block.kind, 0.0)
        words = " ".join(part for part in (block.run_in, block.text) if part)
        if block.printed:
            words = f"{block.printed}\t{words}"
        first = deep + 2.5 if block.kind == "item" else deep
        self._text(block, words, first, gap=0.5, tag="P", hang=deep - first)

    def _box(self, block: Block) -> None:
        style = "s" if block.role == "source" else ""
        if block.printed:
            self._text(block, block.printed, 2.0, style="b", gap=0.8)
        self._text(block, block.text, 2.0, style=style, gap=0.3)

    def _table(self, block: Block) -> None:
        if self.sheets[-1].height > HIGH - 10:
            self.sheets.append(Sheet())
        self._text(block, block.printed, 0.0, gap=0.8)
        self._text(block, block.text, 0.0, style="b")
        for cells in block.rows:
            self.sheets[-1].rows.append(
                Row("", at=1.0, cells=cells, gap=0.1, tag="TD", block=self.block)
            )

    def _entry(self, block: Block) -> None:
        words = f"{block.printed} {block.text}"
        at = 1.2 * block.level
        pages = block.role
        room = WIDE - at - 3
        *lines, last = folded_lines(words, room, room)
        for line in lines:
            self._row(Row(line, at=at, block=self.block, tag="TOCI"))
        dots = max(int((room - width(last)) / 0.27 / 2), 3)
        self._row(Row(f"{last} {' .' * dots} {pages}", at=at, block=self.block, tag="TOCI"))

    # ---- lines

    def _text(
        self, block: Block, words: str, at: float, *, style: str = "", gap: float = 0.0,
        middle: bool = False, tag: str = "P", hang: float = 0.0,
    ) -> None:  # fmt: skip
        called = [int(number) for number in CALL.findall(words)]
        room = WIDE - max(at + hang, 0)
        lines = folded_lines(words.replace("\t", "  "), room, WIDE - at)
        for index, line in enumerate(lines):
            number = [n for n in called if f"⟦{n}⟧" in line]
            called = [n for n in called if n not in number]
            row = Row(line, at if not index else max(at + hang, 0), style, middle,
                      0 if index else gap, tag, self.block)  # fmt: skip
            self._row(row, number)

    def _row(self, row: Row, notes: list[int] | None = None) -> None:
        held = [note for number in notes or () for note in self._note(number)]
        if self.sheets[-1].height + 1 + row.gap + len(held) > HIGH:
            self.sheets.append(Sheet())
            row.gap = 0
        self.sheets[-1].rows.append(row)
        self.sheets[-1].notes.extend(held)

    def _note(self, number: int) -> Iterator[Row]:
        words = f"{number}  {self.report.notes[number]}"
        for index, line in enumerate(folded_lines(words, WIDE * 1.15, WIDE * 1.15)):
            yield Row(line, 0.5 if index else 0.0, "s", tag="Note", block=10_000 + number)


def head_and_foot(report: Made, number: int, pages: int) -> tuple[str, str]:
    """The running head (with a date) and the foot of a page."""
    side = f"{number}/{pages}"
    head = report.symbol if number % 2 else report.running
    foot = (
        f"{side}   24-{report.seed % 90000:05}"
        if number % 2
        else f"24-{report.seed % 90000:05}   {side}"
    )
    return head, foot


def as_layout_text(report: Made) -> bytes:
    """Text as it is taken out of a PDF with its layout: indents, gaps, heads, feet and all."""
    layout = Layout(report)
    pages = []
    for number, sheet in enumerate(layout.sheets, 1):
        head, foot = head_and_foot(report, number, len(layout.sheets))
        lines = [head, ""] if number > 1 else []
        for row in sheet.rows:
            lines.extend([""] * round(row.gap + 0.2))
            lines.append(_spaced(row))
        if sheet.notes:
            lines.extend(["", "_" * 18, *(_spaced(row) for row in sheet.notes)])
        pages.append("\n".join([*lines, "", foot]))
    return "\n\f".join(pages).encode()


def _spaced(row: Row) -> str:
    if row.cells:
        return "  " + "".join(cell.ljust(22) for cell in row.cells).rstrip()
    indent = (WIDE - width(row.text)) / 2 if row.middle else row.at
    return " " * round(indent / 0.46) + CALL.sub(r"\1", row.text)
