from datetime import UTC, datetime, timedelta

import pytest

from courses.quizzes.deadlines import (
    clock_face,
    cut_off,
    deadline_of,
    is_over,
    is_time_up,
    seconds_left,
)
from courses.quizzes.models import Attempt, QuizEdition
from courses.quizzes.terms.in_effect import in_effect

NOON = datetime(2027, 3, 28, 12, tzinfo=UTC)
QUIZ = QuizEdition(grace_seconds=10)
ATTEMPT = Attempt(deadline_at=NOON)


def after(seconds: float) -> datetime:
    return NOON + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("limit", "closes", "expected"),
    [
        (None, None, None),
        (20, None, after(1200)),
        (None, after(60), after(60)),
        (20, after(60), after(60)),
        (1, after(90), after(60)),
    ],
)
def test_the_deadline_is_the_earlier_of_limit_and_closing(
    limit: int | None, closes: datetime | None, expected: datetime | None
) -> None:
    terms = in_effect(QuizEdition(time_limit_minutes=limit, closes_at=closes))
    assert deadline_of(terms, NOON) == expected


@pytest.mark.parametrize(
    ("seconds", "time_up", "over"),
    [(-1, False, False), (0, True, False), (10, True, False), (10.001, True, True)],
)
def test_21_the_grace_ends_the_saving_and_not_before(
    seconds: float, time_up: bool, over: bool
) -> None:
    now = after(seconds)
    assert (is_time_up(ATTEMPT, now), is_over(ATTEMPT, QUIZ, now)) == (time_up, over)


def test_without_deadline_nothing_is_ever_over() -> None:
    free = Attempt(deadline_at=None)
    assert cut_off(free, QUIZ) is None
    assert not is_over(free, QUIZ, after(10**9))
    assert seconds_left(free, NOON) is None


@pytest.mark.parametrize(("seconds", "left"), [(-90.5, 90), (0, 0), (5, 0)])
def test_the_time_left_is_whole_and_never_negative(seconds: float, left: int) -> None:
    assert seconds_left(ATTEMPT, after(seconds)) == left


@pytest.mark.parametrize(
    ("seconds", "face"), [(None, ""), (0, "0:00"), (65, "1:05"), (3599, "59:59"), (3850, "1:04:10")]
)
def test_the_clock_is_read_as_people_write_it(seconds: int | None, face: str) -> None:
    assert clock_face(seconds) == face
