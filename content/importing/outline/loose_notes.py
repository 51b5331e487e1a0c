"""Notes that neither mark, rule nor smaller type tells: at the end of all, or at a page's end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.importing.clean.characters import western_digits
from content.importing.labels import labels_of
from content.importing.lines import Line
from content.importing.outline.facts import Facts

_BRACKETED = re.compile(r"^\[(?P<number>\d{1,3})\]\s*(?=[^\s.,;])")
_CALLED_IN_BRACKETS = re.compile(r"(?<=\S)\s?\[(\d{1,3})\]")
_BARE = re.compile(r"^(?P<number>\d{1,3})\s+(?=\S)")
_TAIL = 16  # lines at a page's end among which notes begin
_CALLED = 0.6  # of the notes at the end


def loose_notes(lines: tuple[Line, ...], rules: set[int], facts: Facts) -> dict[int, str]:
    """The number of the note that starts at an index; "" for a line that goes on with one."""
    found = _at_the_end(lines, facts)
    wrapped = not facts.flowing and not any(line.right for line in lines)
    return found or (_at_page_ends(lines, facts) if wrapped and not rules else {})


def _at_the_end(lines: tuple[Line, ...], facts: Facts) -> dict[int, str]:
    """ "[1] See …", "[2] Ibid.", counted from 1 behind all the text that calls them."""
    starts: list[tuple[int, str]] = []
    for index, line in enumerate(lines):
        match = _BRACKETED.match(western_digits(line.text.strip()))
        if match is None:
            continue
        if int(match["number"]) == 1:
            starts = []
        if int(match["number"]) == len(starts) + 1:
            starts.append((index, match["number"]))
    if not starts or not _are_called(lines[: starts[0][0]], len(starts)):
        return {}
    found = dict(starts)
    for index in range(starts[0][0] + 1, len(lines)):
        goes_on = index not in found and not facts.flowing and lines[index].gap < facts.gap
        if goes_on and index - 1 in found:
            found[index] = ""
    return found


def _are_called(above: tuple[Line, ...], count: int) -> bool:
    called = {
        int(number)
        for line in above
        for number in _CALLED_IN_BRACKETS.findall(western_digits(line.text))
    }
    return sum(number in called for number in range(1, count + 1)) >= _CALLED * count


def _at_page_ends(lines: tuple[Line, ...], facts: Facts) -> dict[int, str]:
    """In text out of a PDF: "3 See …" among a page's last lines, where its text calls 3."""
    found: dict[int, str] = {}
    expected = 1
    for page in _pages(lines):
        for index, number in _tail_of(lines, page, expected, facts):
            found[index] = number
            expected = int(number) + 1 if number else expected
    return found


def _pages(lines: tuple[Line, ...]) -> Iterator[range]:
    starts = [index for index, line in enumerate(lines) if line.turn or not index]
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        yield range(start, end)


def _tail_of(
    lines: tuple[Line, ...], page: range, expected: int, facts: Facts
) -> Iterator[tuple[int, str]]:
    first = next((i for i in page[-_TAIL:] if _starts(lines, page, i, expected)), None)
    if first is None:
        return
    behind = [lines[i].text for i in range(first, page.stop)]
    if any(labels_of(text) for text in behind):
        return
    for index in range(first, page.stop):
        if _starts(lines, page, index, expected):
            yield index, str(expected)
            expected += 1
        else:
            yield index, ""


def _starts(lines: tuple[Line, ...], page: range, index: int, expected: int) -> bool:
    match = _BARE.match(western_digits(lines[index].text.strip()))
    if match is None or int(match["number"]) != expected:
        return False
    if lines[index].text.strip()[match.end() :][:1].islower():
        return False
    above = " ".join(lines[i].text for i in range(page.start, index))
    return _call_of(expected).search(western_digits(above)) is not None


def _call_of(number: int) -> re.Pattern[str]:
    """Glued to a word or its stop, or loose before a stop."""
    return re.compile(
        rf"(?:[^\W\d_]{number}(?!\w)|[.,;:»”)。，；）؛،] ?{number}(?=\s|$|[\u4e00-\u9fff])"
        rf"|[^\W\d_] {number} ?[.,;:])"
    )
