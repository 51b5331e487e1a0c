"""Gaps inside rendered text: set as marks nobody types, found again between the tags. Pure."""

import re
from collections.abc import Sequence
from html.parser import HTMLParser

from courses.quizzes.types.cloze.syntax import Gap

# Of the private use area: no text holds them, Markdown and the sanitiser let them pass.
_OPEN, _CLOSE = "\ue000", "\ue001"
_UNWANTED = dict.fromkeys((ord(_OPEN), ord(_CLOSE)))
_MARK = re.compile(f"{_OPEN}([0-9]+){_CLOSE}")
# An input in one of these cannot be reached, or takes the click of what is around it.
_CLOSED = ("a", "math", "svg", "summary", "button", "label")


def with_marks(parts: Sequence[str | Gap]) -> str:
    """The Markdown with a mark for each gap, counted from 1."""
    found, number = [], 0
    for part in parts:
        if isinstance(part, str):
            found.append(part.translate(_UNWANTED))
        else:
            number += 1
            found.append(f"{_OPEN}{number}{_CLOSE}")
    return "".join(found)


def pieces(html: str) -> list[tuple[str, int]]:
    """[(HTML, the number of the gap behind it)]; 0 behind the last."""
    split = _MARK.split(html)
    numbers = [int(number) for number in split[1::2]]
    return list(zip(split[::2], [*numbers, 0], strict=True))


def misplaced(html: str, number: int) -> list[int]:
    """The gaps of `number` that do not stand once, in running text."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [gap for gap in range(1, number + 1) if reader.found.count(gap) != 1]


class _Reader(HTMLParser):
    """Collects the gaps that stand in text, outside of closed elements."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[int] = []
        self._closed = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._closed += tag in _CLOSED

    def handle_endtag(self, tag: str) -> None:
        self._closed -= tag in _CLOSED

    def handle_data(self, data: str) -> None:
        if not self._closed:
            self.found += [int(number) for number in _MARK.findall(data)]
