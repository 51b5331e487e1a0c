"""The runs of one Word paragraph: its text, its footnote calls, and how most of it looks."""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from content.importing.lines import call
from content.importing.marks import EMPHASIS, Collected
from content.importing.numerals import whole_number
from content.importing.readers.docx_numbers import W
from content.importing.readers.docx_styles import Styles, is_on

_DROPPED = frozenset(
    W + name for name in ("del", "moveFrom", "pPr", "instrText", "delText", "txbxContent", "pict")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
_SIGNS = {
    W + "tab": "\t",
    W + "br": " ",
    W + "cr": " ",
    W + "noBreakHyphen": "-",
    W + "softHyphen": "",
}


@dataclass(slots=True)
class Runs:
    pieces: list[str] = field(default_factory=list)
    letters: int = 0
    bold_letters: int = 0
    italic_letters: int = 0
    sizes: dict[float, int] = field(default_factory=dict)
    custom_mark: bool = False
    marks: Collected = field(default_factory=Collected)

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    @property
    def bold(self) -> bool:
        return self.letters > 0 and self.bold_letters > 0.9 * self.letters

    @property
    def italic(self) -> bool:
        return self.letters > 0 and self.italic_letters > 0.9 * self.letters

    @property
    def size(self) -> float:
        return max(self.sizes, key=lambda s: self.sizes[s]) if self.sizes else 0.0

    def add(self, text: str, bold: bool, italic: bool, size: float) -> None:
        self.pieces.append(text)
        self.marks.add(text, EMPHASIS if italic else "")
        weight = sum(c.isalnum() for c in text)
        self.letters += weight
        self.bold_letters += weight if bold else 0
        self.italic_letters += weight if italic else 0
        self.sizes[size] = self.sizes.get(size, 0) + weight


def runs_of(paragraph: Element, styles: Styles, notes: dict[str, str]) -> Runs:
    """`notes` gains the printed number of each footnote that is called here."""
    runs = Runs()
    look = styles.look(paragraph)
    _walk(paragraph, runs, look, notes)
    return runs


def _walk(node: Element, runs: Runs, look: tuple[bool, bool, float], notes: dict[str, str]) -> None:
    for child in node:
        if child.tag in _DROPPED:
            continue
        if child.tag == W + "r":
            _run(child, runs, look, notes)
        else:
            _walk(child, runs, look, notes)


def _run(node: Element, runs: Runs, look: tuple[bool, bool, float], notes: dict[str, str]) -> None:
    bold, italic, size = look
    marks = node.find(W + "rPr")
    raised = False
    if marks is not None:
        if is_on(marks.find(W + "vanish")):
            return
        bold = _switched(marks, bold, "b", "bCs")
        italic = _switched(marks, italic, "i", "iCs")
        raised = _value(marks, "vertAlign") == "superscript"
        size = _half_points(_value(marks, "sz")) or size
    for child in node:
        if child.tag == W + "t":
            text = child.text or ""
            number = text.strip()
            called = raised and number.isdecimal() and len(number) <= 3 and _follows_letter(runs)
            runs.add(call(number) if called else text, bold, italic, size)
        elif child.tag in _SIGNS:
            page = child.get(W + "type") == "page"
            runs.pieces.append("\f" if page else _SIGNS[child.tag])
        elif child.tag in (W + "footnoteReference", W + "endnoteReference"):
            runs.pieces.append(_called(child, notes))
        elif child.tag not in _DROPPED and child.tag != W + "rPr":
            _walk(child, runs, look, notes)


def _follows_letter(runs: Runs) -> bool:
    """A raised number is a call only after a word or its stop; 10² keeps its power."""
    before = runs.text.rstrip()[-1:]
    return bool(before) and not before.isdigit()


def _called(node: Element, notes: dict[str, str]) -> str:
    if is_on_attribute(node.get(W + "customMarkFollows")):
        notes[_note_key(node)] = "*"
        return ""
    key = _note_key(node)
    if key not in notes:
        notes[key] = str(sum(number != "*" for number in notes.values()) + 1)
    return call(notes[key])


def _note_key(node: Element) -> str:
    kind = "footnote" if node.tag == W + "footnoteReference" else "endnote"
    return kind + node.get(W + "id", "")


def is_on_attribute(value: str | None) -> bool:
    return value is not None and value not in ("0", "false", "off")


def _switched(marks: Element, inherited: bool, *names: str) -> bool:
    found = [marks.find(W + name) for name in names]
    given = [is_on(node) for node in found if node is not None]
    return any(given) if given else inherited


def _value(node: Element, name: str) -> str:
    child = node.find(W + name)
    return "" if child is None else child.get(W + "val", "")


def _half_points(text: str) -> float:
    return whole_number(text) / 2
