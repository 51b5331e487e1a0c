"""Time that an outage took comes back, to the second and once, whoever comes first."""

import math
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from courses.outbox import outages
from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat, Job, Outage
from courses.quizzes import errors, services
from courses.quizzes.models import Answer, Attempt, Extension
from courses.quizzes.services import attempts, giving_back
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import enrol, make_attempt, make_learner, make_quiz, save
from tests.support.queries import assert_queries
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db

MINUTES = timedelta(minutes=1)


def timed(*, started: float, deadline: float, **settings: Any) -> Attempt:
    """An attempt that started and ends so many minutes from now (negative: ago)."""
    attempt = make_attempt(make_quiz(time_limit_minutes=20, **settings))
    now = database_now()
    attempt.started_at = now + started * MINUTES
    attempt.deadline_at = now + deadline * MINUTES
    attempt.save(update_fields=["started_at", "deadline_at"])
    Job.objects.all().delete()
    return attempt


def outage(began: float, ended: float) -> Outage:
    """Recorded, in minutes from now."""
    now = database_now()
    return Outage.objects.create(
        component=outages.WEB, began_at=now + began * MINUTES, ended_at=now + ended * MINUTES
    )


def web_last_seen(minutes_ago: float) -> None:
    beat_at = database_now() - minutes_ago * MINUTES
    Heartbeat.objects.update_or_create(name=outages.WEB, defaults={"beat_at": beat_at})


def given(attempt: Attempt) -> int:
    """Seconds by which the deadline has moved; the record says the same."""
    before = attempt.deadline_at
    now = Attempt.objects.get(pk=attempt.pk)
    assert before and now.deadline_at
    moved = (now.deadline_at - before).total_seconds()
    recorded = sum(attempt.extensions.values_list("seconds", flat=True))
    assert moved == recorded == now.given_back_seconds
    return int(moved)


def lost() -> int:
    """Seconds of the one outage on record, a second begun counted whole: however long the machine
    took before the web was seen again."""
    outage = Outage.objects.get()
    return math.ceil((outage.ended_at - outage.began_at).total_seconds())


