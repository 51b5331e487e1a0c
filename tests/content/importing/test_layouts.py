"""Layouts that real files have, each in a few made-up lines."""

from __future__ import annotations

import io

import docx
import typst

from content.importing.pipeline import read
from content.importing.readers.right_to_left import logical
from content.importing.values import PASSAGE_KINDS, Reading

GAPLESS = """A/77/999

I. Introduction
1. The present report has been prepared pursuant to a resolution in which the Assembly
asked for a report. It covers the period from January to December.
2. The second paragraph is here and goes on at the page
2/9 22-01234
A/77/999
22-01234 3/9
end with a full stop.
II. Progress made
A. General
3. Progress was made in 12 countries in
2020. A workshop was held there. See also
paragraph 3.
B. Particular
4. The following were achieved:
(a) One thing;
(b) Another thing.
5. Last of all.
A/77/999
4/9 22-01234
Annex
List of members
1. The first member of the committee is listed here.
2. The second member.
"""


def _outline(reading: Reading) -> list[tuple[int, str | None, str, int | None, int | None]]:
    return [
        (h.level, h.label, h.title, h.first_paragraph, h.last_paragraph)
        for h in reading.headings
        if h.part == "body"
    ]


def _texts(reading: Reading) -> dict[str, str]:
    return {passage.key: passage.text for passage in reading.passages}


def test_text_without_white_space_between_its_parts() -> None:
    reading = read(GAPLESS.encode())
    assert _outline(reading) == [
        (1, "I", "Introduction", 1, 2),
        (1, "II", "Progress made", 3, 5),
        (2, "A", "General", 3, 3),
        (2, "B", "Particular", 4, 5),
    ]


def test_a_year_at_the_start_of_a_line_is_no_paragraph() -> None:
    text = _texts(read(GAPLESS.encode()))["3"]
    assert text == (
        "Progress was made in 12 countries in 2020. A workshop was held there. "
        "See also paragraph 3."
    )


def test_a_paragraph_goes_on_below_running_heads() -> None:
    reading = read(GAPLESS.encode())
    assert _texts(reading)["2"] == (
        "The second paragraph is here and goes on at the page end with a full stop."
    )
    kinds = {held.kind for held in reading.set_aside}
    assert {"running_head", "page_number"} <= kinds


def test_items_and_annexes_have_keys_of_their_own() -> None:
    reading = read(GAPLESS.encode())
    assert list(_texts(reading))[3:] == ["4", "4.a", "4.b", "5", "annex1.1", "annex1.2"]
    assert [(p.kind, p.paragraphs.count) for p in reading.parts] == [("body", 5), ("annex", 2)]


def test_a_gap_and_a_repeat_in_the_numbering_are_told() -> None:
    lines = [f"{n}. This is a paragraph with enough words in it to be one." for n in (1, 2, 4, 5)]
    lines.insert(2, "2. This is a paragraph that bears the number of the one above it again.")
    reading = read("\n\n".join(lines).encode())
    assert reading.paragraphs.missing == (3,)
    assert reading.paragraphs.duplicated == (2,)
    assert len(reading.warnings) == 3


def test_stray_spaces_are_healed_by_the_documents_own_words() -> None:
    text = (
        "1. L’Office a formé chaque participant. "
        "Le participant de l ’Office est un participa nt.\n\n"
        "2. Une inter national de deux mots et la paix.\n\n3. Le participant suit l’Office.\n"
    )
    texts = _texts(read(text.encode()))
    assert texts["1"].endswith("Le participant de l’Office est un participant.")
    assert "inter national" in texts["2"]


def test_hyphens_at_line_ends_are_undone_only_for_known_words() -> None:
    text = (
        "1. The recommendation was made to all of the member States, and that recommen-\n"
        "dation was followed by a self-\nassessment in each of the member States.\n\n2. Last.\n"
    )
    assert (
        "that recommendation was followed by a self-assessment" in _texts(read(text.encode()))["1"]
    )


