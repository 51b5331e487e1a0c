"""Made-up reports as Word documents, written as XML: styles or none, numbers typed or automatic."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.content.importing.support.kinds.model import Document, Piece

_NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.'
    'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_HOUSE = {1: "_ H _Ch", 2: "_ H_1", 3: "_ H_2/3", 4: "_ H_4", 5: "_ H_5/6"}


def as_docx(document: Document) -> bytes:
    writer = _Writer(document)
    body = "".join(writer.blocks())
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", _TYPES)
        package.writestr(
            "word/document.xml", f"<w:document {_NAMES}><w:body>{body}</w:body></w:document>"
        )
        package.writestr(
            "word/styles.xml", f"<w:styles {_NAMES}>{''.join(writer.styles())}</w:styles>"
        )
        package.writestr(
            "word/numbering.xml", f"<w:numbering {_NAMES}>{_numbering(document)}</w:numbering>"
        )
        package.writestr(
            "word/footnotes.xml", f"<w:footnotes {_NAMES}>{''.join(writer.notes)}</w:footnotes>"
        )
        package.writestr("word/header1.xml", f"<w:hdr {_NAMES}>{_p(_r(document.symbol))}</w:hdr>")
    return stream.getvalue()


def _numbering(document: Document) -> str:
    kind = "hindiNumbers" if document.language == "ar" else "decimal"
    form = f'<w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="%1."/>'
    level = f'<w:lvl w:ilvl="0">{form}</w:lvl>'
    used = '<w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="1">{level}</w:abstractNum>{used}'


def _r(text: str, marks: str = "") -> str:
    marks = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    pieces = "<w:tab/>".join(
        f'<w:t xml:space="preserve">{escape(part)}</w:t>' for part in text.split("\t")
    )
    return f"<w:r>{marks}{pieces}</w:r>"


def _p(runs: str, style: str = "", more: str = "") -> str:
    style = f'<w:pStyle w:val="{escape(style)}"/>' if style else ""
    return f"<w:p><w:pPr>{style}{more}</w:pPr>{runs}</w:p>"


class _Writer:
    def __init__(self, document: Document) -> None:
        self._document = document
        self._looks = document.looks
        self.notes: list[str] = []

    def styles(self) -> Iterator[str]:
        for depth, name in _HOUSE.items():
            if not self._looks["house"]:
                name = f"heading {depth}"
            bold = "<w:b/>" if depth < 4 else "<w:i/>"
            yield (
                f'<w:style w:type="paragraph" w:styleId="{escape(name)}">'
                f'<w:name w:val="{escape(name)}"/><w:rPr>{bold}</w:rPr></w:style>'
            )

    def blocks(self) -> Iterator[str]:
        for piece in self._document.pieces:
            yield from self._piece(piece)

    def _piece(self, piece: Piece) -> Iterator[str]:
        if piece.kind == "heading":
            yield from self._heading(piece)
        elif piece.kind in ("title", "letter", "opening", "annex", "organ", "subtitle"):
            yield _p(
                _r(piece.said, "<w:b/>"),
                more='<w:jc w:val="center"/>' if piece.kind == "title" else "",
            )
        elif piece.kind == "summary":
            yield _p(_r(piece.said, "<w:i/>"))
        elif piece.kind == "contents":
            yield _p(_r(piece.text, "<w:b/>"))
            yield from (_p(_r(f"{said}\t{page}"), "TOC1") for said, page, _ in piece.rows)
        elif piece.kind == "table":
            yield f"<w:tbl>{''.join(self._row(row) for row in piece.rows)}</w:tbl>"
        elif piece.kind == "item":
            yield _p(
                _r(f"{piece.printed}\t{piece.text}"), more=f'<w:ind w:left="{700 * piece.level}"/>'
            )
        elif piece.kind == "paragraph" or piece.note:
            yield from self._paragraph(piece)
        else:
            yield _p(_r(piece.said))

    def _row(self, row: list[str]) -> str:
        return f"<w:tr>{''.join(f'<w:tc>{_p(_r(cell))}</w:tc>' for cell in row)}</w:tr>"

    def _heading(self, piece: Piece) -> Iterator[str]:
        title = piece.text.upper() if self._looks["capitals"] and piece.level == 1 else piece.text
        said = f"{piece.printed}\t{title}".strip()
        if self._looks["flat_marks"]:
            marks = (
                "<w:i/>" if piece.label is None and self._looks["bare"] == "italic" else "<w:b/>"
            )
            yield _p(_r(said, marks))
            return
        style = _HOUSE[piece.level] if self._looks["house"] else f"heading {piece.level}"
        yield _p(_r(said), style)

    def _paragraph(self, piece: Piece) -> Iterator[str]:
        marks = "<w:b/>" if piece.bold else ""
        runs = _r(piece.text, marks)
        if len(piece.text) > 60 and self._looks["seed"] % 3 == 0:
            first, linked, last = (piece.text[a:b] for a, b in ((0, 20), (20, 50), (50, None)))
            runs = f"<w:smartTag>{_r(first, marks)}</w:smartTag>"
            runs += f"<w:hyperlink>{_r(linked, marks)}</w:hyperlink>{_r(last, marks)}"
        if piece.run_in:
            runs = (
                _r(f"{piece.run_in} ", "<w:b/>" if self._looks["run_in"] == "bold" else "<w:i/>")
                + runs
            )
        if piece.note:
            runs += self._note(piece.note)
        if self._document.numbers == "articles" and piece.part == "body":
            yield _p(_r(piece.printed), more='<w:jc w:val="center"/>')
            yield _p(runs)
        elif self._looks["automatic"] and self._document.numbers == "run" and piece.part == "body":
            yield _p(runs, more='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
        else:
            yield _p((_r(f"{piece.printed}\t") if piece.printed else "") + runs)

    def _note(self, text: str) -> str:
        number = len(self.notes) + 2
        self.notes.append(f'<w:footnote w:id="{number}">{_p(_r(text))}</w:footnote>')
        return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
