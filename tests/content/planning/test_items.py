"""Items of a list in a lesson that has only some of it."""

import pytest

from content.planning.bodies import Source, SourcePassage, SourceSection, lesson_body
from content.planning.items import standing

OPENS = SourcePassage("9", "paragraph", "States may wish to:")


def item(key: str, text: str, number: str = "b") -> SourcePassage:
    return SourcePassage(key, "item", text, (), number)


def told(*passages: SourcePassage, language: str = "en") -> list[tuple[str, str, str]]:
    [section] = standing([SourceSection("", 1, passages, Source("r", language=language))])
    return [(one.kind, one.number, one.text) for one in section.passages]


@pytest.mark.parametrize(
    ("language", "text", "sentence"),
    [
        ("en", "open shelters; and", "Open shelters."),
        ("fr", "De renforcer leurs moyens\u00a0;", "Renforcer leurs moyens."),
        ("fr", "D’ouvrir des abris ;", "Ouvrir des abris."),
        ("fr", "De nouveaux abris ;", "De nouveaux abris."),
        ("es", "abrir albergues; y", "Abrir albergues."),
        ("ru", "открыть приюты;", "Открыть приюты."),
        ("ar", "فتح الملاجئ؛ و", "فتح الملاجئ."),
        ("zh", "开设收容所；", "开设收容所。"),
    ],
)
def test_an_item_alone_stands_as_a_sentence(language: str, text: str, sentence: str) -> None:
    assert told(item("9.b", text), language=language) == [("paragraph", "", sentence)]


def test_an_item_under_what_opens_its_list_stays_one_and_ends_with_a_stop() -> None:
    assert told(OPENS, item("9.b", "Open shelters;"))[1] == ("item", "b", "Open shelters.")


def test_items_of_a_list_without_its_opening_are_a_list_still() -> None:
    found = told(item("9.b", "Open shelters;"), item("9.c", "Write laws;", "c"))
    assert found == [("item", "b", "Open shelters;"), ("item", "c", "Write laws.")]


def test_items_of_two_lists_are_two() -> None:
    found = told(item("9.b", "Open shelters;"), item("12.a", "Write laws.", "a"))
    assert found == [("paragraph", "", "Open shelters."), ("paragraph", "", "Write laws.")]


def test_a_list_may_be_opened_under_another_heading() -> None:
    source = Source("r", language="en")
    sections = [
        SourceSection("", 1, (OPENS,), source),
        SourceSection("Crime", 2, (item("9.b", "Open shelters;"),), source),
    ]
    assert standing(sections)[1].passages[0].kind == "item"


def test_what_opens_a_list_of_another_report_opens_this_one_not() -> None:
    sections = [
        SourceSection("", 1, (OPENS,), Source("other")),
        SourceSection("", 1, (item("9.b", "Open shelters;"),), Source("r")),
    ]
    assert standing(sections)[1].passages[0].kind == "paragraph"


def test_italics_stay_where_they_are_and_a_call_stands_before_the_stop() -> None:
    passage = SourcePassage(
        "9.b", "item", "De lire le Guide ;", (), "b", ((11, 16, "em"), (18, 18, "call:4"))
    )
    source = Source("r", language="fr")
    body = lesson_body(standing([SourceSection("", 1, (passage,), source)]), title="")
    assert body.startswith("Lire le *Guide*<sup>4</sup>.\n")