def test_markdown_without_labels_is_nested_by_its_marks() -> None:
    text = "# A title\n\nWords.\n\n## One\n\nMore.\n\n### Below\n\n- a\n- b\n\n## Two\n\n"
    text += "| a | b |\n|---|---|\n| 1 | 2 |\n"
    reading = read(text.encode(), filename="r.md")
    assert reading.title == "A title"
    assert _outline(reading) == [
        (1, None, "One", None, None),
        (2, None, "Below", None, None),
        (1, None, "Two", None, None),
    ]
    assert [(p.kind, p.text) for p in reading.passages if p.kind == "table"] == [
        ("table", "a\tb\n1\t2")
    ]


def test_two_depths_of_headings_without_labels_are_told_by_their_look() -> None:
    page = (
        "<p><b>I. Work done</b></p><p><b>In the field</b></p><p><i>By land</i></p><p>1. A text.</p>"
        "<p><i>By sea</i></p><p>2. A text.</p><p><b>At home</b></p><p>3. A text.</p>"
        "<p><b>II. Work ahead</b></p><p><i>Alone</i></p><p>4. A text.</p>"
    )
    assert _outline(read(f"<html><body>{page}</body></html>".encode())) == [
        (1, "I", "Work done", 1, 3),
        (2, None, "In the field", 1, 2),
        (3, None, "By land", 1, 1),
        (3, None, "By sea", 2, 2),
        (2, None, "At home", 3, 3),
        (1, "II", "Work ahead", 4, 4),
        (2, None, "Alone", 4, 4),
    ]


HTML_SPANS = (
    "<html><body><h2>I. One</h2><p>1. A paragraph.</p><table><tr><th rowspan=2>Region</th>"
    "<th colspan=2>Cases</th></tr><tr><th>2020</th><th>2021</th></tr><tr><td rowspan=2>North</td>"
    "<td>1</td><td>2</td></tr><tr><td>3</td><td>4</td></tr></table><p>2. Another one.</p>"
)


def test_cells_that_span_keep_every_column_in_its_place() -> None:
    table = next(p.text for p in read(HTML_SPANS.encode()).passages if p.kind == "table")
    rows = [row.split("\t") for row in table.split("\n")]
    assert rows == [
        ["Region", "Cases", ""],
        ["", "2020", "2021"],
        ["North", "1", "2"],
        ["", "3", "4"],
    ]


def test_a_table_of_an_untagged_pdf_is_kept_as_a_table() -> None:
    rows = [["Region", "Cases", "Share"], ["North", "12", "30"], ["South", "28", "70"]]
    cells = ", ".join(f"[{cell}]" for row in rows for cell in row)
    text = "Cases were counted in the regions and the counts were compared. " * 6
    page = f"= I. Counts\n\n1\\. {text}\n\n#table(columns: 3, {cells})\n\n2\\. {text}"
    data = typst.compile(page.encode()).replace(b"/Marked true", b"/Marked null")
    reading = read(data, filename="r.pdf")
    tables = [p.text for p in reading.passages if p.kind == "table"]
    assert tables == ["\n".join("\t".join(row) for row in rows)]
    assert reading.paragraphs.count == 2


def test_notes_that_look_alike_at_the_foot_of_many_pages_are_no_running_heads() -> None:
    pages = [
        f"{n}. A paragraph that calls a note.{n}\n\n__________\n{n} Ibid., para. {7 * n % 11}.\n"
        f"{n}/4 25-00123"
        for n in range(1, 5)
    ]
    assert read("\n\f\n".join(pages).encode()).footnotes == 4


