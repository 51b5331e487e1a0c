"""Pure grading: no database in this file."""

from decimal import Decimal

import pytest

from courses.quizzes.grading import SlotToGrade, grade_snapshot

TWO_PAIRS = {
    "pairs": [{"id": "p1", "option": "x"}, {"id": "p2", "option": "y"}, {"id": "p3", "option": "z"}]
}
CHOICES = {"choices": [{"id": "a", "correct": True}, {"id": "b", "correct": False}]}


def single(slot: int, points: str = "1") -> SlotToGrade:
    return SlotToGrade(slot, "single_choice", CHOICES, Decimal(points))


def test_points_are_added_and_blank_slots_count_nothing() -> None:
    result = grade_snapshot(
        [single(1, "2"), single(2), single(3)], {"1": "a", "2": "b"}, pass_mark=50
    )
    assert [result.score, result.max_score] == [2, 4]
    assert result.passed
    assert [item.outcome for item in result.items] == ["right", "wrong", "blank"]


def test_a_share_is_rounded_to_cents() -> None:
    matching = SlotToGrade(1, "matching", TWO_PAIRS, Decimal(1))
    result = grade_snapshot([matching], {"1": {"p1": "x", "p2": "y"}}, pass_mark=50)
    assert result.score == Decimal("0.67")
    assert result.items[0].outcome == "partly"


@pytest.mark.parametrize(("pass_mark", "passed"), [(50, True), (51, False), (0, True)])
def test_the_pass_mark_itself_passes(pass_mark: int, passed: bool) -> None:
    result = grade_snapshot([single(1), single(2)], {"1": "a"}, pass_mark=pass_mark)
    assert result.passed is passed


def test_the_same_snapshot_gives_the_same_result() -> None:
    arguments = [single(1), single(2)], {"2": "a"}
    assert grade_snapshot(*arguments, pass_mark=50) == grade_snapshot(*arguments, pass_mark=50)
