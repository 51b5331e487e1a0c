"""Edits made to a made-up report are found, exactly, whatever they are."""

import random
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.editions.compare import (
    APPEARED,
    CHANGED,
    GONE,
    MOVED,
    MOVED_CHANGED,
    SAME,
    Change,
    Part,
    compare,
)
from tests.support.pace import within

SYLLABLES = [one + other for one in "bcdfghjkl" for other in "aeiou"]


def paragraph(luck: random.Random, words: int = 30) -> str:
    made = ("".join(luck.choices(SYLLABLES, k=luck.randint(1, 3))) for _ in range(words))
    return " ".join(made).capitalize() + "."


def report(luck: random.Random, size: int) -> list[Part]:
    return [Part(paragraph(luck), str(number + 1)) for number in range(size)]


def reworded(luck: random.Random, text: str) -> str:
    words = text.split()
    words[luck.randrange(len(words))] = "amended"
    return " ".join(words)


@dataclass
class Edited:
    """A new edition and what a comparison should say, by the old place (or the new one)."""

    new: list[Part]
    expected: dict[int, str]
    came: set[int]


def edited(luck: random.Random, old: list[Part], edits: list[str]) -> Edited:
    """One edit each to places far enough from each other to be told apart."""
    places = luck.sample(range(2, len(old) - 2), len(edits))
    done = dict(zip(places, edits, strict=True))
    new: list[tuple[int | None, Part]] = []
    expected = dict.fromkeys(range(len(old)), SAME)
    moved: list[tuple[int | None, Part]] = []
    for place, one in enumerate(old):
        edit = done.get(place)
        if edit is None or edit == APPEARED:
            new.append((place, one))
        if edit == APPEARED:
            new.append((None, Part(paragraph(luck), "")))
        elif edit is not None:
            expected[place] = edit
        text = reworded(luck, one.text)
        if edit == CHANGED:
            new.append((place, Part(text, one.number)))
        elif edit in (MOVED, MOVED_CHANGED):
            moved.append((place, Part(one.text if edit == MOVED else text, one.number)))
    # To the front, in turn, so that what stayed is the greater part.
    new[:0] = moved[::-1]
    came = {at for at, (place, _part) in enumerate(new) if place is None}
    numbered = [Part(one.text, str(at + 1), one.kind) for at, (_place, one) in enumerate(new)]
    return Edited(numbered, expected, came)


@settings(max_examples=150, deadline=None)
@given(
    st.integers(0, 10**6),
    st.lists(st.sampled_from([CHANGED, MOVED, MOVED_CHANGED, APPEARED, GONE]), max_size=6),
)
def test_edits_made_to_a_report_are_found_exactly(seed: int, edits: list[str]) -> None:
    luck = random.Random(seed)
    old = report(luck, 40)
    made = edited(luck, old, edits)
    found = compare(old, made.new)
    assert {one.old: one.kind for one in found if one.old is not None} == made.expected
    assert {one.new for one in found if one.kind == APPEARED} == made.came


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from(["one two three", "four five six", "one two", "", "no"]), max_size=20),
    st.lists(st.sampled_from(["one two three", "four five six", "one two", "", "so"]), max_size=20),
)
def test_each_passage_is_paired_with_at_most_one_and_none_is_left_out(
    old: list[str], new: list[str]
) -> None:
    found = compare([Part(text) for text in old], [Part(text) for text in new])
    assert sorted(one.old for one in found if one.old is not None) == list(range(len(old)))
    assert [one.new for one in found if one.new is not None] == list(range(len(new)))
    for one in found:
        if one.kind in (SAME, MOVED):
            assert one.old is not None and one.new is not None
            assert old[one.old] == new[one.new]


def test_the_same_report_is_the_same() -> None:
    old = [Part("Idem."), Part("One of them."), Part("Idem."), Part("Idem.")]
    assert {one.kind for one in compare(old, old)} == {SAME}


def test_a_paragraph_written_anew_in_its_place_is_a_change_and_not_another() -> None:
    old = [Part("The first stays here.", "1"), Part("Banks report each case to the office.", "2")]
    new = [old[0], Part("Each bank tells the office of every case within a week.", "2")]
    assert compare(old, new)[1] == Change(CHANGED, 1, 1)


def test_a_wholly_different_text_under_the_same_number_is_no_change_of_the_old_one() -> None:
    old = [Part("The first stays here.", "1"), Part("Banks report each case to the office.", "2")]
    new = [old[0], Part("Wildlife crime grew in coastal regions last summer.", "2")]
    assert [one.kind for one in compare(old, new)] == [SAME, GONE, APPEARED]


def test_white_space_and_soft_hyphens_change_nothing() -> None:
    assert compare([Part("a  b\nc")], [Part("a b\u00ad c")])[0].kind == SAME


def test_a_footnote_is_never_taken_for_a_paragraph() -> None:
    old = [Part("See the report of the Board, page nine.", "1", "footnote")]
    new = [Part("See the report of the Board, page ten.", "1")]
    assert [one.kind for one in compare(old, new)] == [GONE, APPEARED]


def test_chinese_is_compared_by_its_signs() -> None:
    old = [Part("各国应当加强国际合作以打击有组织犯罪和洗钱活动。", "1")]
    new = [Part("各国应当进一步加强国际合作以打击有组织犯罪和腐败活动。", "1")]
    assert compare(old, new)[0].kind == CHANGED


@pytest.mark.parametrize("share", [0.0, 0.1, 1.0])
def test_five_thousand_passages_are_compared_within_two_seconds(share: float) -> None:
    luck = random.Random(1)
    old = [Part(paragraph(luck, 60), str(at)) for at in range(5000)]
    new = [
        Part(reworded(luck, one.text), one.number) if luck.random() < share else one for one in old
    ]
    with within(2 * 3):  # three times what it may take on a machine of its own
        found = compare(old, new)
    assert [one.old for one in found] == list(range(5000))


def test_a_report_of_one_sentence_five_thousand_times_over_takes_no_longer() -> None:
    with within(6):
        changed = compare([Part("Idem, page two.")] * 5000, [Part("Idem, page three.")] * 5000)
        assert len(changed) <= 10_000
