"""Sheets printed to PDF by Chromium: real type, a real tag tree, kerned and shaped scripts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from playwright.sync_api import Page, sync_playwright

from tests.content.importing.support.second.report import Made
from tests.content.importing.support.second.web import as_sheets


@contextmanager
def printing_page(program: str | None = None) -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program or "/usr/bin/chromium", args=["--no-sandbox"]
        )
        try:
            yield browser.new_page()
        finally:
            browser.close()


def as_printed(page: Page, report: Made, *, tags: bool = True) -> bytes:
    page.set_content(as_sheets(report))
    return page.pdf(prefer_css_page_size=True, print_background=False, tagged=tags)


def text_of(pdf: bytes) -> bytes:
    """As it falls out: page by page, with the library's own line ends."""
    document = pdfium.PdfDocument(pdf)
    try:
        return "\f".join(_page_text(document, at) for at in range(len(document))).encode()
    finally:
        document.close()


def _page_text(document: pdfium.PdfDocument, at: int) -> str:
    page = document[at]
    text: str = page.get_textpage().get_text_range()
    return text.replace("\r\n", "\n").replace("\ufffe", "-")
