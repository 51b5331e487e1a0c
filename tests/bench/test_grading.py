"""The goal of grading holds with room to spare: a fifth of what it usually is."""

from tests.bench.grading import CASES, GOAL, measured


def test_answers_a_second_of_one_core() -> None:
    found = {speed.name: speed.per_second for speed in measured(seconds=0.02)}
    assert len(found) == len(CASES) + 1
    assert found["mixed"] > GOAL
