"""Signs put right within a line. Texts are written by code points where an eye cannot tell them."""

import pytest

from content.importing.clean.characters import folded, put_right, western_digits


@pytest.mark.parametrize(
    ("raw", "meant"),
    [
        ("traf\ufb01c and o\ufb03ces", "traffic and offices"),  # fi, ffi as one sign
        ("\ufefb\u0628\u0623\u0633", "\u0644\u0627\u0628\u0623\u0633"),  # lam-alef as one sign
        ("\ufe8d\ufedf\ufee4\ufe8e\ufea9\ufe93", "\u0627\u0644\u0645\u0627\u062f\u0629"),
        ("co\u00adoperation", "cooperation"),
        ("to\u200bgether, \ufeffhere", "together, here"),
        ("\u200fالمادة\u200e 5", "المادة 5"),
        ("\u202a1.\u202c The Board", "1. The Board"),
        ("de la coopÃ©ration", "de la coopération"),
        ("the Boardâ€™s view", "the Board’s view"),
        ("a\u00a0b\u2009c\u3000d\t e", "a b c d\t e"),
        ("e\u0301cole", "école"),
        ("  plain   text ", "plain text"),
    ],
)
def test_a_line_is_read_as_it_was_meant(raw: str, meant: str) -> None:
    assert put_right(raw) == meant
    assert put_right(meant) == meant


def test_a_soft_hyphen_at_the_end_stays_for_it_breaks_a_word() -> None:
    assert put_right("coop\u00ad") == "coop\u00ad"


@pytest.mark.parametrize("text", ["São João", "5 Â", "“quoted” – ’s", "№ 5 § 2", "L’œuvre"])
def test_what_only_looks_like_a_fault_stays(text: str) -> None:
    assert put_right(text) == text


def test_arabic_and_persian_digits_count_like_others() -> None:
    assert western_digits("١٢٣ ۴۵۶") == "123 456"


def test_texts_that_say_the_same_are_told_by_their_letters() -> None:
    assert folded("É\u00adcole, n° 5") == folded("école N° 5")
    assert folded("five") != folded("fives")
