from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from content.planning.propose import propose
from content.planning.values import PlanModule, PlanSection, passages_of, words_of
from tests.content.planning.sections import sections


def titles(modules: Sequence[PlanModule]) -> list[tuple[str, list[str]]]:
    return [(one["title"], [lesson["title"] for lesson in one["lessons"]]) for one in modules]


def test_highest_sections_become_modules_and_those_below_lessons() -> None:
    report = sections(
        (1, "Money", []), (2, "Tracing", [900]), (2, "Freezing", [900]),
        (1, "People", []), (2, "Trafficking", [900]), (2, "Smuggling", [950]),
    )  # fmt: skip
    assert titles(propose(report)) == [
        ("Money", ["Tracing", "Freezing"]),
        ("People", ["Trafficking", "Smuggling"]),
    ]


def test_a_heading_without_text_goes_with_what_follows() -> None:
    report = sections((1, "Money", []), (2, "Tracing", [900]), (2, "Freezing", [900]))
    assert propose(report)[0]["lessons"][0]["sections"] == [2]
    two = sections(
        (1, "Money", []), (2, "Tracing", [900]), (2, "Freezing", [900]), (1, "End", [1000])
    )
    assert propose(two)[0]["lessons"][0]["sections"] == [1, 2]


def test_short_neighbours_are_one_lesson_that_says_why() -> None:
    report = sections((1, "A", [100]), (1, "B", [300]), (1, "C", [200]))
    [module] = propose(report)
    [lesson] = module["lessons"]
    assert (lesson["title"], lesson["sections"], lesson["why"]) == ("B", [1, 2, 3], "short")


def test_a_long_section_is_cut_between_passages() -> None:
    report = sections((1, "One", [400] * 9), (1, "Two", [900]))
    lessons = propose(report)[0]["lessons"]
    assert [lesson["title"] for lesson in lessons] == ["One (1/3)", "One (2/3)", "One (3/3)"]
    assert [lesson["why"] for lesson in lessons] == ["long"] * 3
    assert [len(lesson["passages"]) for lesson in lessons] == [3, 3, 3]


def test_a_heading_above_everything_is_no_module() -> None:
    report = sections((1, "Report", []), (2, "A", [1000]), (2, "B", [1000]))
    assert [title for title, _ in titles(propose(report))] == ["A", "B"]


def test_opening_notes_are_left_out() -> None:
    assert propose(sections((1, "Note", [500]), part="note")) == []


def test_a_report_without_sections_gives_no_plan() -> None:
    assert propose(()) == []


def test_one_section_of_two_hundred_pages_becomes_readable_lessons() -> None:
    report = sections((1, "All", [120] * 700))
    by_id = {section.id: section for section in report}
    sizes = [words_of(one, by_id) for module in propose(report) for one in module["lessons"]]
    assert sum(sizes) == 84_000
    assert max(sizes) <= 1_700


def test_two_thousand_headings_become_few_modules() -> None:
    report = sections(*((2, f"Heading {n}", [40]) for n in range(2000)))
    assert 1 <= len(propose(report)) <= 9


levels = st.integers(min_value=1, max_value=4)
sizes = st.lists(st.integers(min_value=1, max_value=900), max_size=6)


@given(st.lists(st.tuples(levels, st.just("Title"), sizes), max_size=40))
def test_every_passage_stands_in_exactly_one_lesson(
    rows: list[tuple[int, str, list[int]]],
) -> None:
    report: tuple[PlanSection, ...] = sections(*rows)
    by_id = {section.id: section for section in report}
    planned = [
        passage.id
        for module in propose(report)
        for lesson in module["lessons"]
        for passage in passages_of(lesson, by_id)
    ]
    assert planned == [passage.id for section in report for passage in section.passages]
