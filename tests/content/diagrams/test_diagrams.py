"""Diagrams: only what the allow-list names comes through; letters are a language's."""

import re
import xml.etree.ElementTree as ET

import pytest

from content.diagrams import BadDiagram, draw, label_names, read

NS = 'xmlns="http://www.w3.org/2000/svg"'
DRAWING = f"""<svg {NS} viewBox="0 0 600 200">
  <defs><marker id="head" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8"
    markerHeight="8" orient="auto"><path class="d-fill-accent" d="M0 0 L10 5 L0 10 Z"/></marker>
  </defs>
  <rect class="d-fill d-line" x="10" y="20" width="200" height="60" rx="4" stroke-width="2"/>
  <text data-label="start" class="d-text" x="110" y="50" text-anchor="middle" font-size="20"/>
  <path class="d-line" d="M214 50 H380" stroke-width="3" marker-end="url(#head)"/>
  <text data-label="end" class="d-text" x="390" y="50" font-size="20"/>
</svg>"""


def drawn(**options: object) -> ET.Element:
    labels = {"start": "Cash", "end": "A house"}
    values = {"key": "way", "title": "The way", "labels": labels, **options}
    return ET.fromstring(draw(read(DRAWING), **values))  # type: ignore[arg-type]


def test_a_drawing_of_ours_is_read() -> None:
    assert label_names(read(DRAWING)) == ["start", "end"]


def test_reading_what_was_read_changes_nothing() -> None:
    again = read(DRAWING).replace("<svg ", f"<svg {NS} ", 1)
    assert read(again) == read(DRAWING)


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<image href='x.png'/>", "<image>"),
        ("<use href='#head'/>", "<use>"),
        ("<a href='https://example.org'><rect/></a>", "<a>"),
        ("<style>rect{fill:red}</style>", "<style>"),
        ("<animate attributeName='x'/>", "<animate>"),
        ("<svg viewBox='0 0 1 1'/>", "<svg>"),
        ("<rect onclick='alert(1)'/>", "onclick"),
        ("<rect style='fill:red'/>", "style"),
        ("<rect fill='url(https://example.org)'/>", "fill"),
        ("<rect class='d-fill evil'/>", "class"),
        ("<rect x='1e9'/>", "x="),
        ("<path marker-end='url(https://example.org#a)'/>", "marker-end"),
        ("<path marker-end='url(#none)'/>", "#none"),
        ("<text x='1' y='1'>Letters</text>", "letters"),
        ("<text x='1' y='1'/>", "data-label"),
        ("<g>letters</g>", "letters"),
        ("<math xmlns='http://www.w3.org/1998/Math/MathML'/>", "not taken"),
    ],
)
def test_what_is_not_on_the_list_is_refused_by_name(part: str, said: str) -> None:
    with pytest.raises(BadDiagram, match=re.escape(said)):
        read(f'<svg {NS} viewBox="0 0 10 10">{part}</svg>')


@pytest.mark.parametrize(
    "source",
    [
        "",
        "<svg/>",
        "<html/>",
        f'<!DOCTYPE svg [<!ENTITY a "b">]><svg {NS} viewBox="0 0 1 1"/>',
        f'<svg {NS} viewBox="0 0 721 100"/>',
        f"<svg {NS}/>",
        f'<svg {NS} viewBox="0 0 10 10">' + "<g>" * 20 + "</g>" * 20 + "</svg>",
        f'<svg {NS} viewBox="0 0 10 10">' + "<g/>" * 500 + "</svg>",
    ],
)
def test_what_is_no_drawing_of_ours_is_refused(source: str) -> None:
    with pytest.raises(BadDiagram):
        read(source)


def test_labels_are_set_in_the_middle_of_their_place_and_escaped() -> None:
    text = drawn(labels={"start": "A <b>\nand b", "end": ""}).findall(".//text")[0]
    assert [row.text for row in text] == ["A <b>", "and b"]
    assert [float(row.get("y", 0)) for row in text] == [44.5, 69.5]


def test_ids_are_those_of_the_drawing_alone() -> None:
    root = drawn()
    assert root.find(".//marker").get("id") == "d-way-head"  # type: ignore[union-attr]
    assert [p.get("marker-end") for p in root.iter("path")][1] == "url(#d-way-head)"


def test_it_says_what_it_shows() -> None:
    assert (drawn().get("role"), drawn().get("aria-label")) == ("img", "The way")


def test_mirrored_geometry_turns_and_letters_stay() -> None:
    group = drawn(is_mirrored=True).find("g")
    assert group is not None and group.get("transform") == "matrix(-1 0 0 1 600 0)"
    text = group.findall("text")[0]
    assert text.get("transform") == "matrix(-1 0 0 1 220 0)"
    assert text[0].get("x") == "110"
