from dataclasses import replace

from content.topics.leaning import Lean
from courses.authoring.topics.paragraphs import (
    Folded,
    Paragraph,
    biggest,
    folded,
    fullest_first,
    in_order,
    minutes_of,
    taken_of,
    ticked_at_first,
)


def paragraph(
    number: int,
    *,
    report: int = 1,
    section: int | None = 1,
    words: int = 100,
    weight: float = 1.0,
    under_heading: bool = False,
    lean: Lean = Lean.NOT,
    before: int = 0,
) -> Paragraph:
    own = (number,)
    return Paragraph(number, report, section, own, words, weight, under_heading, lean, before)


def ids(paragraphs: list[Paragraph]) -> list[int]:
    return [one.id for one in paragraphs]


def test_the_report_that_says_most_comes_first_each_as_it_was_written() -> None:
    told = [paragraph(1), paragraph(2), paragraph(3, report=2, weight=3.0)]
    assert ids(in_order(told)) == [3, 1, 2]


def test_repeats_stand_with_the_fullest_of_them() -> None:
    told = [paragraph(1), paragraph(2, words=120), paragraph(3)]
    assert ids(fullest_first(told)) == [2, 1, 3]
    assert folded(told, [[2, 1]]) == [Folded(told[1], (told[0],)), Folded(told[2])]


def test_ticked_at_first_is_what_is_strong_but_no_repeat() -> None:
    strong, repeat = paragraph(1, weight=2.0), paragraph(2, weight=2.0)
    by_heading, mention = paragraph(3, under_heading=True), paragraph(4)
    groups = [Folded(strong, (repeat,)), Folded(by_heading), Folded(mention)]
    assert ids(taken_of(groups, taken=(), left=())) == [1, 3]
    assert ids(taken_of(groups, taken=(2, 4), left=(1,))) == [2, 3, 4]


def test_an_introduction_must_say_much_to_be_ticked() -> None:
    named = replace(paragraph(1, weight=2.0), is_beside=True)
    assert not named.is_strong
    assert replace(named, weight=2.5).is_strong


def ticked(*told: Paragraph) -> list[int]:
    return sorted(ticked_at_first(Folded(one) for one in told))


def test_what_goes_on_from_something_else_is_not_ticked() -> None:
    assert ticked(paragraph(1, weight=2.0, lean=Lean.POINTS)) == []
    assert ticked(paragraph(1, weight=2.0, lean=Lean.ADDS)) == [1]


def test_what_a_ticked_paragraph_goes_on_from_is_ticked_with_it() -> None:
    told = [
        paragraph(1, weight=0.0),
        paragraph(2, lean=Lean.POINTS, before=1),
        paragraph(3, weight=2.0, lean=Lean.POINTS, before=2),
    ]
    assert ticked(*told) == [1, 2, 3]
    assert ticked(*told[:2]) == []
    adds = paragraph(5, weight=2.0, lean=Lean.ADDS, before=4)
    assert ticked(paragraph(4), adds) == [4, 5]
    assert ticked(paragraph(4, weight=0.0), adds) == [5]


def test_what_stands_alone_between_two_ticked_ones_is_ticked() -> None:
    between = [
        paragraph(1, under_heading=True),
        paragraph(2, weight=0.0, before=1),
        paragraph(3, under_heading=True, before=2),
    ]
    assert ticked(*between) == [1, 2, 3]
    assert ticked(*between[:2]) == [1]


def test_minutes_are_those_of_all_that_is_taken() -> None:
    assert minutes_of([]) == 0
    assert minutes_of([paragraph(1, words=300), paragraph(2, words=450)]) == 5


def test_the_language_in_which_most_is_said_is_the_courses() -> None:
    languages = {1: "fr", 2: "en"}
    much_in_english = [paragraph(1), paragraph(2), paragraph(3, report=2, weight=2.0)]
    assert biggest(languages, much_in_english) == "en"
    assert biggest(languages, []) == ""
