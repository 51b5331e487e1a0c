import pytest

from content.markup import render_blocks
from content.planning.bodies import SourcePassage, SourceSection, escaped, lesson_body

AWKWARD = [
    "2019. A year *of* [x](y) _z_ a_b <b>hi</b> & &lt; `c`", "- dash", "+ plus", "> quote",
    "# heading", "::: note x", "~~~ fence", "[x]: http://a.example", "*[UN]: United Nations",
    "| a | b", "{: #x }", "[^1]: z", "1) one", "a \\ b", "***", "<script>alert(1)</script>",
]  # fmt: skip


@pytest.mark.parametrize("text", AWKWARD)
def test_text_of_a_report_is_shown_as_it_stands(text: str) -> None:
    body = lesson_body([section(passage("1", text))], slug="r", title="", footnotes={})
    [block] = render_blocks(body)
    assert (block.kind, block.text, block.sources) == ("paragraph", text, ("r/1",))


def passage(key: str, text: str, kind: str = "paragraph", *calls: str) -> SourcePassage:
    return SourcePassage(key, kind, text, calls)


def section(*passages: SourcePassage, title: str = "", level: int = 1) -> SourceSection:
    return SourceSection(title, level, passages)


def blocks(
    *sections: SourceSection, title: str = "", footnotes: dict[str, SourcePassage] | None = None
) -> list[tuple[str, str, tuple[str, ...]]]:
    body = lesson_body(list(sections), slug="r", title=title, footnotes=footnotes or {})
    return [(block.kind, block.text, block.sources) for block in render_blocks(body)]


def test_items_that_follow_one_another_are_one_list_with_all_their_sources() -> None:
    made = blocks(section(passage("18.a", "One", "item"), passage("18.a.i", "Two", "item")))
    assert made == [("list", "One Two", ("r/18.a", "r/18.a.i"))]


def test_a_table_keeps_its_rows_and_bars() -> None:
    made = blocks(section(passage("3.t1", "Year\tSum | total\n2019\t4", "table")))
    assert made == [("table", "Year Sum | total 2019 4", ("r/3.t1",))]


def test_a_quotation_is_one() -> None:
    assert blocks(section(passage("4", "Words", "quote"))) == [("quote", "Words", ("r/4",))]


def test_headings_follow_the_outline_and_the_lessons_own_is_left_out() -> None:
    made = blocks(
        section(passage("1", "A"), title="Money", level=1),
        section(passage("2", "B"), title="Tracing", level=2),
        title="Money (1/2)",
    )
    assert [text for _, text, _ in made] == ["A", "Tracing", "B"]


def test_headings_begin_at_the_second_level_and_leave_none_out() -> None:
    body = lesson_body(
        [
            section(passage("1", "A"), title="Money", level=1),
            section(passage("2", "B"), title="Tracing", level=2),
            section(passage("3", "C"), title="Abroad", level=4),
            section(passage("4", "D"), title="Freezing", level=2),
        ],
        slug="r",
        title="Money",
        footnotes={},
    )
    heads = [line for line in body.splitlines() if line.startswith("#")]
    assert heads == ["## Tracing", "### Abroad", "## Freezing"]


def test_called_footnotes_stand_at_the_end_with_their_source() -> None:
    made = blocks(
        section(passage("1", "Text", "paragraph", "7")),
        footnotes={"7": passage("fn7", "See A/1.", "footnote"), "8": passage("fn8", "No.")},
    )
    assert made[1:] == [("heading", "Notes", ()), ("paragraph", "7 See A/1.", ("r/fn7",))]


def test_escaping_leaves_plain_words_alone() -> None:
    assert escaped("Plain words, snake_case and 3.5 per cent") == (
        "Plain words, snake_case and 3.5 per cent"
    )
