"""Footnotes, gathered from wherever the format or the page has put them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from content.importing.clean.characters import western_digits
from content.importing.labels import article_of, number_of
from content.importing.lines import CALL, Line
from content.importing.outline.facts import Facts
from content.importing.outline.loose_notes import loose_notes
from content.importing.sentences import begins_small, is_ended

_START = re.compile(
    r"^(?:\[?(?P<number>\d{1,3})\]?|(?P<star>\*{1,4}|[†‡]))(?P<stop>[.)]?)\s*(?=\S)"
)
_CALLED_START = re.compile(rf"^{CALL.pattern}\s*")
# A right-to-left line may come out with its raised number at the wrong end.
_CALLED_END = re.compile(rf"(?<=[\u0621-\u064a.]) ?{CALL.pattern}$")
# … and a Latin one in the midst of Arabic ones with its stop and number at the wrong ends.
_LATIN_END = re.compile(r"^\.(?P<rest>[A-Z].*\S) (?P<number>\d{1,3})$")
_STARRED = re.compile(r"^\*{1,3} ?[^\s*]")
_SMALL = 0.93  # of the body's size


@dataclass(frozen=True, slots=True)
class Note:
    """`number` is None for notes marked by signs such as *."""

    number: str | None
    lines: tuple[Line, ...]
    order: int


@dataclass(slots=True)
class _Collector:
    notes: list[tuple[str | None, list[Line], int]]
    taken: set[int]
    expected: int = 1
    stop: bool | None = None  # whether a stop follows the notes' numbers; None before the first

    def add(self, index: int, line: Line, *, sure: bool) -> None:
        """A line of a footnote zone: it starts the next note or goes on with the last."""
        self.taken.add(index)
        number, text = self._start(line.text, sure)
        bare = _with_text(line, text)
        if number is None and self.notes:
            self.notes[-1][1].append(bare)
            return
        if number is not None and number.isdecimal():
            self.expected = int(number) + 1
            self._learn_stop(line)
        self.notes.append((number if number and number.isdecimal() else None, [bare], index))

    def _learn_stop(self, line: Line) -> None:
        """A quoted list's "2." behind a page's notes "1See" is no note of theirs."""
        found = _START.match(western_digits(line.text.strip()))
        if self.stop is None and found and found["number"] and not line.right and not line.tag:
            self.stop = bool(found["stop"])

    def begins(self, text: str) -> bool:
        """A note that may be the next starts here."""
        return self._start(text, sure=True)[0] is not None

    def is_past(self, line: Line, facts: Facts) -> bool:
        """In text without places: white space, an article, or the middle of a sentence behind a
        whole one, as where the next column goes on; and no note that would be the next.
        """
        if line.right or facts.flowing or not self.notes:
            return False
        last = self.notes[-1][1][-1]
        other = is_ended(last.text) and (
            (facts.cases and begins_small(line.text))
            or number_of(line.text) is not None
            or facts.breaks_early(last, line)
        )
        if line.gap < facts.gap and not other and article_of(line.text) is None:
            return False
        return self._start(line.text, sure=False)[0] is None

    def _start(self, text: str, sure: bool) -> tuple[str | None, str]:
        """(number or sign, the rest) when a note starts here; (None, text) otherwise."""
        text = text.strip()
        raised = _CALLED_START.match(text)
        if raised:
            return raised[1], text[raised.end() :]
        if (ends := _CALLED_END.search(text)) and ends[1] == str(self.expected):
            return ends[1], text[: ends.start()]
        if (turned := _LATIN_END.match(text)) and turned["number"] == str(self.expected):
            return turned["number"], f"{turned['rest']}."
        found = _START.match(western_digits(text))
        if not found:
            return None, text
        if found["star"]:
            return found["star"], text[found.end() :]
        if self.stop is not None and self.stop != bool(found["stop"]):
            return None, text
        value = int(found["number"])
        if value == self.expected or (sure and self.expected < value <= self.expected + 3):
            return found["number"], text[found.end() :]
        return None, text


def notes_of(lines: tuple[Line, ...], rules: set[int], facts: Facts) -> tuple[list[Note], set[int]]:
    """The notes in order, and the indexes of their lines. `rules`: lines with a rule above."""
    collector = _Collector([], set())
    last_block: int | None = None
    zone = False
    bottoms = _small_bottoms(lines, facts)
    loose = loose_notes(lines, rules, facts)
    for index, line in enumerate(lines):
        zone = _zone_goes_on(collector, zone, index, lines, rules, facts)
        zone = zone and not (index not in rules and collector.is_past(line, facts))
        if line.tag == "note" and line.style:
            _add_named(collector, index, line)
        elif line.tag == "note":
            fresh = line.block != last_block
            if fresh:
                collector.add(index, line, sure=True)
            else:
                _add_more(collector, index, line)
            last_block = line.block
        elif index in loose:
            _add_loose(collector, index, line, loose[index])
        elif _is_starred(lines, index, facts):
            collector.add(index, line, sure=True)
        elif line.tag != "h" and (zone or (index in bottoms and _may_add(collector, line))):
            # In small type a note that was not known may have come in between.
            rest = line.text.lstrip("0123456789 ")
            collector.add(index, line, sure=index in bottoms and not begins_small(rest))
    notes = [Note(number, tuple(held), order) for number, held, order in collector.notes]
    return notes, collector.taken


def _may_add(collector: _Collector, line: Line) -> bool:
    """The first line of all must start a note."""
    return bool(collector.notes) or _starts(line.text)


def _is_starred(lines: tuple[Line, ...], index: int, facts: Facts) -> bool:
    """A block that begins with the star that a block not far above ends with."""
    text = lines[index].text.strip()
    if not facts.flowing or not _STARRED.match(text):
        return False
    stars = text[: len(text) - len(text.lstrip("*"))]
    return any(above.text.rstrip().endswith(stars) for above in lines[max(0, index - 40) : index])


def _add_named(collector: _Collector, index: int, line: Line) -> None:
    collector.taken.add(index)
    number = line.style if line.style.isdecimal() else None
    text = re.sub(rf"^(?:{CALL.pattern}|{re.escape(line.style)})\s+", "", line.text.strip())
    collector.notes.append((number, [_with_text(line, text)], index))


def _add_loose(collector: _Collector, index: int, line: Line, number: str) -> None:
    if number:
        text = re.sub(r"^\[?\d{1,3}\]?\s*", "", line.text.strip())
        collector.taken.add(index)
        collector.notes.append((number, [_with_text(line, text)], index))
    else:
        _add_more(collector, index, line)


def _add_more(collector: _Collector, index: int, line: Line) -> None:
    collector.taken.add(index)
    collector.notes[-1][1].append(line)


def _with_text(line: Line, text: str) -> Line:
    return Line(text=text, page=line.page, block=line.block, tag="note")


def _zone_goes_on(
    collector: _Collector,
    zone: bool,
    index: int,
    lines: tuple[Line, ...],
    rules: set[int],
    facts: Facts,
) -> bool:
    """A footnote zone opens at a rule with a note below it and closes where the page ends."""
    line = lines[index]
    if index in rules:
        return collector.begins(line.text)
    if not zone:
        return False
    if line.turn or line.tag in ("h", "p", "item"):
        return False
    return not (line.size and facts.size and line.size > 0.97 * facts.size and line.size > 9.6)


def _small_bottoms(lines: tuple[Line, ...], facts: Facts) -> set[int]:
    """Lines in smaller type at the foot of their page, the first of them with a number."""
    if not facts.size:
        return set()
    by_page: dict[int, list[int]] = {}
    for index, line in enumerate(lines):
        if line.page is not None and line.bottom and line.tag in ("", "p"):
            by_page.setdefault(line.page, []).append(index)
    found: set[int] = set()
    for indexes in by_page.values():
        foot: list[int] = []
        for index in sorted(indexes, key=lambda i: lines[i].top, reverse=True):
            if not 0 < lines[index].size <= _SMALL * facts.size:
                break
            foot.append(index)
        if foot and _has_start(lines, foot):
            found.update(foot)
    return found


def _has_start(lines: tuple[Line, ...], foot: list[int]) -> bool:
    return any(_starts(lines[index].text) for index in foot)


def _starts(text: str) -> bool:
    text = western_digits(text.strip())
    if _START.match(text) or _CALLED_START.match(text) or _LATIN_END.match(text):
        return True
    return "\u0621" <= text[:1] <= "\u064a" and _CALLED_END.search(text) is not None
