"""Italics and links of a file, in the passages they stand in."""

from __future__ import annotations

import io
import zipfile

from fpdf import FPDF

from content.importing.pipeline import read
from content.importing.values import Reading

MARKDOWN = """# The board

1. The board read *Ships of steel* and [a page](https://a.example/x_(y)), **not** this.

2. It met in Rome. See [a letter](mailto:x@a.example).

3. *Ships* again, and __no__.
"""
HTML = b"""<html><body><h1>R</h1><p>1. It reads <em>Ships of <b>steel</b></em> and
<a href="https://a.example/x">this page</a>.</p><p>2. See <a href="javascript:x">no</a>.</p>
<p><em>All of it is so.</em></p></body></html>"""
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def marked(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (one.key, one.text[start:end], kind)
        for one in reading.passages
        for start, end, kind in one.marks
    ]


def test_markdown_keeps_italics_and_links_and_nothing_else() -> None:
    assert marked(read(MARKDOWN.encode(), filename="r.md")) == [
        ("1", "Ships of steel", "em"),
        ("1", "a page", "https://a.example/x_(y)"),
        ("3", "Ships", "em"),
    ]


def test_a_page_keeps_italics_and_links_to_the_web() -> None:
    assert marked(read(HTML, filename="r.html")) == [
        ("1", "Ships of steel", "em"),
        ("1", "this page", "https://a.example/x"),
    ]


def test_a_word_document_keeps_italics_that_are_not_the_whole_paragraph() -> None:
    def run(text: str, marks: str = "") -> str:
        return f'<w:r><w:rPr>{marks}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

    paragraph = run("1. It reads ") + run("Ships of ", "<w:i/>") + run("steel", "<w:i/>") + run(".")
    body = f"<w:p>{paragraph}</w:p><w:p>{run('2. All of it.', '<w:i/>')}</w:p>"
    document = f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr("word/document.xml", document)
    found = marked(read(data.getvalue(), filename="r.docx"))
    assert found == [("1", "Ships of steel", "em")]


def test_a_footnote_is_called_where_the_report_calls_it() -> None:
    text = "# R\n\n1. It met in Rome[^1]; then it went on.\n\n[^1]: See there.\n"
    assert marked(read(text.encode(), filename="r.md")) == [("1", "", "call:1")]
    [passage] = [one for one in read(text.encode(), filename="r.md").passages if one.key == "1"]
    assert passage.text[: passage.marks[0][0]] == "It met in Rome"


def test_the_space_of_french_stays_where_a_note_is_called_elsewhere() -> None:
    text = "# R\n\n1. Il va à Rome[^1]. Le rôle ; la loi ; puis la fin.\n\n[^1]: Voir.\n"
    [passage] = [one for one in read(text.encode(), filename="r.md").passages if one.key == "1"]
    assert passage.text == "Il va à Rome. Le rôle ; la loi ; puis la fin."


def test_a_pdf_keeps_italics_within_a_line_and_over_its_end_but_not_of_headings() -> None:
    page = FPDF()
    page.add_page()
    page.set_font("Helvetica", "I", 11)
    page.cell(0, 8, "Ships of steel", new_x="LMARGIN", new_y="NEXT")
    for number in range(1, 4):
        page.set_font("Helvetica", "", 11)
        page.write(6, f"{number}. The board of the office looked at what had been done. It read ")
        page.set_font("Helvetica", "I", 11)
        page.write(6, f"Ships of steel and of wood, volume {number}")
        page.set_font("Helvetica", "", 11)
        page.write(6, " with care, and thanked those who wrote it.")
        page.ln(12)
    found = marked(read(bytes(page.output()), filename="r.pdf"))
    assert found == [
        (str(number), f"Ships of steel and of wood, volume {number}", "em") for number in (1, 2, 3)
    ]


def test_a_reading_with_marks_comes_back_whole_from_the_child() -> None:
    reading = read(MARKDOWN.encode(), filename="r.md")
    assert Reading.load(reading.dump()) == reading
