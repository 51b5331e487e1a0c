"""Calls of notes that fell out of a PDF on lines of their own, put back behind their words."""

from __future__ import annotations

import re

from content.importing.clean.characters import western_digits

Row = tuple[str, int, int]  # text, page, blank lines above
_NUMBERED = re.compile(r"^(?P<number>\d{1,3})(?:\s+(?P<rest>\S.*))?$")
_LINES_OF_A_NOTE = 2


def with_raised_numbers(rows: list[Row]) -> list[Row]:
    """A number alone on a line, or before other words, that a note at the page's end bears."""
    told = [_numbered(text) for text, _, _ in rows]
    notes = _notes(rows, told)
    kept: list[Row] = []
    expected = 1
    for at, (row, found) in enumerate(zip(rows, told, strict=True)):
        note = notes.get((row[1], found[0])) if found else None
        if found and note is not None and found[0] == expected and kept:
            if note > at and kept[-1][1] == row[1]:
                kept[-1] = (f"{kept[-1][0].rstrip()}{expected}", *kept[-1][1:])
                row = (found[1], *row[1:])
            expected += 1
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
    """(number, what follows it) where a line begins with a bare number and no small letter."""
    found = _NUMBERED.match(western_digits(text.strip()))
    if not found:
        return None
    rest = text.strip()[found.start("rest") :] if found["rest"] else ""
    return None if rest[:1].islower() else (int(found["number"]), rest)
