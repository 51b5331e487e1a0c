"""What is usual in a document: the size of its text, its margins, whether it is wrapped."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from dataclasses import dataclass

from content.importing.labels import labels_of
from content.importing.lines import Line
from content.importing.sentences import begins_small, has_cases, is_stopped

_SHORTEST_FULL = 8  # characters of a Chinese line in a narrow column
_ENOUGH_WRAPPED = 12  # lines that go on below, to know where lines are full
_BEFORE_CHINESE = re.compile("[\\dA-Za-z./-]*[“‘（《(]?[\u4e00-\u9fff]")
_ARABIC = re.compile("[\u0621-\u064a]")


@dataclass(frozen=True, slots=True)
class Facts:
    size: float  # of the body's type; 0 unknown
    bold: bool  # most of the body is bold, so bold says nothing
    italic: bool
    left: float  # the body's usual left edge
    right: float
    flowing: bool
    cases: bool  # the script has small and capital letters
    gap: float  # white space from which a line starts something new
    styled: bool  # the format shows weights and sizes
    tagged: bool  # headings are named as such in the format
    leftward: bool  # written from right to left
    width: int  # characters of a full line, where lines are wrapped without places
    spaced: bool  # most lines have white space above: one without goes on
    forced: float  # characters from which a line was full and had to be wrapped; 0 unknown

    def breaks_early(
        self, above: Line, line: Line, *, share: float = 0.9, widest: bool = False
    ) -> bool:
        """The line's first word had room on the line above: something ended there.

        `widest`: measured by the long lines of the text, not by the shortest full ones.
        """
        full = max(self.forced, float(self.width)) if widest and self.forced else self.forced
        return 0 < _reach(above, line) < share * full

    def starts_at_margin(self, line: Line) -> bool:
        """No first line of a paragraph that is set in."""
        if not line.right:
            return True
        if self.leftward:
            return abs(line.right - self.right) <= 8
        return abs(line.left - self.left) <= 8

    def fills(self, line: Line) -> bool:
        """The line runs to the margin, so that its paragraph may go on below."""
        if self.flowing:
            return False
        if line.right:
            near = 0.06 * (self.right - self.left)
            if self.leftward:
                return line.left <= self.left + near and line.right >= self.right - 6 * near
            return line.right >= self.right - near and line.left <= self.left + 6 * near
        return len(line.text) >= 0.85 * self.width


def facts_of(lines: tuple[Line, ...], *, flowing: bool, placed: bool) -> Facts:
    body = [line for line in lines if line.tag != "note"]
    letters = sum(len(line.text) for line in body) or 1
    bold = sum(len(line.text) for line in body if line.bold)
    italic = sum(len(line.text) for line in body if line.italic)
    sample = "".join(line.text for line in body[:200])
    return Facts(
        size=_usual([(round(line.size, 1), len(line.text)) for line in body]),
        bold=bold > 0.5 * letters,
        italic=italic > 0.5 * letters,
        left=_usual([(round(line.left), len(line.text)) for line in body if line.right]),
        right=_usual([(round(line.right), len(line.text)) for line in body if line.right]),
        flowing=flowing,
        cases=has_cases(sample),
        gap=0.3 if placed else 0.5,
        styled=placed or any(line.bold or line.italic or line.tag == "h" for line in body),
        tagged=any(line.tag == "h" for line in body),
        leftward=len(_ARABIC.findall(sample)) > 0.3 * len(sample),
        width=_full([len(line.text) for line in body]),
        spaced=sum(line.gap >= 0.5 for line in body) > 0.7 * len(body),
        forced=0.0 if flowing or placed else _forced(body, has_cases(sample)),
    )


def _reach(above: Line, line: Line) -> int:
    """Characters of the line above with the first word of this one."""
    text = line.text.strip()
    figures = _BEFORE_CHINESE.match(text)  # "2017年…" is cut behind its figures
    word = figures.end() if figures else text.find(" ") + 1 or len(text)
    return len(above.text.strip()) + word


def _forced(lines: list[Line], cases: bool) -> float:
    """The least reach, few lines apart, of those that go on below; 0 where wrapping is uneven."""
    reaches = sorted(
        _reach(above, line)
        for above, line in itertools.pairwise(lines)
        if not line.turn and line.gap < 0.5 and _goes_on(above, line, cases)
    )
    if len(reaches) < _ENOUGH_WRAPPED:
        return 0.0
    least = reaches[len(reaches) // (12 if cases else 4)]  # without cases titles are among them
    usual = reaches[len(reaches) // 2]
    if least > 0.7 * usual:
        return float(least)
    full = _full([len(line.text) for line in lines])
    even = not cases and sum(reach > 0.88 * full for reach in reaches) > 0.5 * len(reaches)
    return 0.85 * full if even else 0.0


def _goes_on(above: Line, line: Line, cases: bool) -> bool:
    if cases:
        return begins_small(line.text) and not labels_of(line.text)
    return (
        not is_stopped(above.text) and not labels_of(line.text) and len(above.text) > _SHORTEST_FULL
    )


def _full(lengths: list[int]) -> int:
    """The length that nine lines in ten do not exceed."""
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _usual(weighted: list[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[value] += weight
    return counts.most_common(1)[0][0] if counts else 0.0
