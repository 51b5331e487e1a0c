"""Many at once, on a real database: one attempt, one submission, one grade, no error."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from courses.mail.models import Message
from courses.outbox.models import Job
from courses.quizzes import errors, services
from courses.quizzes.models import Answer, Attempt, Grade
from courses.quizzes.queries import current_answers
from tests.support.make_quizzes import (
    enrol,
    make_attempt,
    make_learner,
    make_quiz,
    save,
    slot_ids,
)
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def test_18_twenty_starts_make_one_attempt() -> None:
    quiz, user = make_quiz(time_limit_minutes=5), make_learner()
    enrol(user, quiz.course)
    started = at_once(20, lambda _: services.start_attempt(user, quiz).pk)
    attempt = Attempt.objects.get()
    assert started == [attempt.pk] * 20
    assert Job.objects.filter(task="quizzes.expire_attempt").count() == 1


def test_17_submitted_at_once_there_is_one_submission_and_the_answers_are_identical() -> None:
    attempt = make_attempt()
    save(attempt, "a")

    def submit(_: int) -> tuple[Any, ...]:
        found = services.submit_attempt(attempt.public_id, attempt.user)
        return found.state, found.submitted_at, found.snapshot_hash

    outcomes = at_once(20, submit)
    assert outcomes == [outcomes[0]] * 20
    assert not isinstance(outcomes[0], Exception)
    assert Job.objects.filter(task="quizzes.grade_attempt").count() == 1


def test_11_graded_at_once_there_is_one_grade_and_one_mail() -> None:
    attempt = make_attempt()
    services.submit_attempt(attempt.public_id, attempt.user)
    kept = at_once(8, lambda _: services.grade_attempt(attempt.pk))
    assert sorted(map(str, kept)) == ["False"] * 7 + ["True"]
    assert (Grade.objects.count(), Message.objects.count()) == (1, 1)
    assert Job.objects.filter(task="learning.attempt_graded").count() == 1


def test_one_operation_sent_at_once_is_stored_once() -> None:
    attempt, operation = make_attempt(), uuid.uuid4()
    outcomes = at_once(8, lambda _: save(attempt, "a", operation=operation))
    times = {saved.received_at for saved in outcomes if not isinstance(saved, Exception)}
    assert (len(times), Answer.objects.count()) == (1, 1)
    assert sum(isinstance(saved, services.Saved) and saved.already for saved in outcomes) == 7


def test_16_whatever_arrives_last_the_highest_sequence_holds() -> None:
    attempt = make_attempt()
    values = ["a", "b", "c", "a", "b", "c", "a", "b"]
    outcomes = at_once(8, lambda index: save(attempt, values[index], sequence=index + 1))
    assert all(isinstance(saved, services.Saved) for saved in outcomes)
    assert current_answers(attempt.pk) == {slot_ids(attempt)[0]: "b"}
    assert Answer.objects.count() == 8


def test_19_a_save_in_flight_is_in_the_snapshot_or_kept_as_late() -> None:
    attempt = make_attempt()
    slot = str(slot_ids(attempt)[0])

    def save_or_submit(index: int) -> bool:
        if index == 0:
            services.submit_attempt(attempt.public_id, attempt.user)
            return False
        save(attempt, "a", sequence=index)
        return True

    outcomes = at_once(6, save_or_submit)
    refused = [o for o in outcomes if isinstance(o, Exception)]
    assert all(isinstance(error, errors.AlreadySubmitted) for error in refused)
    attempt.refresh_from_db()
    assert attempt.snapshot is not None
    assert (attempt.snapshot.get(slot) == "a") == (True in outcomes)
    assert Answer.objects.count() == 5
    assert Answer.objects.filter(is_late=True).count() == len(refused)


def test_27_time_granted_while_saving_and_ending_leaves_one_state() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    work: list[Callable[[], object]] = [
        lambda: services.extend_attempt(attempt.pk, seconds=60, reason="-", by=None),
        lambda: save(attempt, "a"),
        lambda: services.expire_attempt(attempt.pk),
        lambda: save(attempt, "b", sequence=2),
    ]
    outcomes = at_once(4, lambda index: work[index]())
    assert not [outcome for outcome in outcomes if isinstance(outcome, Exception)]
    before = attempt.deadline_at
    attempt.refresh_from_db()
    assert before and attempt.deadline_at
    assert (attempt.deadline_at - before).total_seconds() == 60
    assert attempt.state == "open"
