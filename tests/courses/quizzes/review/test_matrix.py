"""What shows, over every moment and every choice of parts."""

from datetime import UTC, datetime, timedelta
from itertools import chain, combinations, product

import pytest

from courses.quizzes.review.matrix import (
    EVERYTHING,
    JUST_AFTER_MINUTES,
    Later,
    Moment,
    Part,
    Shows,
    held_back,
    moment_of,
    what_shows,
)

HANDED_IN = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
SOON = HANDED_IN + timedelta(minutes=JUST_AFTER_MINUTES)
CLOSES = HANDED_IN + timedelta(days=14)
SUBSETS = list(chain.from_iterable(combinations(Part, n) for n in range(len(Part) + 1)))


@pytest.mark.parametrize("moment", Moment)
def test_without_a_choice_all_shows_but_the_key_to_those_who_may_try_again(moment: Moment) -> None:
    assert what_shows({}, moment=moment, is_settled=True) == EVERYTHING
    held = what_shows({}, moment=moment, is_settled=False)
    assert held.parts == set(Part) - {Part.KEY}


@pytest.mark.parametrize(("moment", "chosen"), list(product(Moment, SUBSETS)))
def test_every_choice_shows_itself_except_what_tells_right_from_wrong(
    moment: Moment, chosen: tuple[Part, ...]
) -> None:
    expected = set(chosen)
    if Part.CORRECTNESS not in expected:
        expected -= {Part.FEEDBACK, Part.KEY}
    for is_settled in (True, False):
        review = {moment.value: [part.value for part in chosen]}
        assert what_shows(review, moment=moment, is_settled=is_settled).parts == expected


def test_a_moment_that_was_not_chosen_is_automatic() -> None:
    review: dict[str, list[str]] = {"open": [], "just_after": []}
    assert what_shows(review, moment=Moment.CLOSED, is_settled=True) == EVERYTHING


def test_unknown_parts_are_passed_over() -> None:
    assert what_shows({"open": ["moon"]}, moment=Moment.OPEN, is_settled=True) == Shows()


@pytest.mark.parametrize("points", [True, False])
def test_points_of_a_question_need_that_right_and_wrong_is_told(points: bool) -> None:
    assert not Shows(points=points).question_points
    assert Shows(points=points, correctness=True).question_points is points


def test_moments_follow_each_other() -> None:
    def at(now: datetime, closes: datetime | None = CLOSES) -> Moment:
        return moment_of(now=now, submitted_at=HANDED_IN, closes_at=closes)

    second = timedelta(seconds=1)
    assert moment_of(now=SOON, submitted_at=None, closes_at=CLOSES) == Moment.DURING
    assert at(HANDED_IN) == at(SOON - second) == Moment.JUST_AFTER
    assert at(SOON) == at(CLOSES - second) == Moment.OPEN
    assert at(CLOSES) == Moment.CLOSED
    assert at(CLOSES + timedelta(days=900), closes=None) == Moment.OPEN
    assert at(HANDED_IN, closes=HANDED_IN) == Moment.CLOSED


def held(review: dict[str, list[str]], now: datetime, closes: datetime | None) -> list[Later]:
    return held_back(review, now=now, submitted_at=HANDED_IN, closes_at=closes, is_settled=True)


def test_what_is_held_back_says_when_it_shows() -> None:
    rest = (Part.RESPONSE, Part.CORRECTNESS, Part.FEEDBACK, Part.KEY, Part.PASSAGE)
    review = {"just_after": ["points"], "open": ["points", "response"]}
    assert held(review, HANDED_IN, CLOSES) == [
        Later((Part.RESPONSE,), SOON),
        Later(rest[1:], CLOSES, is_closing=True),
    ]
    assert held(review, SOON, CLOSES) == [Later(rest[1:], CLOSES, is_closing=True)]
    assert held(review, CLOSES, CLOSES) == []


def test_without_a_closing_it_is_said_that_it_never_shows() -> None:
    review: dict[str, list[str]] = {"just_after": ["points"], "open": []}
    assert held(review, SOON, None) == [Later(tuple(Part), None)]


def test_what_shows_only_just_after_is_not_promised_again() -> None:
    review = {"just_after": [part.value for part in Part], "open": [], "closed": []}
    assert held(review, SOON, CLOSES) == [Later(tuple(Part), None)]


def test_a_closing_within_the_first_minutes_comes_before_later() -> None:
    soon = HANDED_IN + timedelta(minutes=1)
    review: dict[str, list[str]] = {"just_after": [], "open": ["points"]}
    assert held(review, HANDED_IN, soon) == [Later(tuple(Part), soon, is_closing=True)]
