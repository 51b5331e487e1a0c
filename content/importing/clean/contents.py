"""Tables of contents, which repeat every heading and would otherwise be read twice."""

from __future__ import annotations

import re

from content.importing.clean.characters import folded, western_digits
from content.importing.labels import labels_of
from content.importing.lines import Line

_WORDS = re.compile(
    r"^(?:table of )?contents$|^table des mati[eè]res$|^sommaire$|^[ií]ndice$|^contenido$"
    r"|^содержание$|^оглавление$|^目\s*录$"
    r"|^(?:ال)?محتويات$|^فهرس(?: المحتويات)?$",
    re.I,
)
_LEADERS = re.compile(r"(?:\.\s?){4,}\s*[\d–—\-\s]*$|…+\s*[\d–—\-\s]*$|\.{4,}")
_TRAILING = re.compile(
    r"\S(?:\t+|\s{2,}|\s)(?:\d{1,4}\s?[–—-]\s?\d{1,4}\s+|\d{1,4}\s+)?\d{1,4}\s*$"
)
_TAB_NUMBER = re.compile(r"\t+\s*(?:\d{1,4}[–—-]\d{1,4}\s*)?\d{1,4}\s*$")
_FARTHEST = 6  # lines without a page number between two entries
_LONGEST = 420


def contents_lines(lines: tuple[Line, ...]) -> set[int]:
    """Indexes of the lines that make up tables of contents."""
    found = {index for index, line in enumerate(lines) if line.tag == "contents"}
    for index, line in enumerate(lines):
        if index not in found and _is_contents_heading(line.text):
            found |= _table_below(lines, index)
    return found or _leaders_alone(lines)


def _is_contents_heading(text: str) -> bool:
    return _WORDS.match(western_digits(text.strip().strip(":*# "))) is not None


def _table_below(lines: tuple[Line, ...], start: int) -> set[int]:
    """From its heading to the last entry; nothing when no entries follow."""
    last, entries, first, held = start, 0, "", ""
    for index in range(start + 1, min(start + 400, len(lines))):
        line = lines[index]
        if entries and first and _begins_again(line.text, first):
            last = index - 1  # also an entry that left no room for its dots
            break
        if _is_entry(line):
            entries += 1
            first = first or held + _said(line.text)
            last = index
        elif index - last > _FARTHEST or len(line.text) > _LONGEST:
            break
        held += folded(western_digits(line.text))
    if entries >= 2:
        return set(range(start, last + 1))
    return _plain_list(lines, start)


def _is_entry(line: Line) -> bool:
    text = western_digits(line.text.rstrip())
    if _LEADERS.search(text) or _TAB_NUMBER.search(text):
        return True
    return len(text) < 300 and _TRAILING.search(text) is not None and not text.endswith((".", ";"))


def _said(text: str) -> str:
    """An entry's words without its page numbers."""
    return folded(re.sub(r"[\d\s.…–—-]+$", "", western_digits(text)))


def _begins_again(text: str, first: str) -> bool:
    """The first entry's heading stands here, without a page number: the table has ended."""
    said = folded(western_digits(text))
    return bool(said) and (said == first or (len(said) > 8 and said in first))


def _plain_list(lines: tuple[Line, ...], start: int) -> set[int]:
    """A table of contents without page numbers: labelled lines, all of which come again."""
    below: list[int] = []
    for index in range(start + 1, min(start + 200, len(lines))):
        text = lines[index].text
        if below and folded(text) == folded(lines[below[0]].text):
            return {start, *below} if len(below) >= 2 else set()
        if len(text) > _LONGEST:
            break
        below.append(index)
    return set()


def _leaders_alone(lines: tuple[Line, ...]) -> set[int]:
    """Entries with leader dots and no heading above them."""
    dotted = [i for i, line in enumerate(lines) if _LEADERS.search(western_digits(line.text))]
    if len(dotted) < 3 or dotted[-1] - dotted[0] > 4 * len(dotted) + 10:
        return set()
    start = dotted[0]
    while start > 0 and start > dotted[0] - 3 and not _ends_entry(lines[start - 1].text):
        if not labels_of(lines[start - 1].text):
            break
        start -= 1
    return set(range(start, dotted[-1] + 1))


def _ends_entry(text: str) -> bool:
    return text.rstrip().endswith((".", ";", ":"))
