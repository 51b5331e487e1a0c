from decimal import Decimal
from typing import Any

import pytest
from django.utils.translation import override

from courses.quizzes.types.costs import cost_sentence, each_wrong_sentence
from courses.quizzes.types.share_checks import share_problems, tidy_share
from courses.quizzes.types.shares import fraction, percent_of, stored


@pytest.mark.parametrize(
    ("written", "share"),
    [
        (50, "50"),
        ("12.5", "12.5"),
        ("33,33", "33.33"),
        ("−25 %", "-25"),
        ("-25", "-25"),
        ("٪50", "50"),
        (33.33333, "33.33333"),
    ],
)
def test_a_share_as_authors_write_it(written: Any, share: str) -> None:
    assert percent_of(written) == Decimal(share)


@pytest.mark.parametrize("written", [None, "", " ", "half", True, "nan", "inf", "9" * 13, [1]])
def test_what_is_no_share(written: Any) -> None:
    assert percent_of(written) is None


@pytest.mark.parametrize(("share", "kept"), [("50.0", 50), ("-33.33", -33.33), ("0", 0)])
def test_a_share_as_it_is_kept(share: str, kept: float) -> None:
    assert stored(Decimal(share)) == kept
    assert type(stored(Decimal(share))) is type(kept)


def test_a_share_as_a_fraction() -> None:
    assert fraction({"weight": 12.5}, "weight") == Decimal("0.125")
    assert fraction({}, "weight", Decimal("-1")) == -1


@pytest.mark.parametrize(("written", "count"), [("", 0), ("-100", 0), ("101", 1), ("much", 1)])
def test_a_share_out_of_range_is_a_problem(written: str, count: int) -> None:
    assert len(share_problems({"weight": written}, "weight", "weight", least=-100)) == count


def test_what_was_not_given_leaves_no_trace() -> None:
    assert tidy_share({"penalty": ""}, "penalty") == {}
    assert tidy_share({"penalty": "0"}, "penalty", default=0) == {}
    assert tidy_share({"penalty": "25"}, "penalty", default=0) == {"penalty": 25}


@pytest.mark.parametrize(
    ("points", "words"),
    [
        (None, "A wrong answer costs 25 percent of the points."),
        ("2", "A wrong answer costs 0.5 points."),
        ("4", "A wrong answer costs 1 point."),
        ("40", "A wrong answer costs 10 points."),
    ],
)
def test_a_cost_is_said_in_points_where_they_are_known(points: str | None, words: str) -> None:
    worth = None if points is None else Decimal(points)
    assert cost_sentence(Decimal("0.25"), worth) == words


def test_a_cost_as_the_language_writes_it() -> None:
    with override("fr"):
        assert "0,5" in each_wrong_sentence(Decimal("0.25"), Decimal(2))


def test_no_cost_no_sentence() -> None:
    assert cost_sentence(Decimal(0), Decimal(1)) == ""
    assert each_wrong_sentence(Decimal(0), Decimal(1)) == ""
