"""Pieces of a PDF page put together to lines as they are printed."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from statistics import median

from content.importing.lines import Line, call
from content.importing.readers.pdf_segments import Segment
from content.importing.readers.right_to_left import logical, with_call_behind

_ARABIC = re.compile("[\u0621-\u064a]")
_WIDE_GAP = 2.2  # in type sizes: wider white space parts two columns or cells


@dataclass(slots=True)
class Row:
    pieces: list[Segment]

    @property
    def main(self) -> Segment:
        worded = [piece for piece in self.pieces if not _is_leader(piece)]
        return max(worded or self.pieces, key=lambda piece: len(piece.text) * piece.size)

    @property
    def left(self) -> float:
        return min(piece.left for piece in self.pieces)

    @property
    def right(self) -> float:
        return max(piece.right for piece in self.pieces)


def lines_of(
    segments: list[Segment], page: int, width: float, height: float, blocks: int, tagged: bool
) -> Iterator[Line]:
    """Lines in reading order. `blocks` is added to block numbers to keep pages apart."""
    rows = _rows(segments)
    pitch = _pitch(rows)
    widest = max((row.right - row.left for row in rows), default=width)
    above: Row | None = None
    for row in rows:
        yield _line(row, above, page, (width, widest), pitch, blocks, tagged)
        above = row


def _rows(segments: list[Segment]) -> list[Row]:
    rows: list[Row] = []
    for segment in segments:
        if rows and _continues(rows[-1], segment):
            rows[-1].pieces.append(segment)
        else:
            rows.append(Row([segment]))
    return rows


def _continues(row: Row, segment: Segment) -> bool:
    """On the same line: a raised number and what follows it, or a cell's neighbour word."""
    last, main = row.pieces[-1], row.main
    if _is_leader(segment) or _is_leader(last):
        near = segment.left - last.right < 3 * _WIDE_GAP * main.size
        return near and abs(segment.base - main.base) < 0.3 * max(main.size, 4.0)
    if _block(last) != _block(segment) and not _is_raised(segment, main):
        return False
    size = max(main.size, segment.size, 4.0)
    apart = abs(segment.base - main.base)
    if apart > 0.6 * size:
        return False
    if apart > 0.15 * size and not _is_raised(segment, main) and not _is_raised(last, segment):
        return False
    gap = max(segment.left - last.right, last.left - segment.right)
    return -0.8 * size < gap < _WIDE_GAP * size


def _is_leader(segment: Segment) -> bool:
    """Dots that lead the eye to a page number."""
    text = segment.text.strip()
    return len(text) >= 4 and not text.strip(". …·")


def _block(segment: Segment) -> int:
    return segment.tag.block if segment.tag else -1


def _is_raised(segment: Segment, main: Segment) -> bool:
    """A small number above the line: a footnote's call."""
    number = segment.text.strip()
    small = segment.size <= 0.8 * main.size
    return number.isdecimal() and len(number) <= 3 and small and segment.base < main.base


def _pitch(rows: list[Row]) -> float:
    """The usual distance between two baselines on the page, in type sizes."""
    steps = []
    for above, row in itertools.pairwise(rows):
        size = row.main.size or 10.0
        step = (row.main.base - above.main.base) / size
        if 0.8 < step < 2.2 and abs(row.main.size - above.main.size) < 0.5:
            steps.append(round(step, 2))
    return median(steps) if steps else 1.2


def _line(
    row: Row,
    above: Row | None,
    page: int,
    widths: tuple[float, float],
    pitch: float,
    blocks: int,
    tagged: bool,
) -> Line:
    main, left, right = row.main, row.left, row.right
    width, widest = widths
    tag = main.tag
    cell = f"{blocks + tag.row}:{tag.cell}" if tag and tag.row else ""
    name = "table" if cell else tag.name if tag else ""
    return Line(
        text=_text(row),
        page=page,
        left=left,
        right=right,
        top=min(p.top for p in row.pieces),
        bottom=max(p.bottom for p in row.pieces),
        size=main.size,
        bold=main.bold,
        italic=main.italic,
        gap=_gap(row, above, pitch),
        tag=name or ("artifact" if tagged and not main.marked else ""),
        depth=tag.depth if tag else 0,
        style=cell,
        block=blocks + tag.block if tag else None,
        centred=abs(left + right - width) < 0.06 * width and right - left < 0.8 * widest,
        turn=above is None,
        cells=main.cells if len(row.pieces) == 1 and not name else (),
    )


def _gap(row: Row, above: Row | None, pitch: float) -> float:
    if above is None:
        return 0.0
    size = row.main.size or 10.0
    step = (row.main.base - above.main.base) / size
    return round(step - pitch, 2) if step > 0 else 0.0


def _as_read(pieces: list[Segment]) -> list[Segment]:
    """From the right where the line is Arabic: pdfium gives what follows a raised number first."""
    if len(pieces) < 2 or not any(_ARABIC.search(piece.text) for piece in pieces):
        return pieces
    return sorted(pieces, key=lambda piece: -piece.right)


def _text(row: Row) -> str:
    said = ""
    main, pieces = row.main, _as_read(row.pieces)
    for place, piece in enumerate(pieces):
        text = piece.text
        if place and _is_raised(piece, main):
            said = said.rstrip() + call(text.strip())
            continue
        if place and said and not said.endswith(" ") and not text.startswith(" "):
            last = pieces[place - 1]
            apart = max(piece.left - last.right, last.left - piece.right)
            said += " " if apart > 0.12 * main.size else ""
        said += text
    said = said.replace("\ufffe", "\u00ad").replace("\x02", "\u00ad").rstrip()
    return with_call_behind(logical(said)) if _ARABIC.search(said) else said
