"""A PDF written by hand, object by object, with a tag tree: languages of Latin-1 alone.

Text is set in the standard Times fonts as word processors set it: a line in several pieces, some
moved by kerning, so that where a word ends is left to the reader of the file.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from fpdf.fonts import CORE_FONTS_CHARWIDTHS

from tests.content.importing.support.second.report import CALL, Made
from tests.content.importing.support.second.sheet import Layout, Row, head_and_foot

LANGUAGES = ("en", "fr", "es")
FONTS = {"": "Times-Roman", "b": "Times-Bold", "i": "Times-Italic"}
WIDTHS = {"": "times", "b": "timesB", "i": "timesI"}
EM, LEADING, LEFT, TOP = 13.0, 15.5, 72.0, 790.0


@dataclass(slots=True)
class _Page:
    stream: list[str] = field(default_factory=list)
    marked: list[int] = field(default_factory=list)  # element of each marked content id


def as_hand_pdf(report: Made, *, tags: bool = True) -> bytes:
    return _Hand(report, tags).written()


class _Hand:
    def __init__(self, report: Made, tags: bool) -> None:
        self.report, self.tags = report, tags
        self.random = Random(f"hand {report.name}")
        self.elements: list[tuple[str, list[tuple[int, int]]]] = []
        self.by_block: dict[tuple[int, str], int] = {}
        self.pages: list[_Page] = []

    def written(self) -> bytes:
        layout = Layout(self.report)
        for number, sheet in enumerate(layout.sheets, 1):
            page = _Page()
            self.pages.append(page)
            head, foot = head_and_foot(self.report, number, len(layout.sheets))
            if number > 1:
                self._artifact(page, head, TOP + 25)
            y = TOP
            for row in sheet.rows:
                y -= LEADING * (1 + row.gap)
                self._row(page, row, y)
            y = 75 + 11.5 * len(sheet.notes)
            if sheet.notes:
                page.stream.append(f"/Artifact BMC {LEFT} {y + 10} 90 0.6 re f EMC")
            for row in sheet.notes:
                self._row(page, row, y)
                y -= 11.5
            self._artifact(page, foot, 45)
        return _Objects(self).written()

    # ---- type

    def _row(self, page: _Page, row: Row, y: float) -> None:
        style = "b" if "b" in row.style else "i" if "i" in row.style else ""
        size = 9.0 if "s" in row.style else 14.0 if "l" in row.style else 10.5
        if row.cells:
            for index, cell in enumerate(row.cells):
                self._open(page, row)
                self._set(page, cell, LEFT + 20 + 150 * index, y, style, size)
            return
        x = LEFT + row.at * EM
        if row.middle:
            x = LEFT + (36 * EM - _points(row.text, style, size)) / 2
        self._open(page, row)
        self._calls(page, row.text, x, y, style, size)

    def _open(self, page: _Page, row: Row) -> None:
        key = (row.block, row.tag)
        if row.cells or key not in self.by_block:
            self.by_block[key] = len(self.elements)
            self.elements.append((row.tag, []))
        element = self.by_block[key]
        self.elements[element][1].append((len(self.pages) - 1, len(page.marked)))
        if self.tags:
            page.stream.append(f"/{row.tag} <</MCID {len(page.marked)}>> BDC")
        page.marked.append(element)

    def _calls(self, page: _Page, text: str, x: float, y: float, style: str, size: float) -> None:
        """Text with the calls of its notes raised and small."""
        parts = CALL.split(text)
        operators = []
        for index, part in enumerate(parts):
            small = index % 2 == 1
            kind, points = ("", size * 0.6) if small else (style, size)
            operators.append(self._shown(part, x, y + (size * 0.35 if small else 0), kind, points))
            x += _points(part, kind, points)
        page.stream.extend(operators)
        page.stream.append("EMC" if self.tags else "")

    def _set(
        self, page: _Page, text: str, x: float, y: float, style: str, size: float
    ) -> None:  # fmt: skip
        page.stream.append(self._shown(text, x, y, style, size))
        page.stream.append("EMC" if self.tags else "")

    def _shown(self, text: str, x: float, y: float, style: str, size: float) -> str:
        """Now and then a gap of kerning in mid-word, as justified lines have."""
        pieces, held = [], ""
        for sign in text:
            held += sign
            if self.random.random() < 0.03:
                pieces.append(f"{_literal(held)} {self.random.choice([12, -18, 25])}")
                held = ""
        shown = " ".join([*pieces, _literal(held)])
        font = {"": "F0", "b": "F1", "i": "F2"}[style]
        return f"BT /{font} {size:g} Tf 1 0 0 1 {x:.2f} {y:.2f} Tm [{shown}] TJ ET"

    def _artifact(self, page: _Page, text: str, y: float) -> None:
        page.stream.append("/Artifact BMC")
        page.stream.append(self._shown(text, LEFT, y, "", 9))
        page.stream.append("EMC")


def _points(text: str, style: str, size: float) -> float:
    widths = CORE_FONTS_CHARWIDTHS[WIDTHS[style]]
    return sum(widths.get(chr(c), 500) for c in _bytes(text)) * size / 1000


def _bytes(text: str) -> bytes:
    return text.encode("cp1252", "replace")


def _literal(text: str) -> str:
    inside = "".join(
        f"\\{byte:03o}" if byte > 126 or byte < 32 or byte in b"()\\" else chr(byte)
        for byte in _bytes(text)
    )
    return f"({inside})"


class _Objects:
    """The file's objects, numbered as they are added."""

    def __init__(self, hand: _Hand) -> None:
        self.hand = hand
        self.objects: list[bytes] = []

    def written(self) -> bytes:
        hand = self.hand
        catalog, pages = self._add(b""), self._add(b"")
        fonts = " ".join(f"/F{i} {self._font(name)} 0 R" for i, name in enumerate(FONTS.values()))
        kids = [self._page(page, number, pages, fonts) for number, page in enumerate(hand.pages)]
        refs = " ".join(f"{kid} 0 R" for kid in kids)
        self._set(pages, f"<</Type /Pages /Count {len(kids)} /Kids [{refs}]>>")
        tree = (
            f" /MarkInfo <</Marked true>> /StructTreeRoot {self._tree(kids)} 0 R"
            if hand.tags
            else ""
        )
        self._set(catalog, f"<</Type /Catalog /Pages {pages} 0 R{tree}>>")
        return self._file(catalog)

    def _font(self, name: str) -> int:
        return self._add(
            f"<</Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding>>".encode()
        )

    def _page(self, page: _Page, number: int, parent: int, fonts: str) -> int:
        stream = "\n".join(filter(None, page.stream)).encode("latin-1")
        content = self._add(b"<</Length %d>> stream\n%s\nendstream" % (len(stream), stream))
        return self._add(
            f"<</Type /Page /Parent {parent} 0 R /MediaBox [0 0 595 842] /StructParents {number} "
            f"/Resources <</Font <<{fonts}>>>> /Contents {content} 0 R>>".encode()
        )

    def _tree(self, kids: list[int]) -> int:
        root, document = self._add(b""), self._add(b"")
        elements = [self._element(tag, at, document, kids) for tag, at in self.hand.elements]
        nums = " ".join(
            f"{number} [{' '.join(f'{elements[e]} 0 R' for e in page.marked)}]"
            for number, page in enumerate(self.hand.pages)
        )
        parents = self._add(f"<</Nums [{nums}]>>".encode())
        refs = " ".join(f"{element} 0 R" for element in elements)
        self._set(document, f"<</Type /StructElem /S /Document /P {root} 0 R /K [{refs}]>>")
        self._set(root, f"<</Type /StructTreeRoot /K [{document} 0 R] /ParentTree {parents} 0 R>>")
        return root

    def _element(self, tag: str, at: list[tuple[int, int]], parent: int, kids: list[int]) -> int:
        marked = " ".join(f"<</Type /MCR /Pg {kids[page]} 0 R /MCID {mcid}>>" for page, mcid in at)
        return self._add(f"<</Type /StructElem /S /{tag} /P {parent} 0 R /K [{marked}]>>".encode())

    def _add(self, body: bytes) -> int:
        self.objects.append(body)
        return len(self.objects)

    def _set(self, number: int, body: str) -> None:
        self.objects[number - 1] = body.encode()

    def _file(self, catalog: int) -> bytes:
        out, places = bytearray(b"%PDF-1.7\n"), []
        for number, body in enumerate(self.objects, 1):
            places.append(len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        start = len(out)
        out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        out += b"".join(b"%010d 00000 n \n" % place for place in places)
        out += b"trailer <</Size %d /Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1, catalog, start,
        )  # fmt: skip
        return bytes(out)
