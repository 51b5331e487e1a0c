"""What every reader hands to the stages after it: lines with the evidence around them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

Progress = Callable[[str, float], None]

# A footnote call inside a line's text stands between these two (private use characters).
CALL_OPEN, CALL_CLOSE = "\ue000", "\ue001"
CALL = re.compile(rf"{CALL_OPEN}([^{CALL_CLOSE}]*){CALL_CLOSE}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line as printed, or one whole block where the format knows its blocks.

    Lengths are points from the page's top left corner; 0 where the format has none. `gap` is
    the white space above beyond that between two lines of one paragraph, in line heights.
    `tag` is what the format says the line is: "h", "p", "item", "quote", "note", "table",
    "contents", "artifact", or "" when it says nothing; `depth` its depth as a heading.
    Lines with the same `block` belong together for the format; None when it cannot say.
    """

    text: str
    page: int | None = None
    left: float = 0.0
    right: float = 0.0
    top: float = 0.0
    bottom: float = 0.0
    size: float = 0.0
    bold: bool = False
    italic: bool = False
    gap: float = 0.0
    tag: str = ""
    depth: int = 0
    style: str = ""
    block: int | None = None
    centred: bool = False
    turn: bool = False  # the first line of a page
    bookmarked: bool = False  # the file's own list of places names it
    cells: tuple[str, ...] = ()  # its words, where wide white space parts them


@dataclass(frozen=True, slots=True)
class Source:
    """A file as a reader found it. `raw` is all its text before anything was judged."""

    format: str
    lines: tuple[Line, ...]
    raw: str
    pages: int | None = None
    flowing: bool = False  # each line is a whole block: nothing is wrapped
    title: str = ""
    warnings: tuple[str, ...] = ()
    marks: tuple[tuple[str, str], ...] = ()  # as content.importing.marks reads them


def call(number: str) -> str:
    return f"{CALL_OPEN}{number}{CALL_CLOSE}"


def without_calls(text: str) -> str:
    return CALL.sub("", text) if CALL_OPEN in text else text


def silent(stage: str, share: float) -> None:
    """The default for `on_progress`."""
