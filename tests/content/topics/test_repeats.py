import random

import pytest

from content.topics.repeats import folded_repeats
from tests.support.pace import within

LONG = (
    "The Office gave twelve courses on tracing assets in 2019, for 340 judges and prosecutors of "
    "nine States, and helped two of them to write their law on confiscation without conviction."
)


def groups(*texts: str, language: str = "en") -> list[list[int]]:
    return folded_repeats(texts, language)


def test_the_same_text_with_other_figures_and_capitals_is_a_repeat() -> None:
    later = LONG.replace("2019", "2020").replace("340", "512").replace("The Office", "THE OFFICE")
    assert groups(LONG, "Something else was done as well.", later) == [[0, 2], [1]]


def test_a_text_with_a_few_other_words_is_a_repeat() -> None:
    assert groups(LONG, LONG.replace("judges and prosecutors", "investigators")) == [[0, 1]]


def test_half_of_a_text_is_another_text() -> None:
    half = " ".join(LONG.split()[:15])
    assert groups(LONG, half, half + " and nothing of the kind was ever asked again by anyone") == [
        [0],
        [1],
        [2],
    ]


def test_a_short_text_with_one_other_word_is_another_text() -> None:
    assert groups("Trained judges in Kenya;", "Trained judges in Mali;") == [[0], [1]]
    assert groups("Trained judges in Kenya;", "trained judges in Kenya.") == [[0, 1]]


@pytest.mark.parametrize(
    ("language", "text", "other"),
    [
        ("fr", "L’ÉTAT a adopté une loi sur la traite", "L’Etat a adopté une loi sur la traite"),
        (
            "zh",
            "二〇一九年反洗钱工作取得进展，会员国加强合作。",
            "二〇一九年反洗钱工作取得进展 会员国加强合作",
        ),
        ("ar", "اعتمدت الدولة قانوناً بشأن غسل الأموال", "اعتمدت الدولة قانونا بشأن غسل الأموال"),
    ],
)
def test_accents_and_stops_do_not_count(language: str, text: str, other: str) -> None:
    assert groups(text, other, language=language) == [[0, 1]]


def test_texts_without_words_are_alike_and_nothing_gives_nothing() -> None:
    assert groups("—", "…") == [[0, 1]]
    assert groups() == []


WORDS = [
    f"{start}{end}" for start in "bcdfglmnprstv" for end in ("alo", "emi", "iru", "onda", "uk")
]


def text_of(number: int, shared: int = 0) -> str:
    common = random.Random(0).choices(WORDS, k=shared)
    return " ".join(common + random.Random(number + 1).choices(WORDS, k=90 - shared))


@pytest.mark.parametrize("shared", [0, 45, 88])
def test_five_thousand_passages_are_folded_in_a_moment(shared: int) -> None:
    texts = [text_of(number, shared) for number in range(5_000)]
    with within(8):
        found = folded_repeats(texts, "en")
        # About a second; what compared each with each would take minutes.
    assert sorted(place for group in found for place in group) == list(range(5_000))
    assert (len(found) == 1) == (shared == 88)


def test_the_same_texts_give_the_same_groups() -> None:
    texts = [text_of(number % 40, 70) for number in range(200)]
    assert folded_repeats(texts, "en") == folded_repeats(texts, "en")
