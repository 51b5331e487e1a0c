"""The first use of a glossary's term in a lesson is a link; everything else stays as it was."""

import pytest

from content.markup import (
    link_terms,
    linked_terms,
    render_blocks,
    terms_in,
    without_terms,
)


def linked(markdown: str, *terms: str, language: str = "en") -> list[str]:
    """What the links say, in turn."""
    blocks = link_terms(
        render_blocks(markdown), {f"k{n}": t for n, t in enumerate(terms)}, language
    )
    html = "".join(block.html for block in blocks)
    return [part.split("</a>")[0].split(">", 1)[1] for part in html.split('<a class="term"')[1:]]


@pytest.mark.parametrize(
    ("text", "term", "found"),
    [
        ("A predicate offence, and predicate offences.", "predicate offence", "predicate offence"),
        ("Predicate\noffences come first.", "predicate offence", "Predicate\noffences"),
        ("An entrust is no trust.", "trust", "trust"),
        ("They sar; a SAR is sent.", "SAR", "SAR"),
        ("Risk **and layering**.", "layering", "layering"),
        ("R&D pays.", "R&D", "R&amp;D"),
    ],
)
def test_the_first_use_is_linked(text: str, term: str, found: str) -> None:
    assert linked(text, term) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "## Layering",
        "[layering](https://example.org)",
        "`layering`",
        "Player, inlayering.",
        "::: distressing Layering\nlayering\n:::",
        "```\nlayering\n```",
    ],
)
def test_what_is_not_for_looking_up_stays(text: str) -> None:
    assert linked(text, "layering") == []


def test_once_in_a_lesson_and_the_longer_term_first() -> None:
    text = "An owner.\n\nA beneficial owner, an owner.\n\nA beneficial owner."
    assert linked(text, "owner", "beneficial owner") == ["owner", "beneficial owner"]


@pytest.mark.parametrize(
    ("text", "term", "language", "found"),
    [
        ("Les infractions principales.", "infraction principale", "fr", "infractions principales"),
        ("L’infraction d’origine.", "infraction", "fr", "infraction"),
        ("洗钱是犯罪。", "洗钱", "zh-hans", "洗钱"),
        ("غسل الأموال جريمة.", "غسل الأموال", "ar", "غسل الأموال"),
    ],
)
def test_each_language_in_its_own_way(text: str, term: str, language: str, found: str) -> None:
    assert linked(text, term, language=language) == [found]


def test_no_terms_change_nothing() -> None:
    blocks = render_blocks("Text.")
    assert link_terms(blocks, {}, "en") == link_terms(blocks, {"k": " "}, "en") == blocks


def test_a_key_that_is_no_slug_links_nothing() -> None:
    blocks = render_blocks("On layering.")
    assert link_terms(blocks, {'x" onclick="alert(1)': "layering"}, "en") == blocks


def test_a_page_can_tell_which_terms_it_has() -> None:
    (block,) = link_terms(render_blocks("On layering."), {"lay": "layering"}, "en")
    assert linked_terms(block.html) == ["lay"]


def test_a_text_without_its_links_is_what_it_was() -> None:
    blocks = render_blocks("Beneficial owners & *owners* of a [thing](https://example.org).")
    linked = link_terms(blocks, {"bo": "beneficial owner", "o": "owner"}, "en")
    assert linked != blocks
    assert [without_terms(block.html) for block in linked] == [block.html for block in blocks]


def test_terms_are_found_in_plain_texts_as_they_are_linked() -> None:
    terms = {"bo": "beneficial owner", "o": "owner", "rd": "R & D", "un": "ONU", "": ""}
    assert terms_in(["The Beneficial  Owners of R & D."], terms, "en") == {"bo", "rd"}
    assert terms_in(["onu", "coowner"], terms, "en") == set()
    assert terms_in(["打击洗钱活动"], {"ml": "洗钱"}, "zh") == {"ml"}
    assert terms_in(["x"], {}, "en") == set()
