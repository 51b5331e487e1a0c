"""HTML pages, by the standard library's forgiving parser. Nothing they point to is fetched."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser

from content.importing.limits import MOST_LINES
from content.importing.lines import Line, Progress, Source, call, without_calls
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
_NOTES = re.compile(r"footnotes?\b|endnotes?\b|fn-?text", re.I)
_NUMBERED_NOTE = re.compile(r"^\[?(\d{1,3})\]?[.)]?\s+")
_MARKERS: dict[str, Callable[[int], str]] = {
    "a": latin_letter,
    "A": lambda n: latin_letter(n).upper(),
    "i": lambda n: roman(n).lower(),
    "I": roman,
    "1": str,
}
_DEEPEST = 200


class _Page(HTMLParser):
    """Collects one `Line` for each block of text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[Line] = []
        self._pieces: list[str] = []
        self._open: list[tuple[str, str]] = []  # (tag, class and id)
        self._counts: list[tuple[str, int]] = []  # of the lists around here
        self._label = ""
        self._raised: list[str] | None = None
        self._rows: list[list[list[str]]] = []
        self._weights = [0, 0, 0]  # letters, bold letters, italic letters

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS and not self._rows:
            self._flush()
        if tag == "br":
            self._pieces.append(" ")
        if tag in _VOID:
            return
        if len(self._open) < _DEEPEST:
            self._open.append((tag, f"{given.get('class', '')} {given.get('id', '')}"))
        if tag in ("ol", "ul"):
            start = whole_number(given.get("start", ""), 1)
            self._counts.append((given.get("type", "1") if tag == "ol" else "•", start - 1))
        elif tag == "li":
            self._item()
        elif tag == "sup":
            self._raised = []
        elif tag == "table":
            self._rows.append([])
        elif tag == "tr" and self._rows:
            self._rows[-1].append([])
        elif tag in ("td", "th") and self._rows:
            self._pieces = []

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
        if tag in ("td", "th") and self._rows:
            self._cell()
        elif tag == "table" and self._rows:
            self._table()
        elif tag == "sup":
            self._raise()
        elif tag in _BLOCKS and not self._rows:
            self._flush()
        if tag in ("ol", "ul") and self._counts:
            self._counts.pop()
        for place in range(len(self._open) - 1, -1, -1):
            if self._open[place][0] == tag:
                del self._open[place:]
                break

    def handle_data(self, data: str) -> None:
        names = {tag for tag, _ in self._open}
        if names & _SKIPPED:
            return
        if self._raised is not None:
            self._raised.append(data)
            return
        text = re.sub(r"\s+", " ", data)
        letters = sum(c.isalnum() for c in text)
        self._weights[0] += letters
        self._weights[1] += letters if names & {"b", "strong", "th"} else 0
        self._weights[2] += letters if names & {"i", "em"} else 0
        self._pieces.append(text)

    def _raise(self) -> None:
        text = "".join(self._raised or ()).strip().strip("[]()")
        self._raised = None
        began = "".join(self._pieces).strip()
        is_call = text.isdecimal() and len(text) <= 3 and bool(began)
        self._pieces.append(call(text) if is_call else f"{text} ")

    def _cell(self) -> None:
        if self._rows[-1]:
            self._rows[-1][-1].append(" ".join("".join(self._pieces).split()))
        self._pieces = []

    def _table(self) -> None:
        rows = ["\t".join(row) for row in self._rows.pop()]
        self._pieces = []
        text = "\n".join(row for row in rows if row.strip())
        if text:
            self._add(Line(text, tag="table", gap=1.0))

    def _flush(self) -> None:
        text = "".join(self._pieces).strip()
        self._pieces = []
        letters, bold, italic = self._weights
        self._weights = [0, 0, 0]
        if not without_calls(text).strip():
            return
        label, self._label = self._label, ""
        tag, depth, style = self._place()
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
                italic=letters > 0 and italic > 0.9 * letters,
            )
        )

    def _place(self) -> tuple[str, int, str]:
        """(tag, depth, style) that the elements open here give to a line."""
        for _, name in reversed(self._open):
            if _NOTES.search(name):
                return "note", 0, ""
        for tag, _ in reversed(self._open):
            if len(tag) == 2 and tag[0] == "h" and tag[1].isdecimal():
                return "h", int(tag[1]), tag
            if tag == "blockquote":
                return "quote", 0, tag
            if tag in _MARGINS:
                return "artifact", 0, "running_head"
        return "", 0, ""

    def _add(self, line: Line) -> None:
        if len(self.lines) >= MOST_LINES:
            raise TooLarge("too many blocks")
        self.lines.append(replace(line, block=len(self.lines)))

    def close(self) -> None:
        super().close()
        while self._rows:
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
    return Source("html", tuple(page.lines), raw, flowing=True)


def _text(data: bytes) -> str:
    found = _CHARSET.search(data[:2048])
    if found:
        try:
            return data.decode(found[1].decode("ascii"))
        except (LookupError, UnicodeDecodeError):
            pass
    return decoded(data)
