"""Word documents, read straight from their XML so that no text is passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from content.importing.limits import MOST_LINES, Package
from content.importing.lines import Line, Progress, Source, without_calls
from content.importing.marks import Said
from content.importing.numerals import whole_number
from content.importing.problems import Damaged, NoText, TooLarge
from content.importing.readers.docx_numbers import Numbers, W, numbers_from
from content.importing.readers.docx_runs import Runs, runs_of
from content.importing.readers.docx_styles import Styles, styles_from

_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_TYPED_LABEL = re.compile(r"^\W{0,2}[\w\u0600-\u06ff]{1,9}[.)\-–、．]")
_WIDEST_SPAN = 100
_WRAPPERS = frozenset(
    W + name for name in ("sdt", "sdtContent", "smartTag", "customXml", "ins", "moveTo", "body")
)


@dataclass(slots=True)
class Body:
    """What is known while the blocks go by, in order."""

    numbers: Numbers
    styles: Styles
    notes: dict[str, str] = field(default_factory=dict)  # note id -> printed number
    blocks: int = 0
    marks: list[Said] = field(default_factory=list)

    def block(self) -> int:
        self.blocks += 1
        if self.blocks > MOST_LINES:
            raise TooLarge("too many paragraphs")
        return self.blocks


def read_docx(data: bytes, on_progress: Progress) -> Source:
    package = Package(data)
    document = _xml(package, "word/document.xml")
    if document is None:
        raise Damaged("no document")
    on_progress("read", 0.4)
    body = Body(
        numbers_from(_xml(package, "word/numbering.xml")),
        styles_from(_xml(package, "word/styles.xml")),
    )
    lines = list(_lines(document, body))
    on_progress("read", 0.8)
    for kind in ("footnote", "endnote"):
        lines += _notes(_xml(package, f"word/{kind}s.xml"), kind, body)
    lines += _margins(package, body)
    if not any(line.tag != "artifact" for line in lines):
        raise NoText("no characters")
    on_progress("read", 1.0)
    raw = "\n".join(line.text for line in lines)
    return Source("docx", tuple(lines), raw, None, flowing=True, marks=tuple(body.marks))


def _xml(package: Package, name: str) -> Element | None:
    data = package.read(name)
    if not data:
        return None
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError) as error:
        raise Damaged(f"{name}: {type(error).__name__}") from error
    return root


def _lines(node: Element, body: Body) -> Iterator[Line]:
    for child in node:
        if child.tag == W + "p":
            yield from _paragraph(child, body)
        elif child.tag == W + "tbl":
            yield from _table(child, body)
        elif child.tag in _WRAPPERS:
            yield from _lines(child, body)


def _paragraph(node: Element, body: Body) -> Iterator[Line]:
    runs = runs_of(node, body.styles, body.notes)
    for box in _boxes(node):
        yield from _lines(box, body)
    body.marks += [] if runs.italic else runs.marks.said
    text = _with_number(node, runs, body)
    for piece in re.split(r"\f", text):
        if without_calls(piece).strip():
            yield _line(node, piece, runs, body)


def _line(node: Element, text: str, runs: Runs, body: Body) -> Line:
    style = body.styles.of(node)
    return Line(
        text=text,
        size=runs.size,
        bold=runs.bold,
        italic=runs.italic,
        gap=1.0,
        tag=_tag(style.depth, style.name, text),
        depth=max(style.depth, 0),
        style=style.name,
        block=body.block(),
        centred=style.centred or body.styles.is_centred(node),
    )


def _tag(depth: int, style: str, text: str) -> str:
    name = style.lower()
    if depth > 0:
        return "h"
    if "toc" in name.split() or name.startswith("toc "):
        return "contents"
    if "quote" in name:
        return "quote"
    if text.startswith("•"):
        return "item"
    return ""


def _with_number(node: Element, runs: Runs, body: Body) -> str:
    """The paragraph's text with the number that Word would print in front of it."""
    num_id, depth = body.styles.numbering(node)
    if not num_id or num_id == "0" or not runs.text.strip():
        return runs.text
    label = body.numbers.next(num_id, depth)
    if not label or (_TYPED_LABEL.match(runs.text.lstrip()) and label != "•"):
        return runs.text if not label else f"{label}\t{runs.text}"
    return f"{label}\t{runs.text}"


def _boxes(node: Element) -> Iterator[Element]:
    """Text boxes anchored here; their old-format copies are passed over."""
    stack = list(node)
    while stack:
        child = stack.pop()
        if child.tag == W + "txbxContent":
            yield child
        elif child.tag not in (_FALLBACK, W + "del"):
            stack.extend(child)


def _table(node: Element, body: Body) -> Iterator[Line]:
    rows = [list(_within(row, "tc")) for row in _within(node, "tr")]
    if not rows:
        return
    if max(len(row) for row in rows) <= 1:
        for row in rows:
            for cell in row:
                yield from _lines(cell, body)
        return
    text = "\n".join("\t".join(_cell(cell, body) for cell in row) for row in rows)
    if text.strip():
        yield Line(text, gap=1.0, tag="table", block=body.block())


def _within(node: Element, name: str) -> Iterator[Element]:
    """Rows or cells of this table and of none that stands in one of its cells."""
    for child in node:
        if child.tag == W + name:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _within(child, name)


def _cell(cell: Element, body: Body) -> str:
    """The cell's words, and the empty columns behind them that it spans."""
    text = " ".join(" ".join(line.text.split()) for line in _lines(cell, body)).strip()
    span = cell.find(f"{W}tcPr/{W}gridSpan")
    columns = whole_number("" if span is None else span.get(W + "val", ""), 1)
    return text + "\t" * (min(columns, _WIDEST_SPAN) - 1)


def _notes(root: Element | None, kind: str, body: Body) -> Iterator[Line]:
    if root is None:
        return
    for note in root.iter(W + kind):
        number = body.notes.get(kind + note.get(W + "id", ""))
        if note.get(W + "type") not in (None, "normal") or number is None:
            continue
        lines = list(_lines(note, body))
        text = " ".join(line.text.strip() for line in lines).strip()
        yield Line(text, tag="note", style=number, gap=1.0, block=body.block())


def _margins(package: Package, body: Body) -> Iterator[Line]:
    names = sorted(n for n in package.names if re.fullmatch(r"word/(header|footer)\d*\.xml", n))
    for name in names:
        root = _xml(package, name)
        for line in _lines(root, body) if root is not None else ():
            yield replace(line, tag="artifact", style="running_head")