class TestTheOutagesOwnJob:
    def test_an_outage_within_an_attempt_is_given_back_to_the_second(self) -> None:
        attempt = timed(started=-10, deadline=10)
        services.give_back_outage(outage(-6, -2).pk)
        assert given(attempt) == 240

    def test_only_what_of_it_fell_into_the_attempt(self) -> None:
        attempt = timed(started=-5, deadline=10)
        recorded = outage(-60, 0)
        assert services.give_back_outage(recorded.pk) == 1
        expected = (recorded.ended_at - attempt.started_at).total_seconds()
        assert given(attempt) == -(-expected // 1)

    def test_one_that_swallowed_the_deadline_leaves_the_time_that_was_left(self) -> None:
        """Two minutes were left when it began; two are left when it is over."""
        attempt = timed(started=-30, deadline=-8)
        recorded = outage(-10, -1)
        services.give_back_outage(recorded.pk)
        attempt.refresh_from_db()
        assert attempt.deadline_at
        left = (attempt.deadline_at - recorded.ended_at).total_seconds()
        # A slow machine takes a while between the deadline and the outage that swallows it.
        assert 90 < left < 121

    def test_again_it_changes_nothing(self) -> None:
        attempt = timed(started=-10, deadline=10)
        recorded = outage(-6, -2)
        moved = [services.give_back_outage(recorded.pk) for _ in range(3)]
        assert (moved, given(attempt)) == ([1, 0, 0], 240)

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)])
    def test_two_outages_are_given_back_each_for_itself(self, order: tuple[int, int]) -> None:
        attempt = timed(started=-10, deadline=10)
        recorded = outage(-9, -8), outage(-6, -4)
        for place in order:
            services.give_back_outage(recorded[place].pk)
        assert given(attempt) == 180
        assert Extension.objects.count() == 2

    def test_a_later_outage_is_given_back_besides_the_earlier(self) -> None:
        attempt = timed(started=-10, deadline=10)
        services.give_back_outage(outage(-9, -8).pk)
        services.give_back_outage(outage(-6, -4).pk)
        assert given(attempt) == 180

    def test_the_new_end_has_its_job(self) -> None:
        attempt = timed(started=-10, deadline=10)
        services.give_back_outage(outage(-6, -2).pk)
        attempt.refresh_from_db()
        assert attempt.deadline_at
        job = Job.objects.get(task="quizzes.expire_attempt")
        assert job.due_at == attempt.deadline_at + timedelta(seconds=10)

    def test_the_record_names_the_outage_and_nobody(self) -> None:
        attempt = timed(started=-10, deadline=10)
        recorded = outage(-6, -2)
        services.give_back_outage(recorded.pk)
        extension = attempt.extensions.get()
        assert (extension.outage, extension.granted_by) == (recorded, None)
        assert extension.reason

    def test_an_attempt_that_ended_before_gets_nothing(self) -> None:
        attempt = timed(started=-30, deadline=-10)
        services.give_back_outage(outage(-6, -2).pk)
        assert given(attempt) == 0

    def test_an_attempt_that_started_after_gets_nothing(self) -> None:
        attempt = timed(started=-1, deadline=10)
        services.give_back_outage(outage(-6, -2).pk)
        assert given(attempt) == 0

    def test_a_submitted_attempt_gets_nothing(self) -> None:
        attempt = timed(started=-10, deadline=10)
        services.submit_attempt(attempt.public_id, attempt.user)
        services.give_back_outage(outage(-6, -2).pk)
        assert given(attempt) == 0

    def test_an_attempt_without_limit_gets_nothing(self) -> None:
        attempt = make_attempt()
        assert services.give_back_outage(outage(-6, -2).pk) == 0
        assert attempt.extensions.count() == 0

    def test_an_attempt_that_the_closing_ends_gets_it_too(self) -> None:
        closing = database_now() + 5 * MINUTES
        attempt = make_attempt(make_quiz(closes_at=closing))
        Attempt.objects.filter(pk=attempt.pk).update(started_at=database_now() - 10 * MINUTES)
        services.give_back_outage(outage(-6, -2).pk)
        assert given(attempt) == 240

    def test_the_whole_way_from_the_beat(self) -> None:
        attempt = timed(started=-10, deadline=10)
        web_last_seen(4)
        outages.beat()
        run_jobs()
        assert given(attempt) == lost() >= 240


