"""Tables that no mark tells: rows of cells apart from one another, in text and untagged PDFs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from content.importing.clean.characters import put_right, western_digits
from content.importing.labels import article_of, labels_of
from content.importing.lines import CALL_OPEN, Line
from content.importing.sentences import is_stopped

_APART = re.compile(r"\t+| {2,}")
_FIGURE = r"[-–—+~<>(]?(?:[$€£]\s?)?\d[\d.,/%\u202f)]*(?:\s?%)?|–|—|-|\.\.\.?"
_FIGURES = re.compile(rf"^(?P<head>\S.*?)(?P<figures>(?:\s(?:{_FIGURE})(?!\S))+)$")
_NOTE_NUMBER = re.compile(r"\[?\d{1,3}\]?")
_LONGEST_CELL = 60
_LONGEST_ROW = 110
_LEAST_ROWS = {2: 3}  # rows of so few cells must be three; of more, two are enough
_MOST_BETWEEN = 2  # lines of one cell, wrapped, between two rows


def with_tables(lines: Sequence[Line], raw: Sequence[str]) -> tuple[list[Line], dict[int, int]]:
    """The lines with those of each table made one, and where each kept line's index has gone.

    `raw` are their texts before their spaces were put right.
    """
    cells = [_cells(line, text) for line, text in zip(lines, raw, strict=True)]
    out: list[Line] = []
    moved: dict[int, int] = {}
    at = 0
    while at < len(lines):
        end = _table_end(lines, cells, at)
        moved.update(dict.fromkeys(range(at, max(end, at + 1)), len(out)))
        if end > at:
            out.append(_table(lines[at:end], cells[at:end]))
        else:
            out.append(lines[at])
        at = max(end, at + 1)
    return out, moved


def _cells(line: Line, raw: str) -> list[str]:
    """The cells of what may be a row; one cell for everything else."""
    text = line.text
    if line.tag not in ("", "p") or len(text) > _LONGEST_ROW or CALL_OPEN in text:
        return [text]
    if line.cells:
        return [put_right(cell) for cell in line.cells]
    parts = [put_right(part) for part in _APART.split(raw.strip()) if part.strip()]
    if len(parts) < 2:
        parts = _with_figures(text)
    numbered = len(parts) > 1 and bool(labels_of(f"{parts[0]} x")) and len(parts[0]) < 9
    numbered = numbered or (len(parts) == 2 and _NOTE_NUMBER.fullmatch(parts[0]) is not None)
    return [text] if numbered or any(len(part) > _LONGEST_CELL for part in parts) else parts


def _with_figures(text: str) -> list[str]:
    """A row whose spaces were lost: words, and figures behind them."""
    found = _FIGURES.match(western_digits(text))
    if not found or labels_of(text) or article_of(text) or is_stopped(found["head"]):
        return [text]
    if is_stopped(text) or text.startswith("["):
        return [text]  # "See A/70/1, para. 66.", a note
    head = text[: found.end("head")]
    figures = text[found.end("head") :].split()
    return [head, *figures] if len(head) < 40 else [text]


def _table_end(lines: Sequence[Line], cells: Sequence[list[str]], start: int) -> int:
    """Behind the last line of the table that starts here; `start` when none does."""
    first = start if len(cells[start]) > 1 else start + 1
    if first > start and not _may_be_head(lines, cells, start):
        return start
    count, rows, last, at = len(cells[first]), 0, first, first
    while at < len(lines) and at - last <= _MOST_BETWEEN:
        wide = len(cells[at])
        if wide > 1 and abs(wide - count) <= (1 if rows else 2):
            rows, last, count = rows + 1, at, max(count, wide) if rows else wide
        elif at == last or is_stopped(lines[at].text) or not _is_wrapped(lines, at):
            break
        at += 1
    return last + 1 if rows >= _LEAST_ROWS.get(count, 2) else start


def _may_be_head(lines: Sequence[Line], cells: Sequence[list[str]], at: int) -> bool:
    """A line above rows of figures, with a word for each of their columns."""
    if at + 1 >= len(lines) or len(cells[at + 1]) < 3 or lines[at].tag not in ("", "p"):
        return False
    text = lines[at].text
    close = lines[at + 1].gap <= lines[at].gap or lines[at].right > 0
    words = len(text.split()) >= len(cells[at + 1]) or not text.isascii()
    short = len(text) < _LONGEST_ROW and not is_stopped(text)
    return words and close and short and not _leads(text)


def _leads(text: str) -> bool:
    return bool(labels_of(text)) or article_of(text) is not None


def _is_wrapped(lines: Sequence[Line], at: int) -> bool:
    """A short line among rows, that goes on with a cell."""
    return len(lines[at].text) <= _LONGEST_CELL and not _leads(lines[at].text) and at > 0


def _table(lines: Sequence[Line], cells: Sequence[list[str]]) -> Line:
    head, words = cells[0], cells[0][0].split()
    if len(head) == 1 and len(words) == max(map(len, cells)):
        head = words  # a word for each column, too close together to be told apart
    text = "\n".join("\t".join(row) for row in (head, *cells[1:]))
    first = lines[0]
    return replace(
        first,
        text=text,
        tag="table",
        style="",
        block=None,
        left=min(line.left for line in lines),
        right=max(line.right for line in lines),
        bottom=lines[-1].bottom,
        cells=(),
    )
