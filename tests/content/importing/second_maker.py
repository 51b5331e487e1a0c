"""`python -m tests.content.importing.second_maker SEED …`: how the second maker's reports are read.

Six manners of numbering, six languages, thirteen forms; hand-made PDFs in Latin scripts alone. The
forms `printed…` want Chromium. Prints what was missed with --show, then means.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Iterator
from functools import partial

from playwright.sync_api import Page

from content.importing.pipeline import read
from tests.content.importing.held_out import Row, line_of
from tests.content.importing.support.scoring import scored
from tests.content.importing.support.second import browser, hand, plain, sheet, web, word
from tests.content.importing.support.second.make import MANNERS, made
from tests.content.importing.support.second.report import Made
from tests.content.importing.support.second.speech import LANGUAGES

FORMS: dict[str, tuple[str, Callable[[Made], bytes]]] = {
    "hand pdf": ("r.pdf", hand.as_hand_pdf),
    "hand untagged": ("r.pdf", partial(hand.as_hand_pdf, tags=False)),
    "layout text": ("r.txt", sheet.as_layout_text),
    "typed": ("r.txt", plain.as_typed),
    "converted": ("r.md", plain.as_converted),
    "scanned": ("r.md", plain.as_scanned),
    "site": ("r.html", web.as_site),
    "saved": ("r.html", web.as_saved),
    "styled word": ("r.docx", partial(word.as_word, styled=True)),
    "typed word": ("r.docx", partial(word.as_word, styled=False)),
}
PRINTED = {"printed": "r.pdf", "printed untagged": "r.pdf", "printed text": "r.txt"}


def written(
    reports: list[Made], forms: list[str], chromium: str | None = None
) -> Iterator[tuple[Made, str, str, bytes]]:
    """(report, form, file's name, bytes)."""
    for report in reports:
        for form in forms:
            latin = report.language in hand.LANGUAGES
            if form in FORMS and (latin or not form.startswith("hand")):
                name, write = FORMS[form]
                yield report, form, name, write(report)
    wanted = [form for form in forms if form in PRINTED]
    if not wanted:
        return
    with browser.printing_page(chromium) as page:
        for report in reports:
            pdf = browser.as_printed(page, report)
            for form in wanted:
                # pdfium's text of a browser's Arabic has each word backwards: no reader's input.
                if report.rtl and form == "printed text":
                    continue
                yield report, form, PRINTED[form], _printed(page, report, pdf, form)


def _printed(page: Page, report: Made, pdf: bytes, form: str) -> bytes:
    if form == "printed untagged":
        return browser.as_printed(page, report, tags=False)
    return browser.text_of(pdf) if form == "printed text" else pdf


def rows(reports: list[Made], forms: list[str], chromium: str | None = None) -> Iterator[Row]:
    for report, form, name, data in written(reports, forms, chromium):
        score = scored(read(data, filename=name).to_json(), report.truth())
        yield Row(report.manner, report.language, form, report.seed, score)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("seeds", type=int, nargs="+")
    parser.add_argument("--manner", choices=MANNERS, action="append")
    parser.add_argument("--language", choices=LANGUAGES, action="append")
    parser.add_argument("--form", choices=[*FORMS, *PRINTED], action="append")
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    reports = [
        made(manner, language, seed)
        for seed in options.seeds
        for manner in options.manner or MANNERS
        for language in options.language or LANGUAGES
    ]
    found = list(rows(reports, options.form or [*FORMS, *PRINTED]))
    for row in found if options.show else ():
        if row.score.f1 < 1 or not row.score.numbering or not row.score.footnotes:
            print(row.name, row.score)
    for field in ("kind", "language", "form"):
        for value in dict.fromkeys(getattr(row, field) for row in found):
            print(line_of(value, [row for row in found if getattr(row, field) == value]))
    print(line_of("all", found))


if __name__ == "__main__":
    main()
