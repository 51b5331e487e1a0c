"""Word documents by python-docx in two manners: styled and numbered by Word, or typed and bold."""

from __future__ import annotations

import io
from typing import Any

from docx import Document
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

from tests.content.importing.support.second.report import CALL, Block, Made

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NOTES_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
NOTES_LINK = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"


def as_word(report: Made, *, styled: bool) -> bytes:
    word = Document()
    for block in report.blocks:
        _write(word, report, block, styled)
    if report.notes:
        _add_notes(word, report)
    section = word.sections[0]
    section.header.paragraphs[0].text = report.running
    section.footer.paragraphs[0].text = report.symbol
    held = io.BytesIO()
    word.save(held)
    return held.getvalue()


def _write(word: Word, report: Made, block: Block, styled: bool) -> None:
    if block.kind == "table":
        word.add_paragraph(block.printed)
        word.add_paragraph().add_run(block.text).bold = True
        table = word.add_table(rows=0, cols=len(block.rows[0]))
        for row in block.rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
        return
    paragraph = word.add_paragraph()
    title = block.kind in ("head", "article") or block.role in ("title", "part", "annex")
    if styled and title:
        paragraph.style = word.styles[
            "Title" if block.role == "title" else f"Heading {min(block.level or 1, 4)}"
        ]
    if block.kind == "item" and styled:
        paragraph.style = word.styles["List Paragraph"]
    if block.kind == "quote" and styled:
        paragraph.style = word.styles["Quote"]
    if title and (block.role == "annex" or block.kind == "article"):
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if report.rtl:
        paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    _fill(paragraph, block, bold=title and not styled)


def _fill(paragraph: Paragraph, block: Block, *, bold: bool) -> None:
    if block.printed:
        paragraph.add_run(f"{block.printed}\t").bold = bold or None
    if block.run_in:
        paragraph.add_run(f"{block.run_in} ").bold = True
    for index, part in enumerate(CALL.split(block.text)):
        if index % 2:
            paragraph.add_run()._r.append(_reference(part))
            continue
        # As an editor leaves it: one sentence in several runs.
        half = len(part) // 2
        for piece in (part[:half], part[half:]):
            run = paragraph.add_run(piece)
            if bold and not block.printed and block.kind == "head":
                run.italic = True
            else:
                run.bold = bold or None
    if block.kind == "entry":
        paragraph.add_run(f"\t{block.role}")


def _reference(number: str) -> Any:
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), number)
    return reference


def _add_notes(word: Word, report: Made) -> None:
    said = "".join(
        f'<w:footnote w:id="{n}"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t xml:space="preserve"> '
        f"{_escaped(note)}</w:t></w:r></w:p></w:footnote>"
        for n, note in report.notes.items()
    )
    separators = "".join(
        f'<w:footnote w:id="{n}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for n, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    xml = f'<w:footnotes xmlns:w="{NAMESPACE}">{separators}{said}</w:footnotes>'
    parse_xml(xml)
    part = Part(PackURI("/word/footnotes.xml"), NOTES_TYPE, xml.encode(), word.part.package)
    word.part.relate_to(part, NOTES_LINK)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")
