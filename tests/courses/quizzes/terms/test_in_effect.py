from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from courses.quizzes.models import QuizEdition
from courses.quizzes.terms.in_effect import Changed, Needs, Origin, Terms, in_effect

NOON = datetime(2027, 3, 28, 12, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
SPRING, SUMMER = "Spring", "Summer"


def quiz(**settings: Any) -> QuizEdition:
    told = {"opens_at": NOON, "closes_at": NOON + HOUR, "time_limit_minutes": 45}
    return QuizEdition(**told, attempts_allowed=2, wait_minutes=60, **settings)


def test_what_nobody_changed_is_what_the_quiz_says() -> None:
    terms = in_effect(quiz())
    assert terms == Terms(NOON, NOON + HOUR, 45 * MINUTE, 2, HOUR, timedelta(0))
    assert {source.origin for source in terms.because.values()} == {Origin.QUIZ}


def test_a_field_left_empty_changes_nothing() -> None:
    terms = in_effect(quiz(), [Changed(closes_at=NOON + 2 * HOUR)])
    assert (terms.closes_at, terms.opens_at) == (NOON + 2 * HOUR, NOON)
    assert terms.because["opens_at"].origin == Origin.QUIZ


@pytest.mark.parametrize(
    ("field", "one", "other", "holds"),
    [
        ("opens_at", NOON - HOUR, NOON + HOUR, NOON - HOUR),
        ("closes_at", NOON, NOON + HOUR, NOON + HOUR),
        ("time_limit", 10 * MINUTE, 30 * MINUTE, 30 * MINUTE),
        ("attempts_allowed", 1, 3, 3),
        ("wait", HOUR, MINUTE, MINUTE),
    ],
)
def test_of_several_cohorts_the_most_generous_holds_for_each_field(
    field: str, one: Any, other: Any, holds: Any
) -> None:
    changes = [Changed(SPRING, **{field: one}), Changed(SUMMER, **{field: other})]
    for order in (changes, changes[::-1]):
        assert getattr(in_effect(quiz(), order), field) == holds


def test_a_cohort_may_have_less_than_the_quiz_says() -> None:
    terms = in_effect(quiz(), [Changed(SPRING, time_limit=10 * MINUTE)])
    assert terms.time_limit == 10 * MINUTE


def test_what_is_set_for_a_person_goes_before_what_is_set_for_cohorts() -> None:
    changes = [Changed(time_limit=10 * MINUTE), Changed(SPRING, time_limit=90 * MINUTE)]
    source = in_effect(quiz(), changes).because["time_limit"]
    assert [(step.origin, step.value) for step in source.steps] == [
        (Origin.QUIZ, 45 * MINUTE),
        (Origin.COHORT, 90 * MINUTE),
        (Origin.PERSON, 10 * MINUTE),
    ]


def test_more_attempts_come_on_top_of_what_holds() -> None:
    changes = [Changed(SPRING, attempts_allowed=4), Changed(extra_attempts=1)]
    assert in_effect(quiz(), changes, Needs(extra_attempts=2)).attempts_allowed == 7


def test_more_attempts_than_as_many_as_one_likes_are_still_that() -> None:
    free = QuizEdition(attempts_allowed=None)
    terms = in_effect(free, [Changed(extra_attempts=1)], Needs(extra_attempts=2))
    assert (terms.attempts_allowed, terms.left(99)) == (None, None)


def test_an_accommodation_multiplies_to_the_second_and_says_what_it_replaced() -> None:
    terms = in_effect(quiz(), needs=Needs(time_percent=150, breaks=20 * MINUTE))
    assert (terms.time_limit, terms.breaks) == (timedelta(minutes=67, seconds=30), 20 * MINUTE)
    source = terms.because["time_limit"]
    assert (source.origin, source.percent) == (Origin.ACCOMMODATION, 150)
    assert source.before and source.before.value == 45 * MINUTE


def test_an_accommodation_multiplies_what_an_override_set() -> None:
    terms = in_effect(quiz(), [Changed(time_limit=60 * MINUTE)], Needs(time_percent=125))
    assert terms.time_limit == 75 * MINUTE


@pytest.mark.parametrize(
    "given", [{"needs": Needs(is_untimed=True)}, {"overrides": [Changed(is_untimed=True)]}]
)
def test_without_a_time_limit_the_closing_still_holds(given: dict[str, Any]) -> None:
    terms = in_effect(quiz(), **given)
    assert (terms.time_limit, terms.closes_at) == (None, NOON + HOUR)


def test_a_quiz_without_a_limit_gets_none_by_an_accommodation() -> None:
    terms = in_effect(QuizEdition(), needs=Needs(time_percent=200))
    assert terms.time_limit is None
    assert terms.because["time_limit"].origin == Origin.QUIZ
