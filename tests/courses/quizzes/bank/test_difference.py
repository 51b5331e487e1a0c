from courses.quizzes.bank.difference import differences, pieces
from tests.courses.quizzes.bank.specs import single


def test_words_that_went_and_came_are_told_apart() -> None:
    assert pieces("Three or more", "Two or more") == [
        ("gone", "Three "),
        ("new", "Two "),
        ("same", "or more"),
    ]


def test_signs_of_chinese_are_compared_one_by_one() -> None:
    assert pieces("三人以上", "两人以上") == [("gone", "三"), ("new", "两"), ("same", "人以上")]


def test_long_texts_are_shown_whole() -> None:
    was, now = "a " * 2000, "b " * 2000
    assert pieces(was, now) == [("gone", was), ("new", now)]


def test_rows_are_told_apart_by_their_ids() -> None:
    before = {"en": single()}
    after = {"en": {**single(), "choices": list(reversed(single()["choices"]))}}
    assert differences(before, after) == []
    after["en"]["choices"][1] = {**after["en"]["choices"][1], "text": "Two only"}
    assert [one.path for one in differences(before, after)] == [("choices", "x1", "text")]


def test_a_language_that_came_is_a_difference() -> None:
    found = differences({"en": single()}, {"en": single(), "fr": single("Combien ?")})
    assert {one.language for one in found} == {"fr"}


def test_a_few_words_said_over_and_over_are_shown_whole() -> None:
    """Word by word these took eleven seconds."""
    was, now = "a b " * 700, "b a a " * 450
    assert pieces(was, now) == [("gone", was), ("new", now)]
