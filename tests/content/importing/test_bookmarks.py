"""A PDF's bookmarks vote: right ones find what looks like text, wrong ones make no heading."""

from __future__ import annotations

import typst

from content.importing.pipeline import read
from content.importing.values import Reading

TEXT = "The cases were counted, and the counts were compared with those of the year before. " * 4


def _report(bookmarked: str) -> Reading:
    """Two sections, three paragraphs, a sub-heading in plain type; `bookmarked` is in the list."""
    blocks = [
        ("*I. Introduction*", "I. Introduction"), (f"1\\. {TEXT}", TEXT[:40]),
        ("*II. Progress made*", "II. Progress made"), ("Work in the field", "Work in the field"),
        (f"2\\. {TEXT}", "2. " + TEXT[:60]),
        ("Nothing else was decided.", "Nothing else was decided."),
        (f"3\\. {TEXT}", "3. " + TEXT[:60]),
    ]  # fmt: skip
    out = ["#show heading: none"]
    for shown, name in blocks:
        if name.startswith(tuple(bookmarked.split("|"))):
            out.append(f"#place(hide(heading(outlined: false, bookmarked: true)[{name}]))")
        out += [shown, ""]
    source = "\n".join(out).replace("#show heading: none", "")
    pdf = typst.compile(source.encode()).replace(b"/StructTreeRoot", b"/XtructTreeRoot")
    return read(pdf.replace(b"/Marked true", b"/Marked null"), filename="r.pdf")


def _votes(reading: Reading) -> dict[str, bool]:
    """Each heading's title, and whether a bookmark spoke for it."""
    return {h.title: any(v.witness == "bookmark" for v in h.votes) for h in reading.headings}


def test_right_bookmarks_speak_for_their_headings() -> None:
    found = _votes(_report("I.|II.|Work"))
    assert found == {"Introduction": True, "Progress made": True, "Work in the field": True}


def test_wrong_bookmarks_make_no_headings_and_lose_none() -> None:
    reading = _report("2.|3.|Nothing")
    assert [h.title for h in reading.headings if h.label] == ["Introduction", "Progress made"]
    assert "Nothing else was decided." not in _votes(reading)
    assert not any(_votes(reading).values())
    assert reading.paragraphs.count == 3
