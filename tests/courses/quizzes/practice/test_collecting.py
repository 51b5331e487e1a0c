"""Cards from grades: what was not right, once, corrected by later gradings."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from courses.learning.tasks import attempt_graded
from courses.quizzes.models import Attempt
from courses.quizzes.practice.collecting import collect, is_practised
from courses.quizzes.practice.models import PracticeCard
from courses.quizzes.practice.queries import queue_of
from courses.quizzes.services.grades import grade_again, result_of
from courses.quizzes.types.registry import all_kinds
from tests.courses.quizzes.practice.support import TWO_WRONG, cards, mistakes, pass_days
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support.make_quizzes import (
    RIGHT,
    SINGLE,
    answer_all,
    make_attempt,
    make_graded,
    make_quiz,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def kinds_of(found: list[PracticeCard]) -> list[str]:
    return [card.question.kind for card in found]


def test_what_was_wrong_or_blank_becomes_a_card_and_what_was_right_does_not() -> None:
    attempt = mistakes(("b", None, "190", "Palermo"))
    assert kinds_of(cards()) == ["single_choice", "true_false"]
    card = cards()[0]
    assert (card.user, card.box, card.left, card.missed_at) == (
        attempt.user,
        1,
        "",
        attempt.submitted_at,
    )
    assert timedelta(hours=23) < card.due_at - timezone.now() <= timedelta(days=1)


def test_however_often_the_event_comes_there_is_one_card() -> None:
    attempt = mistakes()
    PracticeCard.objects.update(box=3)
    attempt_graded(attempt_id=attempt.pk)
    assert [card.box for card in cards()] == [3, 3]


@pytest.mark.parametrize("name", [member.name for member in all_kinds() if member.is_answered])
def test_only_what_a_machine_can_grade_with_a_key_is_practised(name: str) -> None:
    never = {"essay", "file_answer", "survey", "scenario"}
    assert is_practised(name) == (name not in never)


def test_a_survey_left_blank_is_no_mistake() -> None:
    survey = ladder_of("survey").spec
    mistakes(("b", None), quiz=make_quiz(specs=(("single_choice", SINGLE), ("survey", survey))))
    assert kinds_of(cards()) == ["single_choice"]


def test_a_later_mistake_brings_the_card_back_to_the_first_box() -> None:
    first = mistakes(quiz=make_quiz(attempts_allowed=None))
    PracticeCard.objects.update(box=4, left="known")
    second = mistakes(("b", True, "190", "Palermo"), quiz=first.quiz, user=first.user)
    assert [(card.box, card.left, card.attempt) for card in cards()] == [
        (1, "", second),
        (4, "known", first),
    ]


def test_an_older_attempt_graded_again_moves_nothing() -> None:
    first = mistakes(quiz=make_quiz(attempts_allowed=None))
    second = mistakes(quiz=first.quiz, user=first.user)
    PracticeCard.objects.update(box=2)
    collect(first.pk)
    assert {(card.box, card.attempt) for card in cards()} == {(2, second)}


def regraded(attempt: Attempt, values: tuple[Any, ...]) -> None:
    """As if the key had been another."""
    slots = sorted(place["slot"] for place in attempt.layout)
    attempt.snapshot = dict(zip(map(str, slots), values, strict=True))
    assert grade_again(attempt, result_of(attempt))
    collect(attempt.pk)


def test_what_a_later_grading_finds_right_has_no_card_any_more() -> None:
    attempt = mistakes()
    regraded(attempt, ("b", True, "190", "Palermo"))
    assert kinds_of(cards()) == ["single_choice"]
    regraded(attempt, RIGHT)
    assert cards() == []


def test_mistakes_of_a_void_attempt_are_not_practised_and_come_back_with_it() -> None:
    attempt = mistakes()
    pass_days(1)
    assert len(queue_of(attempt.user).due) == 2
    Attempt.objects.update(state=Attempt.State.VOID)
    assert queue_of(attempt.user).is_empty
    Attempt.objects.update(state=Attempt.State.GRADED)
    assert len(queue_of(attempt.user).due) == 2


def test_an_attempt_under_way_has_no_mistakes_yet() -> None:
    attempt = make_attempt()
    answer_all(attempt, TWO_WRONG)
    collect(attempt.pk)
    assert cards() == []


def test_a_grade_without_mistakes_costs_one_query() -> None:
    attempt = make_graded()
    with assert_queries(1):
        collect(attempt.pk)


@pytest.mark.parametrize(("values", "count"), [(("b", True, "190", "Palermo"), 1), (TWO_WRONG, 2)])
def test_mistakes_cost_as_many_queries_however_many(values: tuple[Any, ...], count: int) -> None:
    attempt = make_graded(values=values)
    # PostgreSQL is asked for its clock.
    with assert_queries(4 + (connection.vendor == "postgresql")):
        collect(attempt.pk)
    assert len(cards()) == count