class TestWhoComesBeforeTheJob:
    """Time ran out three minutes ago, in an outage that began five minutes ago."""

    def test_a_save_just_after_the_return_is_in_time(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        assert save(attempt, "a").late is False
        assert Outage.objects.count() == 1
        assert given(attempt) == lost() >= 300

    def test_a_save_after_a_recorded_outage_is_in_time(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        outage(-5, 0)
        assert save(attempt, "a").late is False
        assert given(attempt) == lost() >= 300

    def test_a_form_without_javascript_too(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        slot = attempt.layout[0]["slot"]
        services.save_page(attempt.public_id, attempt.user, values={slot: "a"}, seen={slot: ""})
        assert not Answer.objects.get().is_late

    def test_the_learner_submits_not_the_clock(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        submitted = services.submit_attempt(attempt.public_id, attempt.user)
        assert submitted.submitted_by == "learner"

    def test_the_start_page_goes_on_with_it(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        assert services.start_attempt(attempt.user, attempt.quiz).pk == attempt.pk

    def test_then_the_job_gives_nothing_more(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        save(attempt, "a")
        before = given(attempt)
        run_jobs()
        assert given(attempt) == before

    def test_the_end_that_was_due_meanwhile_finds_the_new_one(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        outage(-5, 0)
        assert services.expire_attempt(attempt.pk) is False
        assert given(attempt) == lost() >= 300
        assert Job.objects.filter(task="quizzes.expire_attempt").count() == 1

    def test_without_an_outage_late_is_late(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(0)
        with pytest.raises(errors.TooLate):
            save(attempt, "a")

    def test_in_time_nobody_asks_for_outages(self) -> None:
        attempt = timed(started=-15, deadline=3)
        web_last_seen(5)
        with assert_queries(4):
            save(attempt, "a")
        assert Outage.objects.count() == 0

    @pytest.mark.django_db(transaction=True)
    def test_all_at_once_give_it_once(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        work: list[Callable[[], object]] = [
            lambda: save(attempt, "a"),
            lambda: save(attempt, "b", sequence=2),
            outages.beat,
            lambda: services.expire_attempt(attempt.pk),
            lambda: services.start_attempt(attempt.user, attempt.quiz),
        ]
        outcomes = at_once(5, lambda index: work[index]())
        assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
        run_jobs()
        assert given(attempt) == lost() >= 300
        assert (Outage.objects.count(), Extension.objects.count()) == (1, 1)
        assert not Answer.objects.filter(is_late=True).exists()


class TestTheClockWaitsForTheWeb:
    def test_a_web_that_returns_while_the_clock_gives_back_ends_nothing(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)

        def give_all(*of: Any) -> None:
            giving_back.give_all(*of)
            outages.beat()

        monkeypatch.setattr(attempts, "give_all", give_all)
        assert services.expire_attempt(attempt.pk) is False
        run_jobs()
        assert Attempt.objects.get().state == "open"
        assert given(attempt) == lost() >= 300

    def test_while_the_web_is_away_it_submits_nothing(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        assert services.expire_attempt(attempt.pk) is False
        assert Attempt.objects.get().state == "open"

    def test_after_a_day_it_goes_ahead(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(5)
        services.expire_attempt(attempt.pk)
        job = Job.objects.get(task="quizzes.expire_attempt")
        assert timedelta(hours=23) < job.due_at - database_now() < timedelta(hours=25)
        run_jobs(at=job.due_at)
        assert Attempt.objects.get().state != "open"

    def test_a_web_seen_after_the_deadline_is_enough(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        web_last_seen(2)
        assert services.expire_attempt(attempt.pk) is True

    def test_a_web_not_yet_seen_since_is_looked_for_again_soon(self) -> None:
        attempt = timed(started=-15, deadline=-0.03, grace_seconds=0)
        web_last_seen(0.1)
        assert services.expire_attempt(attempt.pk) is False
        job = Job.objects.get(task="quizzes.expire_attempt")
        assert job.due_at - database_now() < timedelta(seconds=5)
        web_last_seen(0)
        run_jobs(at=job.due_at)
        assert Attempt.objects.get().state != "open"

    def test_without_any_web_nothing_waits(self) -> None:
        attempt = timed(started=-15, deadline=-3)
        assert services.expire_attempt(attempt.pk) is True


class TestClosing:
    def closed(self, **settings: Any) -> Callable[[], datetime | None]:
        """A quiz that closed three minutes ago; what starting it gives."""
        closing = database_now() - 3 * MINUTES
        quiz, user = make_quiz(closes_at=closing, **settings), make_learner()
        enrol(user, quiz.course)
        return lambda: services.start_attempt(user, quiz).deadline_at

    def test_an_outage_over_the_closing_moves_it(self) -> None:
        start = self.closed()
        recorded = outage(-13, -1)
        deadline = start()
        assert deadline
        # A slow machine takes a while between the closing and the outage that it stands in.
        assert 570 < (deadline - recorded.ended_at).total_seconds() < 601

    def test_one_that_is_still_open_too(self) -> None:
        start = self.closed()
        web_last_seen(13)
        assert start() is not None

    def test_one_of_last_week_does_not(self) -> None:
        start = self.closed()
        outage(-7 * 24 * 60, -7 * 24 * 60 + 60)
        with pytest.raises(errors.Closed):
            start()

    def test_one_before_the_opening_does_not(self) -> None:
        start = self.closed(opens_at=database_now() - 60 * MINUTES)
        outage(-90, -70)
        with pytest.raises(errors.Closed):
            start()


def test_22_a_clock_of_the_process_that_jumps_gives_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has the clock of its process")
    attempt = timed(started=-10, deadline=10)
    web_last_seen(0)
    later = timezone.now() + timedelta(hours=24)
    monkeypatch.setattr(timezone, "now", lambda: later)
    assert save(attempt, "a").late is False
    outages.beat()
    Heartbeat.objects.all().delete()  # or it would wait for the web
    assert services.expire_attempt(attempt.pk) is False
    assert given(attempt) == 0
