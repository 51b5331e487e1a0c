"""Outline → document → outline: made-up reports in each format and language come back whole."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from content.importing.clean.characters import folded
from content.importing.lines import silent
from content.importing.pipeline import read, read_source
from content.importing.readers.pdf import read_pdf
from content.importing.values import Reading
from tests.content.importing.support import writers
from tests.content.importing.support.reports import Report, made_up
from tests.content.importing.support.typeset import as_pdf, missing_font
from tests.content.importing.support.words import LANGUAGES

WRITERS: dict[str, Callable[[Report], bytes]] = {
    "text": partial(writers.as_text, spread=False),
    "text spread out": partial(writers.as_text, spread=True),
    "Markdown": writers.as_markdown,
    "Markdown with flat marks": partial(writers.as_markdown, depths="flat"),
    "Markdown with bold lines": partial(writers.as_markdown, depths="bold"),
    "HTML": writers.as_html,
    "Word with styles": partial(writers.as_docx, styled=True),
    "Word with bold lines": partial(writers.as_docx, styled=False),
}
QUICKLY = settings(
    max_examples=2, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
SEEDS = st.integers(min_value=0, max_value=10_000)


def _headings(reading: Reading) -> list[tuple[int, str | None, str, int | None, int | None]]:
    return [
        (h.level, h.label, folded(h.title), h.first_paragraph, h.last_paragraph)
        for h in reading.headings
        if h.part == "body"
    ]


def _check(report: Report, reading: Reading, *, notes: bool = True) -> None:
    expected = [(lv, lb, folded(t), f, la) for lv, lb, t, f, la in report.headings()]
    assert _headings(reading) == expected
    numbered = [] if report.kind == "decimal" else report.paragraphs()
    assert reading.paragraphs.count == len(numbered)
    assert not reading.paragraphs.missing
    assert not reading.paragraphs.duplicated
    assert reading.language == report.language
    assert reading.coverage >= 0.99
    if notes:
        assert reading.footnotes == len(report.notes())
    by_key = {p.key: p.text for p in reading.passages}
    for paragraph in numbered if report.kind == "roman" else ():
        assert folded(by_key[str(paragraph.number)]) == folded(paragraph.text)


@pytest.mark.parametrize("kind", ["roman", "decimal", "articles"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("form", WRITERS)
def test_a_made_up_report_comes_back(form: str, language: str, kind: str) -> None:
    notes = not form.startswith("Word")

    @QUICKLY
    @given(seed=SEEDS)
    def comes_back(seed: int) -> None:
        report = made_up(seed, language, notes=notes, kind=kind)
        name = "r.md" if form.startswith("Markdown") else "r"
        _check(report, read(WRITERS[form](report), filename=name))

    comes_back()


@pytest.mark.parametrize("tagged", [True, False], ids=["with tags", "tags taken away"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_typeset_report_comes_back(language: str, tagged: bool) -> None:
    font = missing_font(language)
    if font:
        pytest.skip(f"the font {font} is not installed")
    for seed in range(3):
        report = made_up(seed, language)
        data = as_pdf(report, centred=seed == 2)
        source = read_pdf(data, silent, tagged=tagged)
        _check(report, read_source(source, sha256="0" * 64))
