"""One mark in the margin for the items of one list."""

from typing import Any

from courses.catalog.margins import margin_marks, mended_words


def source(key: str, place: str, report: str = "r") -> dict[str, Any]:
    label = f"A/76/121 {place}"
    return {"label": label, "passage": 1, "report": report, "locator": key, "page": 12}


def test_items_of_a_list_share_a_mark_that_leads_to_the_first() -> None:
    found = [source("75.a", "¶a"), source("75.b", "¶b"), source("75.c", "¶c"), source("76", "¶76")]
    marks = margin_marks(found)
    assert [mark["words"] for mark in marks] == [
        "A/76/121, para. 75 (a)–(c), p. 12",
        "A/76/121, para. 76, p. 12",
    ]
    assert marks[0]["locator"] == "75.a"


def test_items_of_two_reports_stand_apart() -> None:
    marks = margin_marks([source("7.a", "¶a"), source("7.a", "¶a", "s")])
    assert [mark["report"] for mark in marks] == ["r", "s"]


def test_words_put_together_are_told_with_their_place() -> None:
    told = mended_words([["5.c", "e t", "et"], ["fn2", "Afriq ue", "Afrique"]])
    assert [word["place"] for word in told] == ["para. 5 (c)", "note 2"]
