"""Each footnote is called where it was: the right passage, the right number, its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.importing.clean.characters import folded
from content.importing.pipeline import read
from content.importing.values import Reading
from tests.content.importing.held_out import FORMS, reading_of
from tests.content.importing.support.kinds.draw import KINDS, drawn
from tests.content.importing.support.kinds.model import Document
from tests.content.importing.support.kinds.phrases import LANGUAGES
from tests.content.importing.support.typeset import missing_font

SEED = 24007
REPORTS = Path(__file__).resolve().parents[4] / "shared" / "reports"
# The least share of calls in their place. Plain text has no mark for a call; out of an Arabic
# PDF it stands at the wrong end of its line, and spread out a heading may hang on the passage.
LEAST = {"text of a pdf": 0.75, "text spread out": 0.85, "typed text": 0.95}
END = 25  # letters by which a passage is known

# The paragraphs in which notes are called, as read in the reports themselves.
CALLED = {
    "ar_docx_CRC_C_GC_20.docx": {"1": "5", "2": "11", "3": "18", "4": "18", "5": "19", "6": "21"},
    "en_pdf_A_80_75.pdf": {"1": "3", "2": "4", "3": "5", "4": "5", "5": "6", "6": "7"},
    "en_pdf_S_2025_72.pdf": {"1": "1", "2": "1", "3": "2", "5": "4", "6": "5", "7": "5"},
    "es_pdf_A_AC.292_2024_3.pdf": {"1": "4", "2": "20"},
    "000_d8083531257083b8.txt": {"1": "32", "2": "37"},
    "004_e60e9522a1c4985f.txt": {"1": "2", "2": "30"},
}


def _callers(reading: Reading) -> dict[str, list[str]]:
    """The keys of the passages that call each note."""
    found: dict[str, list[str]] = {}
    for passage in reading.passages:
        for number in passage.calls:
            found.setdefault(number, []).append(passage.key)
    return found


def _in_place(document: Document, reading: Reading) -> tuple[int, int, int]:
    """(notes, those called from their own passage alone, those with their own words)."""
    texts = {passage.key: passage.text for passage in reading.passages}
    words = {p.number: p.text for p in reading.passages if p.kind == "footnote"}
    callers = _callers(reading)
    pieces = [piece for piece in document.pieces if piece.note]
    placed = said = 0
    for number, piece in enumerate(pieces, 1):
        keys = callers.get(str(number), [])
        own = [folded(texts[key])[-END:] == folded(piece.text)[-END:] for key in keys]
        placed += own == [True]
        said += folded(words.get(str(number), "")) == folded(piece.note or "")
    return len(pieces), placed, said


@pytest.mark.parametrize("form", FORMS)
def test_a_note_is_called_from_its_own_passage(form: str) -> None:
    if any(missing_font(language) for language in LANGUAGES):
        pytest.skip("a font of Arabic or Chinese is not installed")
    notes = placed = said = 0
    for place, kind in enumerate(KINDS):
        language = LANGUAGES[(place + list(FORMS).index(form)) % len(LANGUAGES)]
        document = drawn(kind, language, SEED)
        found = _in_place(document, reading_of(document, form))
        notes, placed, said = notes + found[0], placed + found[1], said + found[2]
    print(f"{form}: {placed} of {notes} notes called in their place, {said} with their words")
    assert placed >= LEAST.get(form, 0.97) * notes
    assert said >= (0.85 if form == "text spread out" else 0.95) * notes


@pytest.mark.parametrize("name", CALLED)
def test_notes_of_real_reports_are_called_where_they_are_printed(name: str) -> None:
    path = REPORTS / name
    if not path.exists():
        pytest.skip("../shared/reports is not there")
    callers = _callers(read(path.read_bytes(), filename=name))
    for number, key in CALLED[name].items():
        assert callers[number][0] == key


AFTER_A_YEAR = """I. Funds

1. The findings were published in a report in 2020 1 . It compares nine
countries of the region.

2. The fund closed in 2021, and 3 , as printed, is no call of a note.

__________________
1 Report of the fund, Rome, 2020.
"""


def test_a_call_may_stand_after_a_year() -> None:
    reading = read(AFTER_A_YEAR.encode(), filename="report.txt")
    first, second = (one for one in reading.passages if one.kind == "paragraph")
    assert first.calls == ("1",) and "in 2020. It compares" in first.text
    assert second.calls == () and "and 3" in second.text
