"""How a source is called on a page."""

from typing import Any

import pytest
from django.utils import translation

from content.models import Passage
from courses.templatetags.sources import place_words, source_words


def source(label: str, *, passage: int | None = 1, page: int | None = 6) -> dict[str, Any]:
    return {"label": label, "passage": passage, "page": page}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (source("A/76/121 ¶18"), "A/76/121, para. 18, p. 6"),
        (source("A/76/121 ¶18.a", page=None), "A/76/121, para. 18.a"),
        (source("A/76/121 n. 5"), "A/76/121, note 5, p. 6"),
        (source("A/76/121 p. 6"), "A/76/121, p. 6"),
        (source("¶18", page=None), "para. 18"),
        (source("A/76/121 ¶a") | {"locator": "18.a"}, "A/76/121, para. 18 (a), p. 6"),
        (source("A/76/121 ¶1.2") | {"locator": "1.2"}, "A/76/121, para. 1.2, p. 6"),
        (source("UNTOC art. 2", passage=None, page=None), "UNTOC art. 2"),
        (source("nowhere ¶3", passage=None, page=None), "nowhere ¶3"),
        (
            source("UNICRI 2020 ¶75", passage=None, page=None)
            | {"source": "unicri-2020", "locator": "75"},
            "UNICRI 2020, para. 75",
        ),
    ],
)
def test_a_source_is_called_by_report_paragraph_and_page(
    given: dict[str, Any], expected: str
) -> None:
    with translation.override("en"):
        assert source_words(given) == expected


def test_a_source_stored_without_a_page_is_still_called() -> None:
    with translation.override("en"):
        assert source_words({"label": "A/1 ¶2", "passage": 1}) == "A/1, para. 2"


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        (Passage(kind="paragraph", number="18", page=6), "para. 18, p. 6"),
        (Passage(kind="paragraph", number="18"), "para. 18"),
        (Passage(kind="item", number="ii", key="18.a.ii"), "para. 18 (a) (ii)"),
        (Passage(kind="footnote", number="4", page=6), "note 4, p. 6"),
        (Passage(kind="text", key="t3", page=6), "p. 6"),
        (Passage(kind="text", key="t3"), "para. t3"),
    ],
)
def test_a_passage_is_called_by_its_number_and_page(passage: Passage, expected: str) -> None:
    with translation.override("en"):
        assert place_words(passage) == expected
