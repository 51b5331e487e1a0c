"""Abbreviations written in several ways, and one way for them."""

from __future__ import annotations

from content.planning.alike import (
    modules_alike,
    names_of_draft,
    passages_alike,
    spelled_in,
    with_spelling,
    without_spelling,
)
from content.planning.bodies import SourcePassage
from content.planning.values import PlanLesson, PlanModule
from content.spellings import spellings_of, written_alike

FRENCH = [
    "L’Office des Nations Unies contre la drogue et le crime (ONUDD) agit.",
    *["L’ONUDC aide les États."] * 5,
    *["L’ONU DC et l’ONUSD forment."] * 3,
    "L’ONUSC a mis en place un cadre, dit l’ONU.",
]


def test_ways_of_writing_a_name_are_told_with_the_one_that_its_words_give() -> None:
    [found] = spellings_of(FRENCH, "fr")
    assert (found.right, found.times) == ("ONUDC", 5)
    assert found.others == {"ONU DC": 3, "ONUSD": 3, "ONUDD": 1, "ONUSC": 1}


def test_names_of_two_offices_that_differ_in_a_letter_are_two() -> None:
    texts = ["UNODC and UNODA met."] * 4
    assert spellings_of(texts, "en") == []


def test_what_a_report_explains_twice_is_two_names() -> None:
    texts = [
        "The Regional Anti Drug Office (RADOX) and the Regional Anti Drug Youth (RADOY).",
        *["RADOX met RADOY."] * 4,
    ]
    assert spellings_of(texts, "en") == []


def test_a_line_in_capitals_and_a_single_name_say_nothing() -> None:
    assert spellings_of(["REPORT ON PORTS AND SORTS", *["INTERPOL acts."] * 5], "en") == []


def test_one_way_stands_for_the_others_and_marks_keep_their_words() -> None:
    text = "L’ONU DC, *Guide*, ONUSD"
    told, marks = written_alike(text, {"ONU DC": "ONUDC", "ONUSD": "ONUDC"}, [(10, 17, "em")])
    assert told == "L’ONUDC, *Guide*, ONUDC"
    assert [told[start:end] for start, end, _kind in marks] == ["*Guide*"]


def test_a_longer_name_that_begins_so_stays() -> None:
    assert written_alike("ONUSDX, X-ONUSD", {"ONUSD": "ONUDC"})[0] == "ONUSDX, X-ONUSD"


def module(title: str) -> PlanModule:
    lesson = PlanLesson(
        id="l1", title=f"{title} today", sections=[], passages=[], why="", objectives=["Say ONUSD"]
    )
    return PlanModule(id="m1", title=title, lessons=[lesson])


def test_a_plan_keeps_the_choice_and_gives_it_back() -> None:
    names = {"ONUSD": "ONUDC"}
    chosen = with_spelling([module("ONUSD")], names)
    assert spelled_in(chosen) == names
    assert spelled_in(without_spelling(chosen, names)) == {}


def test_a_drafted_text_tells_whether_it_was_written_alike() -> None:
    told = [{"right": "ONUDC", "times": 3, "others": {"ONUSD": 2}}]
    assert names_of_draft(told, "L’ONUDC agit.") == {"ONUSD": "ONUDC"}
    assert names_of_draft(told, "L’ONUSD et l’ONUDC.") == {}


def test_titles_objectives_and_passages_are_written_alike() -> None:
    names = {"ONUSD": "ONUDC"}
    [made] = modules_alike([module("ONUSD")], names)
    assert (made["title"], made["lessons"][0]["title"]) == ("ONUDC", "ONUDC today")
    assert made["lessons"][0]["objectives"] == ["Say ONUDC"]
    told = passages_alike({1: SourcePassage("1", "paragraph", "L’ONUSD agit.")}, names)
    assert told[1].text == "L’ONUDC agit."