def test_numbers_that_word_prints_by_itself_are_counted() -> None:
    document = docx.Document()
    document.add_heading("A title", 0)
    for name in ("Premises", "Results"):
        document.add_heading(name, 1)
        for _ in range(3):
            document.add_paragraph("A paragraph that Word numbers.", style="List Number")
    document.add_table(1, 2).cell(0, 1).text = "cell"
    stream = io.BytesIO()
    document.save(stream)
    reading = read(stream.getvalue(), filename="r.docx")
    assert _outline(reading) == [(1, None, "Premises", 1, 3), (1, None, "Results", 4, 6)]
    assert reading.passages[-1].kind == "table"


def test_two_columns_are_read_one_after_the_other() -> None:
    out = ["#set page(columns: 2, margin: 2cm)", "#set par(justify: true)"]
    for number in range(1, 30):
        out += [f"{number}\\. {'Words that fill the column well enough. ' * 6}", ""]
    reading = read(typst.compile("\n".join(out).encode()), filename="r.pdf")
    assert reading.paragraphs.count == 29
    assert not reading.paragraphs.missing


def test_a_quoted_agenda_does_not_break_the_run() -> None:
    agenda = "\n\n".join(f"{n}. Item of the agenda." for n in range(1, 9))
    text = f"1. First of all, as here.\n\n2. The agenda was:\n\n{agenda}\n\n"
    text += "3. Then this came.\n\n4. End.\n"
    reading = read(text.encode())
    assert (reading.paragraphs.count, reading.paragraphs.duplicated) == (4, ())
    assert [p.key for p in reading.passages][2:5] == ["2.1", "2.2", "2.3"]


def test_every_kind_of_passage_is_known() -> None:
    assert {p.kind for p in read(GAPLESS.encode()).passages} <= set(PASSAGE_KINDS)


def test_a_reading_survives_the_border_of_a_process() -> None:
    reading = read(GAPLESS.encode())
    assert Reading.load(reading.dump()) == reading


def test_the_printed_document_has_the_fields_that_were_agreed() -> None:
    document = read(GAPLESS.encode()).to_json(passages=True)
    assert list(document)[:11] == [
        "title", "language", "symbol", "headings", "numbered_unit", "paragraphs", "parts",
        "footnotes", "set_aside", "coverage", "warnings",
    ]  # fmt: skip
    assert list(document["headings"][0]) == [
        "level", "label", "title", "first_paragraph", "last_paragraph",
    ]  # fmt: skip
    assert document["symbol"] == "A/77/999"


def test_an_opening_notes_numbers_are_not_the_bodys() -> None:
    note = "".join(f"{n}. The note says this, and it says it in a sentence.\n" for n in (1, 2, 3))
    text = (
        "A sentence that goes on to the end of the line, then stops at last where it was\n"
        "meant to, so that all who read it know how long the lines of this report are.\n"
    )
    body = "".join(f"{n} The section\n{text * 4}" for n in ("1", "1.1", "1.2", "2", "3"))
    reading = read(f"Note by the Secretariat\n{note}{body}".encode())
    assert [h.label for h in reading.headings] == ["1", "1.1", "1.2", "2", "3"]
    assert reading.paragraphs.count == 0


def test_a_quoted_list_behind_a_pages_notes_is_no_note() -> None:
    text = (
        "I. Decisions\n1. The Assembly took this decision.1 The text of it is as follows:\n"
        "1. Welcomes the report of the Secretary-General;\n__________\n1See document 4.\n"
        "2. Requests the Secretary-General to report again;\n3. Decides to go on.\n"
        "2. The second paragraph of the report is this one.\n"
    )
    reading = read(text.encode())
    assert reading.footnotes == 1
    assert reading.passages[-1].text == "See document 4."


def test_marks_on_the_wrong_side_of_arabic_numbers_are_put_right() -> None:
    assert logical(".2.1 وفي عام ،2012 شاركت 17 دولة، الفقرة .36") == (
        "2.1. وفي عام 2012، شاركت 17 دولة، الفقرة 36."
    )
    assert logical(")ii )دعوة اللجان") == "(ii) دعوة اللجان"
