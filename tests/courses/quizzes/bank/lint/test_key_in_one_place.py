import pytest

from courses.quizzes.bank.lint.linting import lint_quiz
from courses.quizzes.bank.lint.rule import Placed
from tests.courses.quizzes.bank.specs import choice_spec

ENGLISH = ("Which?", "Bank", "Court", "State")
FRENCH = ("Lequel ?", "Banque", "Tribunal", "État")


def quiz(texts: tuple[str, ...], *places: int, kind: str = "single_choice") -> list[Placed]:
    return [
        Placed(f"q-{number}", kind, choice_spec(*texts, keys=(place,)))
        for number, place in enumerate(places)
    ]


@pytest.mark.parametrize("texts", [ENGLISH, FRENCH])
def test_key_that_stands_in_one_place_is_found_with_its_questions(texts: tuple[str, ...]) -> None:
    assert lint_quiz(quiz(texts, 1, 1, 1, 0)) == [("key_in_one_place", ["q-0", "q-1", "q-2"])]


@pytest.mark.parametrize("texts", [ENGLISH, FRENCH])
def test_key_that_moves_about_is_well(texts: tuple[str, ...]) -> None:
    assert lint_quiz(quiz(texts, 1, 2, 1, 0)) == []


def test_three_questions_say_nothing() -> None:
    assert lint_quiz(quiz(ENGLISH, 1, 1, 1)) == []


def test_choices_of_other_kinds_do_not_count() -> None:
    assert lint_quiz(quiz(ENGLISH, 1, 1, 1, 1, kind="survey")) == []
