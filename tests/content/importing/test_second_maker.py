"""Reports of the second maker, which knows nothing of the reader, from a seed it was not mended on.

`python -m tests.content.importing.second_maker SEED …` scores the whole table, also of what a
browser prints; here each form reads one report of each manner, the language changing.
"""

from __future__ import annotations

from statistics import mean

import pytest

from content.importing.pipeline import read
from tests.content.importing.held_out import Row, line_of
from tests.content.importing.second_maker import FORMS, rows, written
from tests.content.importing.support.second import browser
from tests.content.importing.support.second.hand import LANGUAGES as LATIN
from tests.content.importing.support.second.make import MANNERS, made
from tests.content.importing.support.second.report import Made
from tests.content.importing.support.second.speech import LANGUAGES

SEED = 7411
LEAST = {"layout text": 0.9, "typed": 0.95}


def _reports(form: str) -> list[Made]:
    spoken = LATIN if form.startswith("hand") else LANGUAGES
    shift = list(FORMS).index(form)
    return [made(m, spoken[(n + shift) % len(spoken)], SEED) for n, m in enumerate(MANNERS)]


@pytest.mark.parametrize("form", FORMS)
def test_a_report_of_another_maker_has_its_true_outline(form: str) -> None:
    found = list(rows(_reports(form), [form]))
    print(line_of(form, found))
    assert mean(row.score.f1 for row in found) >= LEAST.get(form, 0.97)
    assert sum(row.score.numbering for row in found) >= len(found) - 1
    assert min(row.score.coverage for row in found) >= 0.98


@pytest.mark.browser
@pytest.mark.slow
def test_what_a_browser_prints_has_its_true_outline(chromium_path: str) -> None:
    reports = [made(m, LANGUAGES[n], SEED) for n, m in enumerate(MANNERS)]
    found: list[Row] = list(rows(reports, ["printed", "printed untagged"], chromium_path))
    print(line_of("printed", found))
    assert mean(row.score.f1 for row in found) >= 0.95


@pytest.mark.browser
def test_arabic_words_that_a_pdf_gives_from_the_left_are_turned_round(chromium_path: str) -> None:
    report = made("classic", "ar", SEED)
    with browser.printing_page(chromium_path) as page:
        reading = read(browser.as_printed(page, report), filename="r.pdf")
    said = {word for heading in reading.headings for word in heading.title.split()}
    assert said >= {word for b in report.blocks if b.kind == "head" for word in b.words.split()}


def test_notes_listed_in_brackets_at_the_end_are_called_where_they_stand() -> None:
    report = made("deep", "fr", SEED)
    (_, _, name, data), *_ = written([report], ["typed"])
    reading = read(data, filename=name)
    called = [number for passage in reading.passages for number in passage.calls]
    heads = sum("⟦" in block.text for block in report.blocks if block.kind == "head")
    assert reading.footnotes == len(report.notes)
    # A note that a heading calls is called by the paragraph below it.
    assert heads
    assert len(called) == len(report.notes)
