"""A quiz whose result is held back, on the way through a course: handed in, and no more told."""

from decimal import Decimal

import pytest

from courses.learning.progress import QuizState
from courses.quizzes.queries import Standing


def held(*, passed: bool, is_result_held: bool = True) -> QuizState:
    return QuizState(
        id=1,
        key="final",
        title="Final",
        module_key="",
        pass_mark=70,
        attempts_allowed=None,
        time_limit_minutes=None,
        is_required=True,
        standing=Standing(attempts_used=1, best_percent=Decimal(80), passed=passed),
        is_result_held=is_result_held,
    )


@pytest.mark.parametrize("passed", [True, False])
def test_passed_and_not_passed_look_the_same(passed: bool) -> None:
    quiz = held(passed=passed)
    assert (quiz.state, quiz.is_done, quiz.best_percent, quiz.is_passed) == (
        "done",
        True,
        None,
        False,
    )


def test_what_is_not_held_back_is_told() -> None:
    quiz = held(passed=True, is_result_held=False)
    assert (quiz.best_percent, quiz.is_passed) == (Decimal(80), True)
