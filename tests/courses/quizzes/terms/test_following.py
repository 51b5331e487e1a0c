"""What is set, changed or taken away while an attempt is under way."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from courses.cohorts.services import add_people
from courses.outbox.clock import database_now
from courses.people.accommodations.services import end_accommodation
from courses.quizzes import services
from courses.quizzes.deadlines import grant_time
from courses.quizzes.models import Attempt, Extension
from courses.quizzes.terms.services import end_override
from tests.support import make_cohorts
from tests.support.jobs import run_jobs
from tests.support.make import coordinator
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz, save
from tests.support.make_terms import accommodation, override_for, override_of

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)
Kind = Extension.Kind


def under_way(**settings: Any) -> Attempt:
    return make_attempt(make_quiz(**{"time_limit_minutes": 20} | settings))


def moved(attempt: Attempt) -> timedelta:
    """By how much the deadline has moved since."""
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert before and attempt.deadline_at
    return attempt.deadline_at - before


def late(attempt: Attempt, *, minutes: int = 1) -> None:
    """As if it had begun so much earlier that time was up some minutes ago."""
    assert attempt.deadline_at
    back = attempt.deadline_at - database_now() + minutes * MINUTE
    for field in ("started_at", "deadline_at", "promised_at"):
        moment: datetime = getattr(attempt, field)
        setattr(attempt, field, moment - back)
    attempt.save()


def test_27_an_accommodation_moves_the_deadline_on_record() -> None:
    attempt = under_way()
    accommodation(attempt.user, time_percent=150, reason="Private")
    run_jobs()
    assert moved(attempt) == 10 * MINUTE
    assert attempt.granted_seconds == 600
    extension = attempt.extensions.get()
    assert (extension.kind, extension.seconds) == (Kind.ACCOMMODATION, 600)
    assert "Private" not in extension.reason


def test_the_next_save_tells_the_page_of_it() -> None:
    attempt = under_way()
    accommodation(attempt.user, time_percent=200)
    run_jobs()
    left = save(attempt, "a").seconds_left
    assert left is not None and 39 * 60 < left <= 40 * 60


def test_the_end_comes_at_the_new_time() -> None:
    attempt = under_way()
    accommodation(attempt.user, time_percent=150)
    run_jobs()
    assert attempt.deadline_at
    run_jobs(at=attempt.deadline_at + MINUTE)
    attempt.refresh_from_db()
    assert attempt.state == Attempt.State.OPEN


def test_told_twice_it_moves_once() -> None:
    attempt = under_way()
    for _ in range(2):
        accommodation(attempt.user, time_percent=150)
        run_jobs()
    assert moved(attempt) == 10 * MINUTE


def test_more_of_it_adds_the_difference_and_less_takes_nothing() -> None:
    attempt = under_way()
    for percent in (150, 200, 125):
        accommodation(attempt.user, time_percent=percent)
        run_jobs()
    assert moved(attempt) == 20 * MINUTE


def test_what_was_promised_stays_when_it_ends() -> None:
    attempt = under_way()
    accommodation(attempt.user, time_percent=150)
    run_jobs()
    end_accommodation(attempt.user, by=coordinator())
    run_jobs()
    assert moved(attempt) == 10 * MINUTE


def test_it_adds_up_with_what_the_staff_gave_and_an_outage_took() -> None:
    attempt = under_way()
    grant_time(attempt, seconds=60, reason="-")
    grant_time(attempt, seconds=30, reason="-", kind=Kind.OUTAGE)
    attempt.save()
    accommodation(attempt.user, time_percent=150)
    run_jobs()
    assert moved(attempt) == 10 * MINUTE


def test_without_a_time_limit_there_is_no_deadline_any_more_on_record() -> None:
    attempt = under_way()
    accommodation(attempt.user, is_untimed=True)
    run_jobs()
    attempt.refresh_from_db()
    assert attempt.deadline_at is None
    assert attempt.extensions.get().kind == Kind.ACCOMMODATION
    assert save(attempt, "a").seconds_left is None


def test_without_a_time_limit_the_closing_is_the_deadline() -> None:
    closing = database_now() + timedelta(hours=2)
    attempt = under_way(closes_at=closing)
    accommodation(attempt.user, is_untimed=True)
    run_jobs()
    attempt.refresh_from_db()
    assert attempt.deadline_at
    assert abs(attempt.deadline_at - closing) < timedelta(seconds=1)


def test_a_later_closing_for_one_person_moves_the_deadline_that_it_made() -> None:
    closing = database_now() + 5 * MINUTE
    attempt = under_way(closes_at=closing)
    override_of(attempt.quiz, attempt.user, closes_at=closing + 10 * MINUTE)
    assert moved(attempt) == 10 * MINUTE
    assert attempt.extensions.get().kind == Kind.OVERRIDE


def test_a_person_has_an_override_at_once() -> None:
    attempt = under_way()
    override_of(attempt.quiz, attempt.user, time_limit_minutes=30)
    assert moved(attempt) == 10 * MINUTE


def test_a_shorter_time_takes_nothing_from_an_attempt_under_way() -> None:
    attempt = under_way()
    override_of(attempt.quiz, attempt.user, time_limit_minutes=5)
    assert moved(attempt) == timedelta(0)


def test_ending_a_shorter_time_gives_the_rest() -> None:
    quiz, user = make_quiz(time_limit_minutes=20), make_learner()
    shorter = override_of(quiz, user, time_limit_minutes=5)
    attempt = make_attempt(quiz, user)
    end_override(shorter, by=coordinator())
    assert moved(attempt) == 15 * MINUTE


def test_the_members_of_a_cohort_have_theirs_by_a_job() -> None:
    attempts = [under_way()]
    quiz = attempts[0].quiz
    attempts += [make_attempt(quiz) for _ in range(2)]
    cohort = make_cohorts.cohort()
    for attempt in attempts[:2]:
        make_cohorts.member(cohort, attempt.user)
    override_for(quiz, cohort, time_limit_minutes=30)
    run_jobs()
    assert [moved(attempt) for attempt in attempts] == [10 * MINUTE, 10 * MINUTE, timedelta(0)]


def test_who_joins_a_cohort_brings_an_attempt_along_that_gets_what_it_has() -> None:
    attempt, cohort = under_way(), make_cohorts.cohort()
    override_for(attempt.quiz, cohort, time_limit_minutes=30)
    add_people(cohort, [attempt.user])
    run_jobs()
    assert moved(attempt) == 10 * MINUTE


def test_another_persons_attempt_stays() -> None:
    attempt, other = under_way(), make_learner()
    accommodation(other, time_percent=200)
    run_jobs()
    assert moved(attempt) == timedelta(0)


def test_20_time_is_not_called_up_before_the_terms_were_looked_at_again() -> None:
    attempt = under_way()
    late(attempt)
    accommodation(attempt.user, time_percent=150)
    assert services.expire_attempt(attempt.pk) is False
    attempt.refresh_from_db()
    assert (attempt.state, attempt.granted_seconds) == ("open", 600)


def test_21_an_answer_after_the_old_end_counts_although_no_job_ran_yet() -> None:
    attempt = under_way()
    late(attempt)
    accommodation(attempt.user, time_percent=150)
    assert save(attempt, "a").late is False


def test_an_attempt_that_is_over_stays_over() -> None:
    attempt = under_way()
    services.submit_attempt(attempt.public_id, attempt.user)
    accommodation(attempt.user, time_percent=150)
    run_jobs()
    assert not attempt.extensions.exists()


def test_an_attempt_of_the_release_before_gets_what_is_new_alone() -> None:
    attempt = under_way()
    grant_time(attempt, seconds=60, reason="-")
    attempt.promised_at = None
    attempt.save()
    accommodation(attempt.user, time_percent=150)
    run_jobs()
    assert moved(attempt) == 10 * MINUTE


def test_what_held_until_an_earlier_day_gives_nothing() -> None:
    attempt = under_way()
    accommodation(attempt.user, time_percent=150, valid_until=attempt.started_at - MINUTE)
    run_jobs()
    assert moved(attempt) == timedelta(0)
