"""Both texts can be read out of their difference."""

from hypothesis import given
from hypothesis import strategies as st

from content.editions.worddiff import IN, OUT, SAME, Piece, word_diff

texts = st.lists(st.sampled_from(["the", "bank", "told", ",", "an", "office", "洗钱"])).map(
    " ".join
)


@given(texts, texts)
def test_the_new_text_stands_in_it_whole(old: str, new: str) -> None:
    pieces = word_diff(old, new)
    assert "".join(one.text for one in pieces if one.kind != OUT) == new
    assert "".join(one.text for one in pieces if one.kind != IN).replace(" ", "") == (
        old.replace(" ", "")
    )


def test_one_word_exchanged_is_one_word_out_and_one_in() -> None:
    assert word_diff("Two States reported cases.", "Nine States reported cases.") == (
        Piece(OUT, "Two"),
        Piece(IN, "Nine"),
        Piece(SAME, " States reported cases."),
    )


def test_a_single_word_between_two_changes_is_told_with_them() -> None:
    kinds = [one.kind for one in word_diff("He saw a dog there.", "He met a cat there.")]
    assert kinds == [SAME, OUT, IN, SAME]


def test_very_long_texts_are_told_as_one_change() -> None:
    old, new = "a " * 5000 + "end", "b " * 5000 + "end"
    assert [one.kind for one in word_diff(old, new)] == [OUT, IN, SAME]
