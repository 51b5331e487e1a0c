from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.planning.propose import propose
from content.planning.sizes import minutes_for
from content.planning.values import PlanModule, PlanSection, words_of
from tests.content.planning.sections import placed, sections, written


def titles(modules: Sequence[PlanModule]) -> list[tuple[str, list[str]]]:
    return [(one["title"], [lesson["title"] for lesson in one["lessons"]]) for one in modules]


def minutes(modules: Sequence[PlanModule], report: Sequence[PlanSection]) -> list[int]:
    by_id = {section.id: section for section in report}
    return [minutes_for(words_of(one, by_id)) for module in modules for one in module["lessons"]]


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
    report = sections((1, "A", [100]), (1, "B", [380]), (1, "C", [280]))
    [module] = propose(report)
    [lesson] = module["lessons"]
    assert (lesson["title"], lesson["sections"]) == ("A; B; C", [1, 2, 3])
    assert lesson["why"] == {"kind": "merged", "parts": 3, "limit": 400}


def test_neighbours_of_one_chapter_are_merged_before_those_of_two() -> None:
    report = sections(
        (1, "Money", []), (2, "Tracing", [900]), (2, "Freezing", [400]), (2, "Returning", [400]),
        (1, "People", []), (2, "Trafficking", [400]), (2, "Smuggling", [400]),
    )  # fmt: skip
    lessons = [lesson["sections"] for one in propose(report) for lesson in one["lessons"]]
    assert lessons == [[1, 2], [3, 4], [5, 6, 7]]


def test_what_a_heading_covers_whole_is_called_by_it() -> None:
    report = sections(
        (1, "Money", []), (2, "Tracing", [400]), (2, "Freezing", [400]), (1, "People", [1500])
    )
    assert titles(propose(report)) == [("Money", ["Money"]), ("People", ["People"])]


def test_sections_of_one_name_are_told_apart_by_the_heading_above() -> None:
    report = sections(
        (1, "Council", []), (2, "Voting", [800]), (2, "Members", [800]),
        (1, "Assembly", []), (2, "Voting", [800]), (2, "Committees", [800]),
    )  # fmt: skip
    assert [names for _, names in titles(propose(report))] == [
        ["Voting", "Members"],
        ["Voting", "Committees"],
    ]


def test_within_one_module_sections_of_one_name_are_told_apart_by_the_heading_above() -> None:
    report = sections(
        (1, "Council", []), (2, "Voting", [400]), (2, "Members", [800]),
        (1, "Assembly", []), (2, "Voting", [400]), (2, "Committees", [800]),
    )  # fmt: skip
    names = [name for _, own in titles(propose(report)) for name in own]
    assert names == ["Council", "Assembly"]
    longer = sections(
        (1, "Council", []), (2, "Voting", [1200]), (2, "Members", [1200]),
        (1, "Assembly", []), (2, "Voting", [600]),
    )  # fmt: skip
    names = [name for _, own in titles(propose(longer)) for name in own]
    assert names == ["Council: Voting", "Members", "Assembly: Voting"]


def test_a_section_that_fits_is_never_cut_to_feed_a_neighbour() -> None:
    report = sections((1, "Trafficking", [200] * 7), (1, "Firearms", [220] * 3))
    [module] = propose(report)
    assert [lesson["sections"] for lesson in module["lessons"]] == [[1], [2]]
    assert not any(lesson["passages"] for lesson in module["lessons"])
    assert module["lessons"][1]["why"] == {"kind": "too_short", "words": 660}


def test_a_short_closing_chapter_is_a_lesson_of_its_own_and_not_of_the_chapter_before() -> None:
    report = sections(
        (1, "Crimes", []), (2, "At sea", [1200]), (2, "On land", [900]), (1, "Conclusions", [300])
    )
    [module] = propose(report)
    assert [lesson["title"] for lesson in module["lessons"]] == ["At sea", "On land", "Conclusions"]


def test_parts_of_a_long_section_are_not_joined_with_what_follows() -> None:
    report = sections((1, "Long", [200] * 12), (1, "Data", [400]))
    [module] = propose(report)
    assert [lesson["sections"] for lesson in module["lessons"]] == [[1], [1], [2]]


def test_a_long_section_is_cut_between_passages() -> None:
    report = sections((1, "One", [400] * 9), (1, "Two", [1400]))
    lessons = propose(report)[0]["lessons"]
    assert [lesson["title"] for lesson in lessons] == ["One (1)", "One (2)", "One (3)"]
    assert [len(lesson["passages"]) for lesson in lessons] == [3, 3, 3]
    assert lessons[0]["why"] == {"kind": "cut", "words": 3600, "part": 1, "parts": 3, "turns": 0}


def test_a_heading_above_everything_is_no_module() -> None:
    report = sections((1, "Report", []), (2, "A", [1500]), (2, "B", [1500]))
    assert [title for title, _ in titles(propose(report))] == ["A", "B"]


def test_a_chapter_that_is_most_of_the_report_gives_way_to_its_parts() -> None:
    report = sections(
        (1, "Start", [1500]), (1, "All", [300]), (2, "A", [1500]), (2, "B", [1500])
    )  # fmt: skip
    assert [title for title, _ in titles(propose(report))] == ["Start", "A", "B"]


def test_a_small_chapter_is_no_module_of_its_own() -> None:
    report = sections((1, "A", [3000]), (1, "B", [3000]), (1, "End", [200]))
    assert [title for title, _ in titles(propose(report))] == ["A", "B; End"]


def test_a_report_without_sections_gives_no_plan() -> None:
    assert propose(()) == []


def test_one_section_of_two_hundred_pages_becomes_several_modules_of_readable_lessons() -> None:
    report = sections((1, "All", [120] * 700))
    modules = propose(report)
    assert all(5 <= one <= 12 for one in minutes(modules, report))
    assert {len(module["lessons"]) for module in modules} <= {7, 8}


