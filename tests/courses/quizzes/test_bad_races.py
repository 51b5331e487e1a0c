"""The same press twenty times at once, with all that can stand before a start."""

from typing import Any

import pytest

from courses.quizzes import services
from courses.quizzes.errors import CodeWanted, NoAttemptsLeft, RequiresFirst
from courses.quizzes.gates.checking import Brought
from courses.quizzes.models import Attempt
from courses.quizzes.taking.services import leave_page, set_flag
from courses.quizzes.terms.breaks import take_break
from courses.quizzes.terms.models import Break
from tests.support.make_quizzes import (
    enrol,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    publish,
)
from tests.support.make_sections import make_draw, make_pool
from tests.support.make_terms import accommodation, override_of
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_01_a_start_with_draws_a_code_and_an_exception_is_one_attempt() -> None:
    quiz = make_quiz(is_published=False, access_code="Rose", attempts_allowed=1)
    make_draw(quiz, 3, topic=make_pool(quiz, 9)[0].topic_id)
    publish(quiz.course)
    user = make_learner()
    enrol(user, quiz.course)
    override_of(quiz, user, time_limit_minutes=30)

    def start(number: int) -> Any:
        brought = Brought(code="rose" if number % 2 else "wrong")
        return services.start_attempt(user, quiz, after=0, brought=brought).pk

    outcomes = at_once(20, start)
    attempt = Attempt.objects.get()
    assert all(one == attempt.pk or isinstance(one, CodeWanted) for one in outcomes)
    slots = [place["slot"] for place in attempt.layout]
    assert len(slots) == len(set(slots))
    assert attempt.deadline_at is not None


def test_01_nothing_starts_before_what_comes_first_and_no_attempt_too_many() -> None:
    first = make_quiz(is_published=False)
    second = make_quiz(first.course, requires=[{"quiz": first.key}], attempts_allowed=1)
    user = make_learner()
    enrol(user, second.course)
    refused = at_once(20, lambda _: services.start_attempt(user, second, after=0).pk)
    assert {type(one) for one in refused} == {RequiresFirst}
    make_graded(first, user)
    at_once(20, lambda _: services.start_attempt(user, second, after=0).pk)
    attempt = Attempt.objects.get(quiz=second)
    services.submit_attempt(attempt.public_id, user)
    again = at_once(20, lambda _: services.start_attempt(user, second).pk)
    assert {type(one) for one in again} == {NoAttemptsLeft}
    assert Attempt.objects.filter(quiz=second).count() == 1


def test_16_a_page_is_left_once_however_often_it_is_pressed() -> None:
    attempt = make_attempt(make_quiz(order="sequential", per_page=1))
    key, user = attempt.public_id, attempt.user
    found = at_once(20, lambda _: leave_page(key, user, since=0, is_sure=True).reached)
    assert found == [1] * 20


def test_16_flags_set_at_once_are_all_there() -> None:
    attempt = make_attempt()
    slots = [place["slot"] for place in attempt.layout]
    key, user = attempt.public_id, attempt.user
    at_once(
        12, lambda number: set_flag(key, user, slot_id=slots[number % len(slots)], is_set=True).pk
    )
    attempt.refresh_from_db()
    assert attempt.flags == slots


def test_01_a_break_taken_twenty_times_is_one() -> None:
    user = make_learner()
    accommodation(user, break_minutes=10)
    attempt = make_attempt(make_quiz(time_limit_minutes=20), user)
    ends = at_once(20, lambda _: take_break(attempt.public_id, user).deadline_at)
    assert len(set(map(str, ends))) == 1
    assert Break.objects.count() == 1
