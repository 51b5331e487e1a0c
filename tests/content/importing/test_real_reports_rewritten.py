"""The ten real reports written again by our own hand, in each form, and read from there.

What is told from one form must be told from the others: the outline stays the true one.
"""

from __future__ import annotations

from collections.abc import Callable
from statistics import mean
from typing import Any

import pytest

from content.importing.pipeline import read
from content.importing.values import Heading, Passage, Reading
from tests.content.importing.support.kinds import marked, typeset, word
from tests.content.importing.support.kinds.model import Document, Piece
from tests.content.importing.support.kinds.phrases import article_label, phrases
from tests.content.importing.support.scoring import Score, scored
from tests.content.importing.test_real_reports import DOCUMENTS, SHARED

pytestmark = pytest.mark.skipif(not DOCUMENTS, reason="../shared/reports is not there")
LOOKS: dict[str, Any] = {
    "size": 10, "centred": False, "capitals": False, "tags": "headings", "bare": "bold",
    "columns": 1, "run_in": "bold", "justify": True, "tab": True, "chapter_line": False,
    "house": False, "automatic": False, "flat_marks": False, "seed": 1,
}  # fmt: skip
FORMS: dict[str, tuple[str, float, Callable[[Document], bytes]]] = {
    "typed text": ("r.txt", 0.95, marked.as_typed),
    "markdown": ("r.md", 0.98, marked.as_markdown),
    "word": ("r.docx", 0.98, word.as_docx),
    "html": ("r.html", 0.98, marked.as_html),
    "pdf": ("r.pdf", 0.95, typeset.as_pdf),
    "pdf without tags": (
        "r.pdf",
        0.95,
        lambda document: typeset.untagged(typeset.as_pdf(document)),
    ),
}


def _document(reading: Reading) -> Document:
    """The body of a reading as pieces that can be printed again."""
    articles = reading.numbered_unit == "article"
    pieces: list[Piece] = []
    headed: set[int] = set()
    for passage in reading.passages:
        if passage.part != "body" or passage.kind == "footnote":
            continue
        for heading in _above(reading, passage.heading):
            if heading.index not in headed:
                pieces.append(_heading(heading, reading.language, articles))
                headed.add(heading.index)
        pieces.append(_passage(passage, reading.language, articles))
    numbers = "articles" if articles else "run"
    title = Piece("title", reading.title or "A report", part="front")
    return Document("", reading.language, "A/1/2", "", numbers, [title, *pieces], LOOKS)


def _above(reading: Reading, index: int | None) -> list[Heading]:
    """The headings from the last one printed down to this one, in the order of the file."""
    return [] if index is None else [h for h in reading.headings[: index + 1] if h.part == "body"]


def _heading(heading: Heading, language: str, articles: bool) -> Piece:
    printed = ""
    if heading.label:
        stop = " -" if language == "ar" else ")" if heading.level == 4 else "."
        printed = heading.label + stop
        if articles and heading.level == 1:
            printed = str(phrases(language)["chapter"]).format(heading.label)
    return Piece("heading", heading.title, printed, heading.label, heading.level)


def _passage(passage: Passage, language: str, articles: bool) -> Piece:
    if passage.kind == "table":
        return Piece("table", rows=[row.split("\t") for row in passage.text.split("\n")])
    if passage.kind == "paragraph":
        number = int(passage.number or 0)
        printed = article_label(language, number) if articles else f"{number}."
        return Piece("paragraph", passage.text, printed, number=number)
    if passage.kind == "item":
        printed = f"({passage.number})" if passage.number else "•"
        return Piece("item", passage.text, printed, level=1)
    return Piece("quote" if passage.kind == "quote" else "text", passage.text)


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_what_is_read_in_one_form_is_read_in_another(form: str) -> None:
    name, least, write = FORMS[form]
    scores: list[Score] = []
    for true in DOCUMENTS:
        first = read((SHARED / "reports" / true["file"]).read_bytes(), filename=true["file"])
        score = scored(read(write(_document(first)), filename=name).to_json(), true)
        print(f"{form} {true['file']}: {score}")
        scores.append(score)
    print(f"{form}: mean F1 {mean(s.f1 for s in scores):.3f}")
    assert mean(score.f1 for score in scores) >= least
