"""HTML pages, by the standard library's forgiving parser. Nothing they point to is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser

from content.importing.limits import MOST_LINES
from content.importing.lines import Line, Progress, Source, call, without_calls
from content.importing.marks import EMPHASIS, Collected, Said
from content.importing.numerals import latin_letter, roman, whole_number
from content.importing.problems import NoText, TooLarge
from content.importing.readers.text import decoded

_SKIPPED = frozenset(
    ("script", "style", "head", "template", "noscript", "svg", "iframe", "object")
)  # fmt: skip
_MARGINS = frozenset(("nav", "header", "footer"))
_BLOCKS = frozenset((
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "section",
    "article", "main", "aside", "table", "figure", "figcaption", "dl", "dt", "dd", "pre", "hr",
    "body", "address", "nav", "header", "footer", "caption", "center",
))  # fmt: skip
_VOID = frozenset((
    "br", "hr", "img", "input", "meta", "link", "col", "area", "base", "embed", "source",
    "track", "wbr",
))  # fmt: skip
_CHARSET = re.compile(rb"charset=[\"']?([\w-]+)", re.I)
_NOTES = re.compile(r"(?:foot|end)note(?:s|text)?\b|fn-?text", re.I)
_TO_NOTE = re.compile(r"^#_?(?:ftn|edn|fn|footnote|endnote)[-_:]?\d{1,3}$", re.I)
_NUMBERED_NOTE = re.compile(r"^\[?(\d{1,3})\]?[.)]?\s+")
_MARKERS: dict[str, Callable[[int], str]] = {
    "a": latin_letter,
    "A": lambda n: latin_letter(n).upper(),
    "i": lambda n: roman(n).lower(),
    "I": roman,
    "1": str,
}
_DEEPEST = 200
_WIDEST_SPAN = 100


@dataclass(frozen=True, slots=True)
class _Element:
    """An open element, with what it and those around it say of the text in it."""

    name: str = ""
    tag: str = ""  # of a line
    depth: int = 0
    style: str = ""
    skipped: bool = False
    bold: bool = False
    italic: bool = False
    leads: str = ""  # to this address

    def holding(self, name: str, classes: str, leads: str) -> _Element:
        """The element of this name and these classes, opened within."""
        tag, depth, style = self._place(name, classes)
        return _Element(
            name,
            tag,
            depth,
            style,
            self.skipped or name in _SKIPPED,
            self.bold or name in ("b", "strong", "th"),
            self.italic or name in ("i", "em"),
            leads or self.leads,
        )

    def _place(self, name: str, classes: str) -> tuple[str, int, str]:
        if self.tag == "note" or _NOTES.search(classes):
            return "note", 0, ""
        if len(name) == 2 and name[0] == "h" and name[1].isdecimal():
            return "h", int(name[1]), name
        if name == "blockquote":
            return "quote", 0, name
        if name in _MARGINS:
            return "artifact", 0, "running_head"
        return self.tag, self.depth, self.style


_OUTSIDE = _Element()


@dataclass(slots=True)
class _Table:
    """Rows of cells. `spans`: how many rows more a column is taken by a cell from above."""

    rows: list[list[str]] = field(default_factory=list)
    spans: dict[int, int] = field(default_factory=dict)
    wide: int = 1
    tall: int = 1

    def row(self) -> None:
        self.rows.append([])
        self._pass_taken()

    def opened(self, wide: int, tall: int) -> None:
        self.wide, self.tall = wide, tall

    def cell(self, text: str) -> None:
        """The text stands in its first row and column; the others it spans stay empty."""
        if not self.rows:
            return
        for place in range(self.wide):
            if self.tall > 1:
                self.spans[len(self.rows[-1])] = self.tall - 1
            self.rows[-1].append("" if place else text)
        self.wide = self.tall = 1
        self._pass_taken()

    def _pass_taken(self) -> None:
        row = self.rows[-1]
        while self.spans.get(len(row), 0):
            self.spans[len(row)] -= 1
            row.append("")

    def text(self) -> str:
        lines = ("\t".join(row) for row in self.rows)
        return "\n".join(line for line in lines if line.strip())


class _Page(HTMLParser):
    """Collects one `Line` for each block of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self.marks: list[Said] = []
        self._marks = Collected()
        self._pieces: list[str] = []
        self._open: list[_Element] = []
        self._counts: list[tuple[str, int]] = []  # of the lists around here
        self._label = ""
        self._raised: list[str] | None = None
        self._raising = ""  # the element in which a raised number stands
        self._tables: list[_Table] = []
        self._weights = [0, 0, 0]  # letters, bold letters, italic letters

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS and not self._tables:
            self._flush()
        if tag == "br":
            self._pieces.append(" ")
        if tag in _VOID:
            return
        if len(self._open) < _DEEPEST:
            classes = f"{given.get('class', '')} {given.get('id', '')}"
            leads = given.get("href", "") if tag == "a" else ""
            safe = leads if leads.startswith(("http://", "https://")) else ""
            self._open.append(self._inside.holding(tag, classes, safe))
        if tag in ("ol", "ul"):
            start = whole_number(given.get("start", ""), 1)
            self._counts.append((given.get("type", "1") if tag == "ol" else "•", start - 1))
        elif tag == "li":
            self._item()
        elif tag == "sup" or (tag == "a" and _TO_NOTE.match(given.get("href", ""))):
            self._raised = self._raised if tag == "a" and self._raised is not None else []
            self._raising = self._raising or tag
        elif tag == "table":
            self._tables.append(_Table())
        elif tag == "tr" and self._tables:
            self._tables[-1].row()
        elif tag in ("td", "th") and self._tables:
            self._pieces = []
            self._tables[-1].opened(_span(given, "colspan"), _span(given, "rowspan"))

    @property
    def _inside(self) -> _Element:
        return self._open[-1] if self._open else _OUTSIDE

    def _item(self) -> None:
        if not self._counts:
            self._label = "•"
            return
        kind, count = self._counts[-1]
        self._counts[-1] = (kind, count + 1)
        marker = _MARKERS.get(kind)
        stop = "." if kind in ("1", "I", "A") else ")"
        self._label = "•" if marker is None else f"{marker(count + 1)}{stop}"

    def handle_endtag(self, tag: str) -> None:
        if tag in ("td", "th") and self._tables:
            self._tables[-1].cell(" ".join("".join(self._pieces).split()))
            self._pieces = []
        elif tag == "table" and self._tables:
            self._table()
        elif tag == self._raising:
            self._raise()
        elif tag in _BLOCKS and not self._tables:
            self._flush()
        if tag in ("ol", "ul") and self._counts:
            self._counts.pop()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place].name == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        inside = self._inside
        if inside.skipped:
            return
        if self._raised is not None:
            self._raised.append(data)
            return
        text = re.sub(r"\s+", " ", data)
        letters = sum(c.isalnum() for c in text)
        self._weights[0] += letters
        self._weights[1] += letters if inside.bold else 0
        self._weights[2] += letters if inside.italic else 0
        self._pieces.append(text)
        self._marks.add(text, inside.leads or (EMPHASIS if inside.italic else ""))

    def _raise(self) -> None:
        text = "".join(self._raised or ()).strip().strip("[]()")
        self._raised, self._raising = None, ""
        began = "".join(self._pieces).strip()
        is_call = text.isdecimal() and len(text) <= 3 and bool(began)
        self._pieces.append(call(text) if is_call else f"{text} ")

    def _table(self) -> None:
        text = self._tables.pop().text()
        self._pieces = []
        if text:
            self._add(Line(text, tag="table", gap=1.0))

    def _flush(self) -> None:
        if self._raised is not None:
            self._raise()  # its end is missing
        text = "".join(self._pieces).strip()
        self._pieces = []
        marks, self._marks = self._marks, Collected()
        letters, bold, italic = self._weights
        self._weights = [0, 0, 0]
        if not without_calls(text).strip():
            return
        is_italic = letters > 0 and italic > 0.9 * letters
        self.marks += [one for one in marks.said if not (is_italic and one[1] == EMPHASIS)]
        label, self._label = self._label, ""
        inside = self._inside
        tag, depth, style = inside.tag, inside.depth, inside.style
        if label and tag != "note":
            text = f"{label} {text}"
            tag = tag or "item"
        if tag == "note":
            style = label.rstrip(".)•") or style
            if found := _NUMBERED_NOTE.match(text):
                style, text = found[1], text[found.end() :]
        self._add(
            Line(
                text,
                tag=tag,
                depth=depth,
                style=style,
                gap=1.0,
                bold=letters > 0 and bold > 0.9 * letters,
                italic=is_italic,
            )
        )

    def _add(self, line: Line) -> None:
        if len(self.lines) >= MOST_LINES:
            raise TooLarge("too many blocks")
        self.lines.append(replace(line, block=len(self.lines)))

    def close(self) -> None:
        super().close()
        while self._tables:
            self._table()
        self._flush()


def read_html(data: bytes, on_progress: Progress) -> Source:
    page = _Page()
    page.feed(_text(data))
    page.close()
    if not page.lines:
        raise NoText("no characters")
    on_progress("read", 1.0)
    raw = "\n".join(line.text for line in page.lines)
    return Source("html", tuple(page.lines), raw, flowing=True, marks=tuple(page.marks))


def _span(given: dict[str, str], name: str) -> int:
    return min(max(whole_number(given.get(name, ""), 1), 1), _WIDEST_SPAN)


def _text(data: bytes) -> str:
    found = _CHARSET.search(data[:2048])
    if found:
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)