def test_two_thousand_headings_become_few_modules() -> None:
    report = sections(*((2, f"Heading {n}", [40]) for n in range(2000)))
    modules = propose(report)
    assert 1 <= len(modules) <= 10
    assert all(5 <= one <= 12 for one in minutes(modules, report))


def test_introductions_and_opening_notes_stand_apart_as_background() -> None:
    body = sections((1, "Introduction", [400]), (1, "Money", [1400]), (1, "People", [1400]))
    note = PlanSection(9, 1, "Summary", "note", sections((1, "", [100]))[0].passages)
    *_, last = propose((note, *body), language="en")
    assert (last["title"], last.get("background")) == ("Background reading", True)
    assert [(one["sections"], one["why"]) for one in last["lessons"]] == [
        ([9], {"kind": "background", "reason": "note"}),
        ([1], {"kind": "background", "reason": "introduction"}),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "INTRODUCTION",
        "Remerciements",
        "Metodología",
        "Список сокращений",
        "مقدمة",
        "导言",
        "Méthode",
    ],
)
def test_headings_of_background_are_known_in_six_languages(heading: str) -> None:
    report = sections((1, heading, [400]), (1, "A", [1400]), (1, "B", [1400]))
    assert propose(report)[-1].get("background") is True


def test_what_has_a_heading_below_an_introduction_is_a_lesson() -> None:
    report = sections(
        (1, "Introduction", [300]), (2, "Trends", [900]), (1, "Money", [1400])
    )  # fmt: skip
    modules = propose(report)
    assert [lesson["title"] for one in modules for lesson in one["lessons"]] == [
        "Trends",
        "Money",
        "Introduction",
    ]


def test_an_introduction_that_is_most_of_the_report_is_its_subject() -> None:
    report = sections((1, "Introduction", [1500]), (1, "Money", [900]))
    assert not any(module.get("background") for module in propose(report))


SHIPS = "Pirates board a vessel at sea and take its crew to a harbour. " * 12
MONEY = "The bank reports a suspicious transfer and the account is frozen. " * 12


def test_a_long_section_is_cut_where_its_subject_turns_and_its_parts_have_names() -> None:
    own = [("paragraph", SHIPS)] * 6 + [("paragraph", MONEY)] * 8
    report, texts = written((1, "Crimes", own))
    lessons = propose(report, texts, "en")[0]["lessons"]
    assert [lesson["passages"] for lesson in lessons] == [
        [*range(101, 107)],
        [*range(107, 115)],
    ]
    assert lessons[1]["why"] == {
        "kind": "cut", "words": 1992, "part": 2, "parts": 2, "turns": 1,
        "before": "The bank reports a suspicious transfer and the account is…",
    }  # fmt: skip
    assert lessons[1]["title"] == "Crimes: Suspicious transfer"


@pytest.mark.parametrize("kind", ["item", "quote", "table"])
def test_a_cut_never_falls_within_a_list_a_quotation_or_a_table(kind: str) -> None:
    own = [("paragraph", SHIPS)] * 5 + [(kind, SHIPS)] * 6 + [("paragraph", SHIPS)] * 6
    report, texts = written((1, "Crimes", own))
    lessons = propose(report, texts, "en")[0]["lessons"]
    assert [lesson["passages"][0] for lesson in lessons][1:] in ([112], [105, 112])


def test_a_cut_never_falls_between_a_paragraph_and_its_continuation() -> None:
    own = [("paragraph", SHIPS)] * 7 + [("text", "which " + SHIPS)] + [("paragraph", SHIPS)] * 7
    report, texts = written((1, "Crimes", own))
    assert propose(report, texts, "en")[0]["lessons"][1]["passages"][0] != 108


def test_a_table_of_twenty_pages_says_why_its_lesson_is_long() -> None:
    own = [("paragraph", SHIPS)] * 6 + [("table", SHIPS * 30)] + [("paragraph", SHIPS)] * 6
    report, texts = written((1, "Crimes", own))
    whys = [lesson["why"] for lesson in propose(report, texts, "en")[0]["lessons"]]
    [why] = [why for why in whys if isinstance(why, dict) and why["kind"] == "too_long"]
    assert why["reason"] == "table"


levels = st.integers(min_value=1, max_value=4)
names = st.sampled_from(["Title", "Introduction", "Methodology", "Money", "Annex"])
sizes = st.lists(st.integers(min_value=0, max_value=900), max_size=6)


@given(st.lists(st.tuples(levels, names, sizes), max_size=40))
def test_every_passage_stands_in_exactly_one_lesson_and_lessons_keep_the_order(
    rows: list[tuple[int, str, list[int]]],
) -> None:
    report: tuple[PlanSection, ...] = sections(*rows)
    by_id = {section.id: section for section in report}
    modules = propose(report)
    taught = placed([one for one in modules if not one.get("background")], by_id)
    assert taught == sorted(taught)
    everything = [passage.id for section in report for passage in section.passages]
    assert sorted(placed(modules, by_id)) == everything
    assert propose(report) == modules


@given(st.lists(st.tuples(levels, names, sizes), max_size=40))
def test_a_lesson_outside_five_to_twelve_minutes_says_why(
    rows: list[tuple[int, str, list[int]]],
) -> None:
    report: tuple[PlanSection, ...] = sections(*rows)
    by_id = {section.id: section for section in report}
    for module in propose(report):
        for lesson in module["lessons"]:
            length = minutes_for(words_of(lesson, by_id))
            why = lesson["why"]
            kind = why["kind"] if isinstance(why, dict) else why
            assert 5 <= length <= 12 or kind in ("too_long", "too_short", "cut", "background")
