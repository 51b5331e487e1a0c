"""Italics and links of a report in Markdown, and nothing else of its signs at work."""

import pytest

from content.markup import render_blocks
from content.planning.inline import EMPHASIS, spaced, with_marks


def html(text: str, *marks: tuple[int, int, str]) -> str:
    [block] = render_blocks(with_marks(text, marks))
    return block.html.replace(' rel="noopener noreferrer nofollow"', "")


def test_a_title_in_italics_and_a_link_stay_so() -> None:
    assert html("See A *b* here.", (4, 9, EMPHASIS)) == "<p>See <em>A *b*</em> here.</p>"
    assert html("Go here.", (3, 7, "https://a.example/b_c")) == (
        '<p>Go <a href="https://a.example/b_c">here</a>.</p>'
    )


def test_a_footnote_is_called_at_its_place() -> None:
    assert html("In Rome. Then on.", (7, 7, "call:1")) == "<p>In Rome<sup>1</sup>. Then on.</p>"


def test_french_has_spaces_that_do_not_break_and_others_none() -> None:
    text = "Le rôle ; « la loi » : oui ? À 10:30, voir a:b"
    assert spaced(text, "fr") == (
        "Le rôle\u00a0; «\u00a0la loi\u00a0»\u00a0: oui\u00a0? À 10:30, voir a:b"
    )
    assert spaced(text, "en") == text


def test_white_space_stays_outside_of_italics() -> None:
    assert html("In Ships of steel , they", (2, 18, EMPHASIS)) == (
        "<p>In <em>Ships of steel</em> , they</p>"
    )


def test_an_address_that_leads_elsewhere_than_the_web_is_no_link() -> None:
    assert html("Go here.", (3, 7, "javascript:alert(1)")) == "<p>Go here.</p>"


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("At sherloc.unodc.org.", "https://sherloc.unodc.org"),
        ("(www.unodc.org/hlr).", "https://www.unodc.org/hlr"),
        ("See https://a.example/x_y.", "https://a.example/x_y"),
    ],
)
def test_an_address_in_the_text_leads_there(text: str, address: str) -> None:
    assert f'href="{address}"' in html(text)


@pytest.mark.parametrize("text", ["Write to unodc-mla.facilitators@un.org.", "As in No. 5.org"])
def test_a_mailbox_is_no_address_of_the_web(text: str) -> None:
    assert "<a " not in html(text)
