import pytest

from content.markup import render_blocks
from content.planning.bodies import Source, SourcePassage, SourceSection, escaped, lesson_body

AWKWARD = [
    "2019. A year *of* [x](y) _z_ a_b <b>hi</b> & &lt; `c`", "- dash", "+ plus", "> quote",
    "# heading", "::: note x", "~~~ fence", "[x]: http://a.example", "*[UN]: United Nations",
    "| a | b", "{: #x }", "[^1]: z", "1) one", "a \\ b", "***", "<script>alert(1)</script>",
]  # fmt: skip


R = Source("r")


@pytest.mark.parametrize("text", AWKWARD)
def test_text_of_a_report_is_shown_as_it_stands(text: str) -> None:
    body = lesson_body([section(passage("1", text))], title="")
    [block] = render_blocks(body)
    assert (block.kind, block.text, block.sources) == ("paragraph", text, ("r/1",))


def passage(key: str, text: str, kind: str = "paragraph", *calls: str) -> SourcePassage:
    return SourcePassage(key, kind, text, calls)


def section(
    *passages: SourcePassage, title: str = "", level: int = 1, source: Source = R
) -> SourceSection:
    return SourceSection(title, level, passages, source)


def blocks(*sections: SourceSection, title: str = "") -> list[tuple[str, str, tuple[str, ...]]]:
    body = lesson_body(list(sections), title=title)
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
        title="Money",
    )
    heads = [line for line in body.splitlines() if line.startswith("#")]
    assert heads == ["## Tracing", "### Abroad", "## Freezing"]


def test_called_footnotes_stand_at_the_end_with_their_source() -> None:
    notes = {"7": passage("fn7", "See A/1.", "footnote"), "8": passage("fn8", "No.")}
    made = blocks(section(passage("1", "Text", "paragraph", "7"), source=Source("r", "R", notes)))
    assert made[1:] == [("heading", "Notes", ()), ("paragraph", "7 See A/1.", ("r/fn7",))]


def test_footnotes_of_several_reports_stand_apart_though_their_numbers_are_the_same() -> None:
    reports = [
        Source(slug, slug.upper(), {"7": passage("fn7", f"See {slug}.", "footnote")})
        for slug in ("r", "s")
    ]
    made = blocks(
        *(section(passage("1", "T", "paragraph", "7"), source=report) for report in reports)
    )
    assert made == [
        ("paragraph", "T7", ("r/1",)),
        ("paragraph", "T7", ("s/1",)),
        ("heading", "Notes: R", ()),
        ("paragraph", "7 See r.", ("r/fn7",)),
        ("heading", "Notes: S", ()),
        ("paragraph", "7 See s.", ("s/fn7",)),
    ]


def test_escaping_leaves_plain_words_alone() -> None:
    assert escaped("Plain words, snake_case and 3.5 per cent") == (
        "Plain words, snake_case and 3.5 per cent"
    )


def test_a_heading_that_a_second_report_has_as_well_is_shown_once() -> None:
    other = Source("s")
    made = blocks(
        section(passage("1", "One"), title="Work"),
        section(passage("2", "Two"), title="Work", source=other),
        section(passage("3", "Three"), title="Work", source=other),
    )
    assert [text for kind, text, _ in made if kind == "heading"] == ["Work", "Work"]
    assert [text for kind, text, _ in made if kind != "heading"] == ["One", "Two", "Three"]


def test_headings_of_the_chapter_above_the_first_text_are_left_out() -> None:
    made = blocks(
        section(title="II. Crimes", level=1),
        section(passage("1", "A"), title="Money", level=2),
        section(passage("2", "B"), title="Ships", level=2),
        title="Money; Ships",
    )
    assert [text for _, text, _ in made] == ["Money", "A", "Ships", "B"]


def test_a_heading_that_a_short_title_begins_is_shown_whole() -> None:
    made = blocks(
        section(passage("1", "A"), title="Money: all that it does"),
        section(passage("2", "B"), title="Ships"),
        title="Money",
    )
    assert [text for _, text, _ in made] == ["Money: all that it does", "A", "Ships", "B"]


def test_no_heading_stands_over_a_lesson_that_is_one_section() -> None:
    assert heads_of([("Helping whole communities to withstand it", 2)], title="Communities") == []


def test_no_heading_at_the_top_says_the_titles_of_lesson_and_module_again() -> None:
    below = [("Tracing", 3), ("Freezing", 3)]
    cut = [("Helping whole communities to withstand it", 2), *below]
    assert heads_of(cut, title="Helping whole communities …") == ["## Tracing", "## Freezing"]
    assert heads_of([("Money", 1), *below], title="Tracing it", module="Money") == [
        "## Tracing",
        "## Freezing",
    ]


def test_a_title_that_somebody_gave_stands_for_the_first_heading() -> None:
    made = [
        section(passage("1", "A"), title="Improving the capacity", level=2),
        section(passage("2", "B"), title="Tracing", level=2),
    ]
    body = lesson_body(made, title="Assets", is_renamed=True)
    assert [line for line in body.splitlines() if line.startswith("#")] == ["## Tracing"]


def test_a_heading_too_long_to_read_is_cut_where_it_pauses() -> None:
    long = f"Assets and their owners, including {'those of very many other people, ' * 4}abroad"
    made = [
        section(passage("1", "A"), title="Work", level=2, source=Source("r", language="en")),
        section(passage("2", "B"), title=long, level=2, source=Source("r", language="en")),
    ]
    body = lesson_body(made, title="Work")
    heads = [line for line in body.splitlines() if line.startswith("#")]
    assert heads == ["## Assets and their owners"]


def test_a_chapter_that_another_follows_in_the_lesson_keeps_its_heading() -> None:
    chapter = section(title="III", level=1)
    made = [
        chapter,
        section(passage("1", "A"), title="Assets", level=2),
        section(passage("2", "B"), title="IV", level=1),
    ]
    body = lesson_body(made, title="III; IV")
    heads = [line for line in body.splitlines() if line.startswith("#")]
    assert heads == ["## III", "### Assets", "## IV"]


def heads_of(rows: list[tuple[str, int]], *, title: str, module: str = "") -> list[str]:
    made = [section(passage(name, name), title=name, level=level) for name, level in rows]
    body = lesson_body(made, title=title, module=module)
    return [line for line in body.splitlines() if line.startswith("#")]


def test_items_carry_the_letters_that_texts_speak_of() -> None:
    items = [
        SourcePassage("7.a", "item", "One", number="a"),
        SourcePassage("7.a.i", "item", "Two", number="i"),
        SourcePassage("7.b", "item", "Three", number="b"),
    ]
    body = lesson_body([section(*items)], title="")
    assert body.splitlines()[:3] == ["- a) One", "    - i) Two", "- b) Three"]
    [block] = render_blocks(body)
    assert block.html.startswith('<ul class="lettered">')


def test_brothers_are_of_one_level_though_a_higher_heading_follows() -> None:
    rows = [("A", 2), ("B", 2), ("C", 3), ("VIII", 1)]
    made = [section(passage(name, name), title=name, level=level) for name, level in rows]
    heads = [line for line in lesson_body(made, title="Work").splitlines() if line[:1] == "#"]
    assert heads == ["## A", "## B", "### C", "## VIII"]
