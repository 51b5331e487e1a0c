"""What tries earn: pure, by property."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from courses.quizzes.grading import TRIES, GradedItem, SlotToGrade, grade_snapshot
from courses.quizzes.types.registry import kind

SPEC = kind("multiple_choice").prepare(
    {
        "stem": "Which?",
        "choices": [
            {"id": "a", "text": "A", "correct": True, "feedback": ""},
            {"id": "b", "text": "B", "correct": True, "feedback": ""},
            {"id": "c", "text": "C", "correct": False, "feedback": ""},
        ],
        "feedback": "",
    },
    language="en",
)
SLOT = SlotToGrade(1, "multiple_choice", SPEC, Decimal(3))
values = st.lists(st.sampled_from("abc"), unique=True, min_size=1).map(sorted)
penalties = st.integers(0, 100)


def item(checked: list[list[str]], last: list[str] | None, penalty: int | None) -> GradedItem:
    snapshot = {TRIES: {"1": checked}} | ({"1": last} if last else {})
    return grade_snapshot([SLOT], snapshot, pass_mark=50, try_penalty=penalty).items[0]


@given(st.lists(values, min_size=1, max_size=6), values, penalties)
def test_nobody_loses_by_trying_again(
    checked: list[list[str]], last: list[str], penalty: int
) -> None:
    before = item(checked[:-1], checked[-1], penalty)
    assert item(checked, last, penalty).points >= before.points


@given(st.lists(values, max_size=6), values, penalties)
def test_points_stay_between_nothing_and_all(
    checked: list[list[str]], last: list[str], penalty: int
) -> None:
    assert 0 <= item(checked, last, penalty).points <= SLOT.points


@given(st.lists(values, max_size=6), values, penalties)
def test_tries_never_earn_more_than_their_best_answer(
    checked: list[list[str]], last: list[str], penalty: int
) -> None:
    best = max(item([], value, penalty).points for value in [*checked, last])
    assert item(checked, last, penalty).points <= best
    assert item(checked, last, 0).points == best


@given(st.lists(values, max_size=6), values, penalties)
def test_right_at_try_n_earns_all_less_the_penalty_of_the_tries_before(
    checked: list[list[str]], last: list[str], penalty: int
) -> None:
    wrong = [["c"], *([["c", "a"], ["c"]] * 6)][: len(checked)]
    found = item(wrong, ["a", "b"], penalty)
    share = max(Decimal(100 - penalty * len(wrong)) / 100, Decimal())
    assert found.points >= (3 * share).quantize(Decimal("0.01"))
    assert found.tries == (len(wrong) + 1 if wrong else 0)


@given(st.lists(values, max_size=6), values)
def test_where_there_is_one_try_only_tries_change_nothing(
    checked: list[list[str]], last: list[str]
) -> None:
    assert item(checked, last, None) == item([], last, None)


def test_a_question_emptied_after_a_check_keeps_what_that_earned() -> None:
    assert item([["a", "b"]], None, 33).points == 3
