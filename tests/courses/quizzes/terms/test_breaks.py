from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.urls import reverse

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.errors import NoBreakLeft, NoSuchAttempt, NotUnderWay
from courses.quizzes.models import Attempt
from courses.quizzes.terms.breaks import break_left, go_on, is_on_break, take_break
from courses.quizzes.terms.models import Break
from tests.support import make
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz, save
from tests.support.make_terms import accommodation
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def with_breaks(minutes: int = 10, **settings: Any) -> Attempt:
    user = make_learner()
    accommodation(user, break_minutes=minutes)
    return make_attempt(make_quiz(**{"time_limit_minutes": 20} | settings), user)


def on_break(attempt: Attempt) -> Attempt:
    return take_break(attempt.public_id, attempt.user)


def back(attempt: Attempt, *, minutes: int) -> None:
    """As if the break had begun so much earlier."""
    taken = Break.objects.get(attempt=attempt, ended_at=None)
    Break.objects.filter(pk=taken.pk).update(
        began_at=taken.began_at - minutes * MINUTE, ends_at=taken.ends_at - minutes * MINUTE
    )
    attempt.refresh_from_db()
    assert attempt.break_until
    attempt.break_until -= minutes * MINUTE
    attempt.save()


class TestTaking:
    def test_the_clock_stands_still_for_all_that_is_left_on_record(self) -> None:
        attempt = with_breaks()
        taken = on_break(attempt)
        assert attempt.deadline_at and taken.deadline_at == attempt.deadline_at + 10 * MINUTE
        assert is_on_break(taken, database_now())
        assert (break_left(taken), taken.extensions.get().kind) == (0, "break")

    def test_ending_early_gives_back_what_was_not_used(self) -> None:
        attempt = with_breaks()
        on_break(attempt)
        back(attempt, minutes=4)
        ended = go_on(attempt.public_id, attempt.user)
        assert attempt.deadline_at and ended.promised_at and ended.deadline_at
        used = (ended.deadline_at - ended.promised_at).total_seconds()
        assert 240 <= used <= 245
        assert 355 <= break_left(ended) <= 360
        assert sum(ended.extensions.values_list("seconds", flat=True)) == used
        assert not is_on_break(ended, database_now())

    def test_what_is_left_is_taken_in_a_second_break(self) -> None:
        attempt = with_breaks()
        for _ in range(2):
            on_break(attempt)
            back(attempt, minutes=3)
            go_on(attempt.public_id, attempt.user)
        attempt.refresh_from_db()
        assert 230 <= break_left(attempt) <= 240
        assert Break.objects.filter(ended_at__isnull=False).count() == 2

    def test_with_the_browser_closed_it_ends_when_nothing_is_left(self) -> None:
        attempt = with_breaks()
        on_break(attempt)
        back(attempt, minutes=11)
        attempt.refresh_from_db()
        assert not is_on_break(attempt, database_now())
        with pytest.raises(NoBreakLeft):
            on_break(attempt)

    def test_the_end_of_the_attempt_waits_for_the_break(self) -> None:
        attempt = with_breaks()
        on_break(attempt)
        assert attempt.deadline_at
        run_jobs(at=attempt.deadline_at + MINUTE)
        attempt.refresh_from_db()
        assert attempt.state == Attempt.State.OPEN

    def test_asked_twice_it_is_one_break(self) -> None:
        attempt = with_breaks()
        first, second = on_break(attempt), on_break(attempt)
        assert (first.deadline_at, Break.objects.count()) == (second.deadline_at, 1)
        for _ in range(2):
            go_on(attempt.public_id, attempt.user)
        assert attempt.extensions.count() == 2

    def test_answers_that_were_on_their_way_count(self) -> None:
        attempt = with_breaks()
        on_break(attempt)
        assert save(attempt, "a").late is False

    def test_an_accommodation_set_meanwhile_brings_breaks(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=20))
        with pytest.raises(NoBreakLeft):
            on_break(attempt)
        accommodation(attempt.user, break_minutes=5)
        run_jobs()
        assert is_on_break(on_break(attempt), database_now())

    def test_an_attempt_without_an_end_needs_none(self) -> None:
        attempt = with_breaks(time_limit_minutes=None)
        with pytest.raises(NoBreakLeft):
            on_break(attempt)

    def test_after_the_end_there_is_none(self) -> None:
        attempt = with_breaks()
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(NotUnderWay):
            on_break(attempt)

    def test_23_anothers_attempt_has_none_for_me(self) -> None:
        attempt = with_breaks()
        with pytest.raises(NoSuchAttempt):
            take_break(attempt.public_id, make_learner())


class TestPages:
    def test_the_questions_are_hidden_until_one_goes_on(self) -> None:
        attempt = with_breaks()
        client, address = make.client_for(attempt.user), [attempt.public_id]
        page = client.get(reverse("quizzes:attempt", args=address)).content.decode()
        assert "Take a break" in page
        client.post(reverse("quizzes:break", args=address))
        for name in ("attempt", "check"):
            hidden = client.get(reverse(f"quizzes:{name}", args=address))
            assert hidden["Location"] == reverse("quizzes:break", args=address)
        assert "You are on a break" in client.get(hidden["Location"]).content.decode()
        client.post(reverse("quizzes:break_end", args=address))
        assert client.get(reverse("quizzes:attempt", args=address)).status_code == 200

    def test_without_scripts_the_button_saves_first(self) -> None:
        attempt = with_breaks()
        client = make.client_for(attempt.user)
        address = [attempt.public_id]
        answered = client.post(reverse("quizzes:save", args=address), {"break": "1", "page": "1"})
        assert answered["Location"] == reverse("quizzes:break", args=address)

    def test_the_page_of_a_break_asks_the_attempt_alone(self) -> None:
        attempt = with_breaks()
        client = make.client_for(attempt.user)
        url = reverse("quizzes:break", args=[attempt.public_id])
        client.get(url)
        with assert_queries(3 + (connection.vendor == "postgresql")):
            assert client.get(url).status_code == 200
