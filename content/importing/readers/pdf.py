"""PDF through pdfium. Run it in a child process: pdfium is native code, not thread-safe."""

from __future__ import annotations

from typing import Any

import pypdfium2 as pdfium_documents
import pypdfium2.raw as pdfium

from content.importing.limits import LONGEST_TEXT, MOST_PAGES
from content.importing.lines import Line, Progress, Source
from content.importing.marks import Said
from content.importing.problems import Damaged, Encrypted, NoText, TooLarge
from content.importing.readers.pdf_bookmarks import bookmarks_of, marked
from content.importing.readers.pdf_lines import lines_of
from content.importing.readers.pdf_segments import PageText
from content.importing.readers.pdf_tags import tags_of

_BLOCKS_IN_A_PAGE = 100_000


def read_pdf(data: bytes, on_progress: Progress, *, tagged: bool = True) -> Source:
    """`tagged=False` reads as if the file had no tag tree."""
    document = _opened(data)
    try:
        pages = len(document)
        if pages == 0:
            raise Damaged("no pages")
        if pages > MOST_PAGES:
            raise TooLarge(f"{pages} pages")
        use_tags = tagged and bool(pdfium.FPDFCatalog_IsTagged(document))
        lines: list[Line] = []
        raw: list[str] = []
        failed = letters_read = 0
        said: list[Said] = []
        marks = bookmarks_of(document)
        for number in range(pages):
            text, found, italics = _page(document, number, use_tags)
            said += italics
            failed += text is None
            raw.append(text or "")
            lines += marked(found, marks.get(number, []))
            letters_read += len(raw[-1])
            if letters_read > LONGEST_TEXT:
                raise TooLarge("too much text")
            on_progress("read", (number + 1) / pages)
    finally:
        document.close()
    if failed == pages:
        raise Damaged("no page can be opened")
    letters = sum(c.isalnum() for text in raw for c in text)
    if letters < 20 or letters < 5 * pages:
        raise NoText(f"{letters} letters on {pages} pages")
    return Source("pdf", tuple(lines), "\n".join(raw), pages, marks=tuple(said))


def _opened(data: bytes) -> Any:
    try:
        document = pdfium_documents.PdfDocument(data)
    except pdfium_documents.PdfiumError as error:
        if pdfium.FPDF_GetLastError() in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY):
            raise Encrypted(str(error)) from error
        raise Damaged(str(error)) from error
    return document


def _page(document: Any, number: int, use_tags: bool) -> tuple[str | None, list[Line], list[Said]]:
    """(raw text, lines, words in italics) of a page; None for one that cannot be opened."""
    try:
        page = document[number]
    except pdfium_documents.PdfiumError:
        return None, [], []
    textpage = None
    try:
        textpage = page.get_textpage()
        tags = tags_of(page) if use_tags else {}
        height = float(page.get_height())
        reader = PageText(textpage, height, tags)
        segments = list(reader.segments())
        width = float(page.get_width())
        lines = lines_of(segments, number + 1, width, height, number * _BLOCKS_IN_A_PAGE, use_tags)
        return reader.text, list(lines), reader.italics.said
    except pdfium_documents.PdfiumError:
        return None, [], []
    finally:
        if textpage is not None:
            textpage.close()
        page.close()
