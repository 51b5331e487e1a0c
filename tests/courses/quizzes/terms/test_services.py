from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.errors import BadSettings, NoAttemptsLeft, NotOpenYet, TooSoon
from courses.quizzes.models import Attempt
from courses.quizzes.queries import attempts_left
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.queries import terms_for, terms_in, terms_of
from courses.quizzes.terms.services import (
    end_override,
    grant_attempt,
    put_back,
    set_override,
    take_back_attempt,
)
from tests.support import make, make_cohorts
from tests.support.make_quizzes import enrol, make_attempt, make_learner, make_quiz
from tests.support.make_terms import accommodation, override_for, override_of
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def submitted(quiz: Any, user: Any) -> Attempt:
    attempt = make_attempt(quiz, user)
    return services.submit_attempt(attempt.public_id, user)


class TestStart:
    def test_an_accommodation_lengthens_the_next_attempt(self) -> None:
        quiz, user = make_quiz(time_limit_minutes=45), make_learner()
        accommodation(user, time_percent=150, break_minutes=20)
        attempt = make_attempt(quiz, user)
        assert attempt.deadline_at == attempt.started_at + timedelta(seconds=4050)
        assert attempt.break_seconds == 1200

    def test_after_the_last_attempt_there_is_one_more_for_whom_it_was_granted(self) -> None:
        quiz, user = make_quiz(attempts_allowed=1), make_learner()
        first = submitted(quiz, user)
        assert attempts_left(user, first.quiz_edition) == 0
        with pytest.raises(NoAttemptsLeft):
            services.start_attempt(user, quiz)
        grant_attempt(quiz, user, by=make.instructor(), reason="The lamp fell")
        assert attempts_left(user, first.quiz_edition) == 1
        assert services.start_attempt(user, quiz).number == 2

    def test_for_a_wait_the_next_start_is_named(self) -> None:
        quiz, user = make_quiz(wait_minutes=30), make_learner()
        first = submitted(quiz, user)
        with pytest.raises(TooSoon) as caught:
            services.start_attempt(user, quiz)
        assert first.submitted_at and caught.value.again_at == first.submitted_at + 30 * MINUTE

    def test_without_a_wait_by_an_override_one_starts_at_once(self) -> None:
        quiz, user = make_quiz(wait_minutes=30), make_learner()
        submitted(quiz, user)
        override_of(quiz, user, wait_minutes=0)
        assert services.start_attempt(user, quiz).number == 2

    def test_what_an_override_opens_is_open_to_that_person_alone(self) -> None:
        quiz = make_quiz(opens_at=database_now() + timedelta(days=1))
        user, other = make_learner(), make_learner()
        override_of(quiz, user, opens_at=database_now() - MINUTE)
        assert make_attempt(quiz, user).number == 1
        with pytest.raises(NotOpenYet):
            make_attempt(quiz, other)


class TestOverride:
    def test_a_change_keeps_what_was_before(self) -> None:
        quiz, user = make_quiz(), make_learner()
        override_of(quiz, user, extra_attempts=1)
        now = override_of(quiz, user, extra_attempts=2)
        ended = Override.objects.get(ended_at__isnull=False)
        assert (ended.extra_attempts, Override.objects.get(ended_at=None)) == (1, now)

    def test_one_that_ended_may_be_put_back(self) -> None:
        quiz, user = make_quiz(), make_learner()
        by = make.instructor()
        made = override_of(quiz, user, time_limit_minutes=5, note="Why")
        assert end_override(made, by=by) is True
        assert end_override(made, by=by) is False
        made.refresh_from_db()
        again = put_back(made, by=by)
        assert again and (again.time_limit_minutes, again.note) == (5, "Why")
        assert put_back(made, by=by) is None

    @pytest.mark.parametrize(
        ("chosen", "field"),
        [
            ({}, "opens_at"),
            ({"time_limit_minutes": 0}, "time_limit_minutes"),
            ({"time_limit_minutes": 5, "is_untimed": True}, "time_limit_minutes"),
            ({"attempts_allowed": 0}, "attempts_allowed"),
            ({"attempts_allowed": 2, "extra_attempts": 1}, "extra_attempts"),
        ],
    )
    def test_what_contradicts_itself_is_told_at_its_field(
        self, chosen: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(BadSettings) as caught:
            set_override(make_quiz(), by=make.instructor(), user=make_learner(), **chosen)
        assert field in caught.value.errors
        assert not Override.objects.exists()

    def test_closing_before_the_quiz_opens_is_told(self) -> None:
        now = database_now()
        with pytest.raises(BadSettings) as caught:
            override_of(make_quiz(opens_at=now), make_learner(), closes_at=now - MINUTE)
        assert list(caught.value.errors) == ["closes_at"]

    def test_an_attempt_granted_may_be_taken_back(self) -> None:
        quiz, user, by = make_quiz(attempts_allowed=1), make_learner(), make.instructor()
        grant_attempt(quiz, user, by=by, reason="-")
        grant_attempt(quiz, user, by=by, reason="-")
        take_back_attempt(quiz, user, by=by)
        assert Override.objects.get(ended_at=None).extra_attempts == 1
        take_back_attempt(quiz, user, by=by)
        assert not Override.objects.filter(ended_at=None).exists()

    def test_an_attempt_granted_leaves_the_rest_of_an_exception(self) -> None:
        quiz, user = make_quiz(), make_learner()
        override_of(quiz, user, time_limit_minutes=30, note="Late bus")
        made = grant_attempt(quiz, user, by=make.instructor(), reason="")
        assert (made.time_limit_minutes, made.extra_attempts, made.note) == (30, 1, "Late bus")


class TestReads:
    @pytest.mark.parametrize("rows", [1, 3])
    def test_the_terms_of_many_cost_what_those_of_one_cost(self, rows: int) -> None:
        quiz = make_quiz(time_limit_minutes=20)
        published = quiz.editions.get()
        cohort = make_cohorts.cohort()
        override_for(quiz, cohort, time_limit_minutes=30)
        people = [make_cohorts.member(cohort).user for _ in range(rows)]
        accommodation(people[0], time_percent=200)
        with assert_queries(3):
            found = terms_of([person.pk for person in people], published)
        assert found[people[0].pk].time_limit == 60 * MINUTE
        assert all(found[person.pk].time_limit == 30 * MINUTE for person in people[1:])
        with assert_queries(2):
            assert terms_for(people[0].pk, published) == found[people[0].pk]
        with assert_queries(2):
            assert terms_in(people[0].pk, [published]) == {quiz.pk: found[people[0].pk]}

    def test_a_start_asks_two_queries_for_them(self) -> None:
        quiz, user = make_quiz(time_limit_minutes=20), make_learner()
        enrol(user, quiz.course)
        make_attempt(make_quiz(time_limit_minutes=20))
        with assert_queries(9 + (connection.vendor == "postgresql")):
            services.start_attempt(user, quiz)
