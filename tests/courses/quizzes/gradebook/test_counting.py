"""Which attempts make the grade, by which rules."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import permutations, product
from statistics import fmean

import pytest

from courses.quizzes.gradebook.counting import Counted, Override, Rules, Taken, counted, kept
from courses.quizzes.quiz_settings import GradeMethod

METHODS = tuple(GradeMethod.values)


def taken(*percents: int, edition: int = 1, mark: int = 70) -> list[Taken]:
    """Attempts of ten points, told by `mark` whether they passed."""
    return [
        Taken(n, n, edition, Decimal(percent) / 10, Decimal(10), percent >= mark)
        for n, percent in enumerate(percents, 1)
    ]


def rules(method: str = "best", mark: int = 70, edition: int = 1) -> Rules:
    return Rules(edition, method, mark)


EXPECTED: dict[str, Callable[[Sequence[int]], float]] = {
    "best": max,
    "last": lambda percents: percents[-1],
    "first": lambda percents: percents[0],
    "average": fmean,
}


@pytest.mark.parametrize("method", METHODS)
def test_every_course_of_three_attempts(method: str) -> None:
    for percents in product((0, 50, 70, 100), repeat=3):
        found = counted(taken(*percents), rules(method))
        wanted = EXPECTED[method](percents)
        assert found.percent is not None
        assert abs(float(found.percent) - wanted) < 0.000001, (method, percents)
        assert found.passed == (wanted >= 70), (method, percents)


@pytest.mark.parametrize("method", METHODS)
def test_the_order_in_which_rows_come_says_nothing(method: str) -> None:
    attempts = taken(40, 90, 60)
    found = {counted(order, rules(method)) for order in permutations(attempts)}
    assert len(found) == 1


@pytest.mark.parametrize(
    ("method", "ids"), [("best", (2,)), ("last", (4,)), ("first", (1,)), ("average", (1, 2, 3, 4))]
)
def test_the_attempts_that_make_it_are_named(method: str, ids: tuple[int, ...]) -> None:
    assert counted(taken(40, 90, 90, 60), rules(method)).attempts == ids


@pytest.mark.parametrize("method", METHODS)
def test_without_an_attempt_there_is_nothing(method: str) -> None:
    assert counted([], rules(method)) == Counted()


@pytest.mark.parametrize("method", METHODS)
def test_one_attempt_is_the_same_by_every_method(method: str) -> None:
    assert counted(taken(80), rules(method)) == Counted(Decimal(80), True, attempts=(1,))


def test_the_mean_is_exact_at_the_mark() -> None:
    thirds = [
        Taken(n, n, 1, Decimal(score), Decimal(3), False) for n, score in enumerate((2, 2, 2), 1)
    ]
    assert not counted(thirds, rules("average", mark=67)).passed
    assert counted(thirds, rules("average", mark=66)).passed
    assert counted(thirds, rules("average")).percent == Decimal("66.666667")


class TestNothingToEarn:
    """A survey has no points: who handed it in has done it."""

    @pytest.mark.parametrize("method", METHODS)
    def test_no_percent_and_passed(self, method: str) -> None:
        survey = [Taken(1, 1, 1, Decimal(), Decimal(), True)]
        assert counted(survey, rules(method)) == Counted(None, True, attempts=(1,))

    def test_points_are_better_than_none(self) -> None:
        attempts = [Taken(1, 1, 1, Decimal(), Decimal(), True), *taken(0)]
        assert counted(attempts, rules("best")).percent == 0


class TestMarks:
    def test_a_lower_mark_passes_at_once(self) -> None:
        assert counted(taken(60, mark=70), rules(mark=60)).passed

    @pytest.mark.parametrize("method", ["best", "last", "first"])
    def test_a_higher_mark_takes_no_pass_away(self, method: str) -> None:
        assert counted(taken(60, mark=60), rules(method, mark=70)).passed


class TestOverride:
    @pytest.mark.parametrize("method", METHODS)
    def test_it_holds_over_every_method(self, method: str) -> None:
        found = counted(taken(10), rules(method), Override(Decimal(75), 70))
        assert (found.percent, found.passed, found.attempts) == (Decimal(75), True, (1,))

    def test_it_can_take_a_pass_away(self) -> None:
        assert not counted(taken(100), rules(), Override(Decimal("69.99"), 70)).passed

    def test_without_an_attempt_it_is_a_grade(self) -> None:
        assert counted([], rules(), Override(Decimal(70), 70)) == Counted(Decimal(70), True)

    def test_the_lower_of_the_marks_then_and_now_decides(self) -> None:
        assert counted([], rules(mark=90), Override(Decimal(70), 70)).passed
        assert counted([], rules(mark=60), Override(Decimal(65), 70)).passed
        assert not counted([], rules(mark=90), Override(Decimal(65), 70)).passed

    def test_excused_has_no_percent(self) -> None:
        found = counted(taken(100), rules(), Override(None, 70))
        assert found == Counted(None, False, is_excused=True, attempts=(1,))


class TestKept:
    """Rules that change do not take a pass; what one does later by stricter rules neither."""

    def test_by_the_mean_once_the_mark_rises(self) -> None:
        attempts = taken(50, 80, mark=90)
        assert kept(attempts, rules("average", 70, 2), rules("average", 60, 1))
        assert not kept(attempts, rules("average", 70, 2), rules("average", 66, 1))

    def test_when_the_method_changes(self) -> None:
        attempts = taken(80, 40, mark=70)
        assert not kept(attempts, rules("last", 70, 2), None)
        assert kept(attempts, rules("last", 70, 2), rules("best", 70, 1))

    def test_a_later_attempt_by_the_new_rules_takes_nothing(self) -> None:
        attempts = [*taken(65, mark=60), Taken(2, 2, 2, Decimal(1), Decimal(10), False)]
        assert kept(attempts, rules("last", 70, 2), rules("last", 60, 1))

    def test_the_same_rules_in_a_new_edition_are_no_other_rules(self) -> None:
        attempts = [*taken(80), Taken(2, 2, 2, Decimal(1), Decimal(10), False)]
        assert not kept(attempts, rules("last", 70, 2), rules("last", 70, 1))

    def test_a_regrade_of_what_passed_takes_it(self) -> None:
        assert not kept(taken(10), rules("average", 70, 2), rules("average", 60, 1))
