"""One short made-up report of each kind, with the outline that a person would give it."""

from __future__ import annotations

from pathlib import Path

import pytest

from content.importing.pipeline import read
from content.importing.values import Reading

KINDS = Path(__file__).parent / "data" / "kinds"

# Level, label and paragraphs of each heading, in order.
OUTLINES = {
    "sanctions.txt": "1 I 1-4|2 A 3-3|2 B 4-4|1 II 5-8|2 A 5-7|3 1 6-6|3 2 7-7|2 B 8-8|1 III 9-10",
    "ecosoc.txt": "1 I 1-2|1 II 3-6|2 A 3-4|2 B 5-6|1 III 7-8|2 A 7-7|2 B 8-8",
    "russian.txt": "1 I 1-2|1 II 3-6|2 А 3-3|2 Б 4-4|2 В 5-6|3 1 5-5|3 2 6-6|1 III 7-7",
    "chinese.txt": "1 一 1-2|1 二 3-6|2 一 3-3|2 二 4-6|3 1 5-5|3 2 6-6|1 三 7-7",
    "treaty.html": "1 I 1-2|1 II 3-3|1 III 4-9|2 A 4-5|2 B 6-8|3 - 6-7|3 - 8-8|2 C 9-9|3 - 9-9"
    "|1 IV 10-11|2 A 10-10|2 B 11-11",
    "climate.md": "1 1|1 2|2 -|2 -|1 3",
    "trade.txt": "1 1|2 1.1|2 1.2|1 2|2 2.1|2 2.2|3 2.2.1|3 2.2.2|1 3",
}


def _read(name: str) -> Reading:
    return read((KINDS / name).read_bytes(), filename=name)


@pytest.mark.parametrize("name", OUTLINES)
def test_the_outline_is_a_persons(name: str) -> None:
    shown = [
        f"{h.level} {h.label or '-'}"
        + (f" {h.first_paragraph}-{h.last_paragraph}" if h.first_paragraph else "")
        for h in _read(name).headings
        if h.part == "body"
    ]
    assert "|".join(shown) == OUTLINES[name]


@pytest.mark.parametrize("name", OUTLINES)
def test_nothing_is_missing_from_it(name: str) -> None:
    reading = _read(name)
    assert reading.coverage >= 0.99
    assert reading.paragraphs.missing == reading.paragraphs.duplicated == ()


def test_paragraphs_counted_anew_in_each_chapter_keep_their_numbers() -> None:
    reading = _read("trade.txt")
    assert [p.number for p in reading.passages] == [
        "1.1",
        "1.2",
        "1.3",
        "1.4",
        "2.1",
        "2.2",
        "2.3",
        "2.4",
        "3.1",
    ]
    assert {p.kind for p in reading.passages} == {"paragraph"}
    assert (reading.paragraphs.count, reading.paragraphs.first) == (9, None)


def test_a_gap_among_paragraphs_counted_in_each_chapter_is_told() -> None:
    text = (KINDS / "trade.txt").read_text("utf-8")
    cut = "\n".join(line for line in text.split("\n") if not line.startswith("1.3. Inflation"))
    assert "Paragraph 1.3 is missing between its neighbours (body)." in read(cut.encode()).warnings
    assert not [w for w in _read("trade.txt").warnings if w.startswith("Paragraph")]


def test_lists_after_a_colon_do_not_lengthen_the_run() -> None:
    assert [p.key for p in _read("ecosoc.txt").passages][4:9] == ["4.1", "4.2", "4.3", "4.4", "4.5"]
    assert _read("sanctions.txt").paragraphs.last == 10


@pytest.mark.parametrize(
    ("name", "symbol", "title"),
    [
        ("russian.txt", "A/79/555", "Положение в области водных ресурсов"),
        ("chinese.txt", "A/79/556", "关于水资源的报告"),
        ("trade.txt", "WT/REG/M/1", "Trade policy review of Ruritania"),
        (
            "sanctions.txt",
            "S/2024/888",
            "Letter dated 3 March 2024 from the Panel of Experts on Ruritania addressed to the "
            "President of the Security Council",
        ),
    ],
)
def test_plain_text_has_its_symbol_and_title(name: str, symbol: str, title: str) -> None:
    assert (_read(name).symbol, _read(name).title) == (symbol, title)


def test_annexes_with_numbers_stand_apart() -> None:
    parts = [(p.title, p.paragraphs.count) for p in _read("sanctions.txt").parts]
    assert parts[2:] == [
        ("Annex I — Methods of work of the Panel", 2),
        ("Annex II — Vessels inspected", 2),
    ]


TAIL = """I. Introduction

1. The first paragraph says why this report was written at all.

2. The second paragraph says who wrote it, and where it was done.

3. The third paragraph ends the report, and its list of sources follows.

Sources

1. The yearbook of the Ministry of Water was used in its second edition.

2. The almanac of the Ministry of Rain was used in its third edition.

3. The atlas of rivers was used.

4. The register of wells was used.
"""


def test_a_final_list_longer_than_the_run_does_not_lengthen_it() -> None:
    assert read(TAIL.encode()).paragraphs.last == 3
