"""Reports of each kind, language and form, drawn from a seed that the reader was not mended on.

`python -m tests.content.importing.held_out SEED …` scores the whole table; here each form reads
one report of each kind, the language changing from one to the next.
"""

from __future__ import annotations

from statistics import mean

import pytest

from tests.content.importing.held_out import FORMS, Row, line_of, reading_of
from tests.content.importing.support.kinds.draw import KINDS, drawn
from tests.content.importing.support.kinds.phrases import LANGUAGES
from tests.content.importing.support.scoring import scored
from tests.content.importing.support.typeset import missing_font

SEED = 6007
# The least mean F1 of a form. Text out of a PDF has lost its white space and its type.
LEAST = {
    "pdf": 0.95, "pdf without tags": 0.93, "text of a pdf": 0.75, "text spread out": 0.75,
    "typed text": 0.93, "markdown": 0.98, "recognised": 0.98, "word": 0.98, "html": 0.98,
}  # fmt: skip


@pytest.mark.slow
@pytest.mark.parametrize("form", FORMS)
def test_a_report_never_seen_has_its_true_outline(form: str) -> None:
    if any(missing_font(language) for language in LANGUAGES):
        pytest.skip("a font of Arabic or Chinese is not installed")
    rows, lists = [], []
    for place, kind in enumerate(KINDS):
        language = LANGUAGES[(place + list(FORMS).index(form)) % len(LANGUAGES)]
        document = drawn(kind, language, SEED)
        reading = reading_of(document, form)
        score = scored(reading.to_json(), document.truth())
        there = sum(p.kind == "item" and p.part == "body" for p in reading.passages)
        lists.append((there, sum(p.kind in ("item", "line") for p in document.body())))
        rows.append(Row(kind, language, form, SEED, score))
    print(line_of(form, rows))
    assert mean(row.score.f1 for row in rows) >= LEAST[form]
    print(f"items of lists found {sum(n for n, _ in lists)} of {sum(n for _, n in lists)}")
    assert sum(n for n, _ in lists) >= 0.8 * sum(n for _, n in lists)
    assert min(row.score.coverage for row in rows) >= 0.98
