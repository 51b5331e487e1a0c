"""Calls of notes that fell out of a PDF on lines of their own, put back behind their words."""

from __future__ import annotations

import re

from content.importing.clean.characters import western_digits
from content.importing.sentences import is_stopped

Row = tuple[str, int, int]  # text, page, blank lines above
_NUMBERED = re.compile(r"^(?P<number>\d{1,3})(?:\s+(?P<rest>\S.*))?$")
_LINES_OF_A_NOTE = 2
_FULL = 0.75
_STOPS = tuple(".)-–—،,:")  # "1 - …" is a paragraph's number, not a call


def with_raised_numbers(rows: list[Row]) -> list[Row]:
    """A number alone on a line, or before other words, that a note at the page's end bears."""
    told = [_numbered(text) for text, _, _ in rows]
    notes = _notes(rows, told)
    widths = sorted(len(text) for text, _, _ in rows)
    full = widths[int(0.9 * (len(widths) - 1))] if widths else 0
    kept: list[Row] = []
    expected = 1
    for at, (row, found) in enumerate(zip(rows, told, strict=True)):
        note = notes.get((row[1], found[0])) if found else None
        if found and note is not None and found[0] == expected and kept:
            is_call = note > at and kept[-1][1] == row[1]
            if is_call and found[1] and not is_stopped(found[1]):
                is_call = len(kept[-1][0]) + len(found[1]) > _FULL * full  # no title "2 Trade"
            if is_call:
                behind = f" {found[1]}" if found[1] else ""  # the rest of the printed line
                kept[-1] = (f"{kept[-1][0].rstrip()}{expected}{behind}", *kept[-1][1:])
                row = ("", *row[1:])
            expected += is_call or note == at
        if row[0]:
            kept.append(row)
    return kept


def _notes(rows: list[Row], told: list[tuple[int, str] | None]) -> dict[tuple[int, int], int]:
    """Where the note of a (page, number) starts; few lines that start none stand behind it."""
    notes: dict[tuple[int, int], int] = {}
    page, starts, others = 0, 0, 0
    for at in range(len(rows) - 1, -1, -1):
        if rows[at][1] != page:
            page, starts, others = rows[at][1], 0, 0
        found = told[at]
        if found is None or not found[1]:
            others += 1
        elif others <= _LINES_OF_A_NOTE * (starts + 1) and (page, found[0]) not in notes:
            starts += 1
            notes[page, found[0]] = at
    return notes


def _numbered(text: str) -> tuple[int, str] | None:
    """(number, what follows) where a line begins with a bare number; no stop or small letter."""
    found = _NUMBERED.match(western_digits(text.strip()))
    if not found:
        return None
    rest = text.strip()[found.start("rest") :] if found["rest"] else ""
    return None if rest[:1].islower() or rest[:1] in _STOPS else (int(found["number"]), rest)
