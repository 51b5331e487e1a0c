"""Made-up reports written out in each format, in the manner of real ones."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Iterator
from html import escape

import docx
from docx.oxml.ns import qn

from tests.content.importing.support.reports import (
    ANNEXES,
    CONTENTS,
    OPENINGS,
    SUMMARIES,
    Paragraph,
    Report,
    Section,
)

_HOUSE = {1: 1, 2: 2, 3: 3, 4: 4}


def _stop(report: Report) -> str:
    return "-" if report.language == "ar" else "."


def _width(report: Report) -> int:
    return 42 if report.language == "zh" else 86


def _wrapped(text: str, width: int) -> list[str]:
    if any("\u4e00" <= c <= "\u9fff" for c in text):
        return [text[i : i + width] for i in range(0, len(text), width)]
    return textwrap.wrap(text, width, break_long_words=False, break_on_hyphens=False)


def _lead(report: Report, paragraph: Paragraph) -> str:
    lead = report.lead(paragraph)
    return f"{lead}. " if report.kind == "articles" else lead


def contents_of(report: Report) -> Iterator[tuple[int, str, int]]:
    page = 2
    for top in report.sections:
        for section in top.walk():
            yield section.level, f"{section.printed} {section.title}".strip(), page
            page += 1


def as_text(report: Report, *, spread: bool) -> bytes:
    """Text as it falls out of a PDF. `spread`: a blank line between physical lines."""
    page = _Page(_width(report), spread)
    note = 0
    if report.opening:
        page.block(OPENINGS[report.language], above=0)
        for paragraph in report.opening:
            page.block(f"{report.lead(paragraph)}{paragraph.text}", above=2)
        page.block(report.title, above=3)
    if report.summary:
        page.block(SUMMARIES[report.language], above=3)
        for text in report.summary:
            page.block(text, above=2)
    if report.contents:
        page.block(CONTENTS[report.language], above=3)
        for _, said, number in contents_of(report):
            page.block(f"{said} ........ {number}", above=1)
    for top in report.sections:
        for section in top.walk():
            page.block(f"{section.printed} {section.title}".strip(), above=3)
            for paragraph in section.paragraphs:
                note += paragraph.note is not None
                _text_paragraph(page, report, paragraph, paragraph is section.paragraphs[0], note)
    if report.annex:
        page.block(ANNEXES[report.language], above=4)
        for paragraph in report.annex:
            page.block(f"{paragraph.number}{_stop(report)} {paragraph.text}", above=2)
    return "\n".join(page.out).encode()


class _Page:
    def __init__(self, width: int, spread: bool) -> None:
        self.out: list[str] = []
        self.spread = spread
        self._width = width

    def block(self, text: str, *, above: int, indent: str = "") -> None:
        self.out += [""] * (above * 2 - 1 if self.spread else above)
        for place, line in enumerate(_wrapped(indent + text, self._width)):
            self.out += [""] if place and self.spread else []
            self.out.append(line)


def _text_paragraph(
    page: _Page, report: Report, paragraph: Paragraph, first: bool, note: int
) -> None:
    usual = 1 if page.spread else 2
    lead = report.lead(paragraph)
    if report.kind == "articles":
        page.block(lead, above=3)
        lead, first = "", False
    mark = str(note) if paragraph.note and report.language != "zh" else ""
    page.block(f"{lead}{paragraph.text}{mark}", above=3 if first else 2)
    for label, text in paragraph.items:
        page.block(f"{report.item(paragraph, label)} {text}", above=usual, indent="  ")
    if paragraph.note:
        page.block("__________________", above=2)
        page.block(f"{note} {paragraph.note}", above=1, indent=" ")
        page.out.append("\f")


def as_markdown(report: Report, *, depths: str = "true") -> bytes:
    """`depths`: "true" or "flat" heading marks, or "bold" lines instead of them."""
    out = [f"# {report.title}", ""]
    if report.summary:
        out += [f"## {SUMMARIES[report.language]}", "", *report.summary, ""]
    note = 0
    for top in report.sections:
        for section in top.walk():
            said = f"{section.printed} {section.title}".strip()
            marks = "#" * (section.level + 1) if depths == "true" else "##"
            out += [f"**{said}**" if depths == "bold" else f"{marks} {said}", ""]
            for paragraph in section.paragraphs:
                note += paragraph.note is not None
                mark = f"[^{note}]" if paragraph.note else ""
                out += [f"{_lead(report, paragraph)}{paragraph.text}{mark}", ""]
                for label, text in paragraph.items:
                    out += [f"{report.item(paragraph, label)} {text}", ""]
    for place, text in enumerate(report.notes(), 1):
        out += [f"[^{place}]: {text}", ""]
    return "\n".join(out).encode()


def as_html(report: Report) -> bytes:
    out = [f"<!doctype html><html lang={report.language}><head><title>x</title></head><body>"]
    out.append(f"<h1>{escape(report.title)}</h1>")
    note = 0
    for top in report.sections:
        for section in top.walk():
            depth = min(section.level + 1, 6)
            said = f"{section.printed} {section.title}".strip()
            out.append(f"<h{depth}>{escape(said)}</h{depth}>")
            for paragraph in section.paragraphs:
                note += paragraph.note is not None
                mark = f"<sup><a href='#fn{note}'>{note}</a></sup>" if paragraph.note else ""
                text = f"{_lead(report, paragraph)}{escape(paragraph.text)}{mark}"
                out.append(f"<p>{text}</p>")
                for label, text in paragraph.items:
                    out.append(f"<p>{report.item(paragraph, label)} {escape(text)}</p>")
    out.append("<section class=footnotes><ol>")
    out += [f"<li>{escape(text)}</li>" for text in report.notes()]
    out.append("</ol></section></body></html>")
    return "\n".join(out).encode()


def as_docx(report: Report, *, styled: bool) -> bytes:
    """`styled`: heading styles; else bold paragraphs. Numbers are typed."""
    document = docx.Document()
    document.add_paragraph(report.symbol)
    document.add_heading(report.title, 0)
    for text in report.summary:
        document.add_paragraph().add_run(SUMMARIES[report.language]).bold = True
        document.add_paragraph(text)
    for top in report.sections:
        for section in top.walk():
            _docx_section(document, report, section, styled)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _docx_section(document, report: Report, section: Section, styled: bool) -> None:  # type: ignore[no-untyped-def]
    said = f"{section.printed}\t{section.title}".strip()
    if styled:
        document.add_heading(said, _HOUSE[section.level])
    else:
        document.add_paragraph().add_run(said).bold = True
    for paragraph in section.paragraphs:
        document.add_paragraph(f"{_lead(report, paragraph)}{paragraph.text}")
        for label, text in paragraph.items:
            made = document.add_paragraph()
            made.add_run(f"{report.item(paragraph, label)}\t{text}")
            if report.language == "ar":
                made._p.get_or_add_pPr().append(made._p.makeelement(qn("w:bidi"), {}))
