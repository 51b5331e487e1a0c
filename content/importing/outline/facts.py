"""What is usual in a document: the size of its text, its margins, whether it is wrapped."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from content.importing.lines import Line
from content.importing.sentences import has_cases

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
    )


def _full(lengths: list[int]) -> int:
    """The length that nine lines in ten do not exceed."""
    return sorted(lengths)[int(0.9 * (len(lengths) - 1))] if lengths else 0


def _usual(weighted: list[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[value] += weight
    return counts.most_common(1)[0][0] if counts else 0.0
