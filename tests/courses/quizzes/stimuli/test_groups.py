from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.stimuli.groups import blocks, moved, together


def first(item: str) -> str | None:
    """ "a1" is of group a, "1" of none."""
    return item[0] if item[0].isalpha() else None


def test_a_group_stands_where_its_first_question_does() -> None:
    assert blocks(["1", "a1", "2", "a2", "b1"], first) == [["1"], ["a1", "a2"], ["2"], ["b1"]]


def test_a_question_moves_inside_its_group() -> None:
    assert moved(["a1", "a2", "1"], "a2", -1, first) == ["a2", "a1", "1"]


def test_a_question_at_the_edge_takes_its_group_along() -> None:
    assert moved(["1", "a1", "a2", "2"], "a1", -1, first) == ["a1", "a2", "1", "2"]
    assert moved(["1", "a1", "a2", "2"], "a2", 1, first) == ["1", "2", "a1", "a2"]


def test_a_question_steps_over_a_whole_group() -> None:
    assert moved(["a1", "a2", "1"], "1", -1, first) == ["1", "a1", "a2"]


def test_nothing_moves_beyond_the_ends_or_when_it_is_not_there() -> None:
    assert moved(["1", "2"], "1", -1, first) == ["1", "2"]
    assert moved(["1", "2"], "2", 1, first) == ["1", "2"]
    assert moved(["1", "2"], "9", 1, first) == ["1", "2"]


@given(st.lists(st.from_regex(r"[a-c]?\d{1,4}", fullmatch=True), unique=True, max_size=12))
def test_every_question_is_there_once_and_without_groups_nothing_moves(items: list[str]) -> None:
    assert sorted(together(items, first)) == sorted(items)
    assert together(items, lambda _item: None) == items
