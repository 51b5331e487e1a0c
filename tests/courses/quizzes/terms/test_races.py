"""A grant beside a start, an end, a submission: whoever comes first, nothing falls between."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from courses.people.accommodations.services import set_accommodation
from courses.quizzes import services
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.terms import services as terms
from courses.quizzes.terms.following import follow_cohort, follow_person
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.services import grant_attempt, set_override
from tests.support import make, make_cohorts
from tests.support.make_quizzes import enrol, make_attempt, make_learner, make_quiz, save
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)

MINUTE = timedelta(minutes=1)
TIMES = 5


def length(attempt: Attempt) -> timedelta:
    attempt.refresh_from_db()
    assert attempt.deadline_at
    return attempt.deadline_at - attempt.started_at


def run_at_once(*work: Callable[[], Any]) -> list[Any]:
    outcomes = at_once(len(work), lambda index: work[index]())
    errors = [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    assert not errors, errors
    return outcomes


def a_learner(quiz: Quiz) -> Any:
    user = make_learner()
    enrol(user, quiz.course)
    return user


@pytest.mark.parametrize("_", range(TIMES))
def test_27_a_start_beside_an_override_has_the_new_time(_: int) -> None:
    quiz, by = make_quiz(time_limit_minutes=20), make.instructor()
    user = a_learner(quiz)
    run_at_once(
        lambda: services.start_attempt(user, quiz),
        lambda: set_override(quiz, by=by, user=user, time_limit_minutes=30),
    )
    assert length(Attempt.objects.get()) == 30 * MINUTE


@pytest.mark.parametrize("_", range(TIMES))
def test_27_a_start_beside_an_accommodation_has_the_new_time_when_its_job_ran(_: int) -> None:
    quiz, by = make_quiz(time_limit_minutes=20), make.coordinator()
    user = a_learner(quiz)

    def accommodate() -> None:
        set_accommodation(user, by=by, time_percent=150)
        follow_person(user.pk)

    run_at_once(lambda: services.start_attempt(user, quiz), accommodate)
    assert length(Attempt.objects.get()) == 30 * MINUTE


@pytest.mark.parametrize("_", range(TIMES))
def test_27_starts_beside_an_override_of_their_cohort_have_the_new_time(_: int) -> None:
    quiz, by, cohort = make_quiz(time_limit_minutes=20), make.instructor(), make_cohorts.cohort()
    users = [a_learner(quiz) for _ in range(4)]
    for user in users:
        make_cohorts.member(cohort, user)

    def override() -> None:
        made = set_override(quiz, by=by, cohort=cohort, time_limit_minutes=30)
        follow_cohort(made.pk)

    starts = [lambda user=user: services.start_attempt(user, quiz) for user in users]
    run_at_once(*starts, override)
    assert [length(attempt) for attempt in Attempt.objects.all()] == [30 * MINUTE] * 4


def test_27_granted_beside_saving_submitting_and_ending_there_is_one_state() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=20))
    by = make.coordinator()

    def accommodate() -> None:
        set_accommodation(attempt.user, by=by, time_percent=150)
        follow_person(attempt.user.pk)

    run_at_once(
        accommodate,
        lambda: services.submit_attempt(attempt.public_id, attempt.user),
        lambda: services.expire_attempt(attempt.pk),
        lambda: follow_person(attempt.user.pk),
    )
    attempt.refresh_from_db()
    moved = attempt.extensions.count()
    assert attempt.state == Attempt.State.SUBMITTED
    assert length(attempt) == (20 + 10 * moved) * MINUTE
    assert moved in (0, 1)


def test_27_granted_beside_the_end_by_the_clock_the_attempt_goes_on_or_is_over() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=20))
    late = 21 * MINUTE
    for field in ("started_at", "deadline_at", "promised_at"):
        setattr(attempt, field, getattr(attempt, field) - late)
    attempt.save()
    by = make.coordinator()

    def accommodate() -> None:
        set_accommodation(attempt.user, by=by, time_percent=150)
        follow_person(attempt.user.pk)

    run_at_once(accommodate, lambda: services.expire_attempt(attempt.pk))
    attempt.refresh_from_db()
    went_on = attempt.state == Attempt.State.OPEN
    assert attempt.extensions.count() == int(went_on)
    if went_on:
        assert save(attempt, "a").late is False


@pytest.mark.parametrize("_", range(TIMES))
def test_18_attempts_granted_at_once_are_all_there(_: int) -> None:
    quiz, user, by = make_quiz(attempts_allowed=1), make_learner(), make.instructor()
    enrol(user, quiz.course)
    run_at_once(*[lambda: grant_attempt(quiz, user, by=by, reason="-") for _ in range(3)])
    assert Override.objects.get(ended_at=None).extra_attempts == 3


def test_overrides_set_at_once_leave_one_that_holds() -> None:
    quiz, user, by = make_quiz(), make_learner(), make.instructor()
    work = [
        lambda more=more: set_override(quiz, by=by, user=user, extra_attempts=more)
        for more in (1, 2)
    ]
    run_at_once(*work)
    assert Override.objects.filter(ended_at=None).count() == 1
    assert Override.objects.count() == 2


def test_accommodations_set_at_once_leave_one_that_holds() -> None:
    user, by = make_learner(), make.coordinator()
    work = [
        lambda percent=percent: set_accommodation(user, by=by, time_percent=percent)
        for percent in (125, 150)
    ]
    run_at_once(*work)
    assert user.accommodations.filter(ended_at=None).count() == 1


def test_an_override_set_while_an_attempt_is_granted_waits_for_nobody_in_a_circle(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    quiz, by = make_quiz(attempts_allowed=1), make.instructor()
    user = a_learner(quiz)
    set_override(quiz, by=by, user=user, time_limit_minutes=10)
    granting: list[Future[Any]] = []

    def grant() -> None:
        try:
            grant_attempt(quiz, user, by=by, reason="-")
        finally:
            connection.close()

    with ThreadPoolExecutor() as other:

        def follow_when_granting(*of: Any, **more: Any) -> int:
            """The override has its rows by now; the grant is given the time to be in the way."""
            if not granting:
                granting.append(other.submit(grant))
                wait(granting, timeout=1)
            return follow_person(*of, **more)

        monkeypatch.setattr(terms, "follow_person", follow_when_granting)
        set_override(quiz, by=by, user=user, time_limit_minutes=20)
    granting[0].result()
    holds = Override.objects.get(ended_at=None)
    assert (holds.time_limit_minutes, holds.extra_attempts) == (20, 1)
