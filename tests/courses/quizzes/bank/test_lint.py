from typing import Any

import pytest

from courses.quizzes.bank.advice import ERRORS, WORDS, advice_for
from courses.quizzes.bank.lint import lint

LONG = "A structured group of three or more persons that exists for some time and acts in concert"


def choices(*texts: str, keys: tuple[int, ...] = (0,), feedback: str = "So.") -> dict[str, Any]:
    rows = [
        {"id": f"x{i}", "text": text, "correct": i in keys, "feedback": feedback}
        for i, text in enumerate(texts)
    ]
    return {"stem": "?", "choices": rows, "feedback": feedback}


def codes(spec: dict[str, Any]) -> list[tuple[str, str]]:
    return [(finding.code, finding.field) for finding in lint(spec)]


def test_good_question_has_no_findings() -> None:
    assert codes(choices("Three or more persons", "Two persons or more", "Five persons")) == []


def test_no_key() -> None:
    assert codes(choices("A", "B", keys=())) == [("no_key", "choices")]


def test_two_keys_of_a_single_choice() -> None:
    assert codes(choices("A", "B", "C", keys=(0, 1))) == [("two_keys", "choices")]


def test_two_keys_of_a_multiple_choice_are_well() -> None:
    spec = {**choices("A", "B", "C", keys=(0, 1)), "marking": "per_choice"}
    assert codes(spec) == []


def test_every_choice_is_a_key() -> None:
    spec = {**choices("A", "B", keys=(0, 1)), "marking": "per_choice"}
    assert codes(spec) == [("all_keys", "choices")]


def test_longest_choice_is_the_key() -> None:
    assert codes(choices("Two", LONG, "Five", keys=(1,))) == [("longest_is_key", "choices.1.text")]


def test_longest_choice_that_is_not_the_key() -> None:
    assert codes(choices("Two", LONG, "Five", keys=(0,))) == []


def test_short_key_that_is_a_little_longer() -> None:
    assert codes(choices("Twenty", "Three", "Five")) == []


@pytest.mark.parametrize(
    "text",
    [
        "All of the above",
        "None of the above.",
        "Both of these",
        "Toutes les réponses ci-dessus",
        "Aucune de ces réponses",
        "Todas las anteriores",
        "Все вышеперечисленное",
        "جميع ما سبق",
        "以上都是",
    ],
)
def test_catch_all(text: str) -> None:
    found = codes(choices("Two of them here", text, "Five of them here"))
    assert ("catch_all", "choices.1.text") in found


@pytest.mark.parametrize(
    "text", ["All of the States parties", "None", "Toutes les banques", "All persons above 18"]
)
def test_no_catch_all(text: str) -> None:
    assert not any(code == "catch_all" for code, _ in codes(choices("Two", text)))


def test_wrong_choices_without_feedback() -> None:
    assert codes(choices("A", "B", feedback="")) == [("no_feedback", "feedback")]


def test_general_feedback_is_enough() -> None:
    assert codes({**choices("A", "B", feedback=""), "feedback": "Because."}) == []


@pytest.mark.parametrize(
    ("spec", "found"),
    [
        ({"answer": True, "feedback_false": "No."}, []),
        ({"answer": True, "feedback_true": "Yes."}, [("no_feedback", "feedback")]),
        ({"accepted": ["x"]}, [("no_feedback", "feedback")]),
        ({"value": "1", "feedback": "Count."}, []),
    ],
)
def test_feedback_of_kinds_without_choices(
    spec: dict[str, Any], found: list[tuple[str, str]]
) -> None:
    assert codes(spec) == found


def test_every_finding_has_words() -> None:
    spec = {**choices("A", "All of the above", keys=(0, 1), feedback=""), "marking": "per_choice"}
    assert [advice.words for advice in advice_for(spec)] == [
        WORDS["all_keys"],
        WORDS["catch_all"],
    ]


def test_errors_of_the_key_are_no_advice() -> None:
    assert [a.code for a in advice_for(choices("A", "B", keys=()))] == []
    assert set(ERRORS) <= set(WORDS)
