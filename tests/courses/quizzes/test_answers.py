"""Saving: appended, numbered, idempotent, and honest about what came too late."""

import uuid
from datetime import timedelta
from typing import Any

import pytest

from courses.outbox.clock import database_now
from courses.quizzes import errors, services
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from courses.quizzes.services.answers import Fields
from tests.support.make_quizzes import (
    answer_all,
    make_attempt,
    make_learner,
    make_quiz,
    save,
    slot_ids,
)

pytestmark = pytest.mark.django_db


def end_at(attempt: Attempt, seconds_from_now: float) -> None:
    """Moves the deadline so that the grace of 10 s ends then."""
    cut_off = database_now() + timedelta(seconds=seconds_from_now)
    deadline = cut_off - timedelta(seconds=attempt.quiz_edition.grace_seconds)
    Attempt.objects.filter(pk=attempt.pk).update(deadline_at=deadline)


def test_an_answer_is_stored_with_the_time_of_the_database() -> None:
    attempt = make_attempt()
    before = database_now()
    saved = save(attempt, "a")
    assert before - timedelta(milliseconds=2) <= saved.received_at
    answer = Answer.objects.get()
    assert (answer.value, answer.sequence, answer.is_late) == ("a", 1, False)
    assert (saved.already, saved.late, saved.holds) == (False, False, True)


def test_01_the_same_operation_again_is_already_saved() -> None:
    attempt = make_attempt()
    operation = uuid.uuid4()
    first = save(attempt, "a", operation=operation)
    second = save(attempt, "a", operation=operation)
    assert (second.already, second.received_at) == (True, first.received_at)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("change", [{"value": "b"}, {"sequence": 2}, {"place": 1, "value": True}])
def test_the_same_operation_with_another_body_is_refused(change: dict[str, object]) -> None:
    attempt = make_attempt()
    body: dict[str, Any] = {"value": "a", "sequence": 1, "place": 0}
    operation = uuid.uuid4()
    save(attempt, operation=operation, **body)
    with pytest.raises(errors.OperationReused):
        save(attempt, operation=operation, **body | change)
    assert Answer.objects.count() == 1


def test_16_the_highest_sequence_holds_whatever_arrives_last() -> None:
    attempt = make_attempt()
    save(attempt, "b", sequence=7)
    late_arrival = save(attempt, "a", sequence=3)
    assert (late_arrival.holds, late_arrival.sequence) == (False, 7)
    assert current_answers(attempt.pk) == {slot_ids(attempt)[0]: "b"}
    assert Answer.objects.count() == 2


def test_an_answer_may_be_taken_back() -> None:
    attempt = make_attempt()
    save(attempt, "a", sequence=1)
    save(attempt, None, sequence=2)
    services.submit_attempt(attempt.public_id, attempt.user)
    attempt.refresh_from_db()
    assert attempt.snapshot == {}


def test_21_an_answer_just_within_the_grace_counts() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    end_at(attempt, attempt.quiz_edition.grace_seconds - 1)
    assert not save(attempt, "a").late


def test_21_an_answer_after_the_grace_is_kept_as_late() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=5))
    save(attempt, "b", sequence=1)
    end_at(attempt, -1)
    with pytest.raises(errors.TooLate) as raised:
        save(attempt, "a", sequence=2)
    assert raised.value.saved.late
    assert Answer.objects.filter(is_late=True).count() == 1
    assert current_answers(attempt.pk) == {slot_ids(attempt)[0]: "b"}


def test_19_an_answer_after_submission_is_kept_and_the_snapshot_stays() -> None:
    attempt = make_attempt()
    save(attempt, "b")
    services.submit_attempt(attempt.public_id, attempt.user)
    with pytest.raises(errors.AlreadySubmitted):
        save(attempt, "a", sequence=2)
    attempt.refresh_from_db()
    assert attempt.snapshot == {str(slot_ids(attempt)[0]): "b"}
    assert Answer.objects.filter(is_late=True).count() == 1


def test_an_answer_saved_in_time_is_still_saved_when_sent_again_after_submission() -> None:
    attempt = make_attempt()
    operation = uuid.uuid4()
    save(attempt, "a", operation=operation)
    services.submit_attempt(attempt.public_id, attempt.user)
    assert save(attempt, "a", operation=operation).already


def test_another_persons_attempt_does_not_exist() -> None:
    attempt = make_attempt()
    attempt.user = make_learner()
    with pytest.raises(errors.NoSuchAttempt):
        save(attempt, "a")


def test_a_question_of_another_quiz_is_refused() -> None:
    attempt, other = make_attempt(), make_attempt()
    with pytest.raises(errors.NoSuchQuestion):
        services.save_answer(
            attempt.public_id,
            attempt.user,
            slot_id=slot_ids(other)[0],
            operation_id=uuid.uuid4(),
            sequence=1,
            value="a",
        )


@pytest.mark.parametrize("value", ["z", 5, ["a"], {"a": 1}, "a" * 30_000])
def test_a_choice_that_does_not_exist_is_refused(value: object) -> None:
    attempt = make_attempt()
    with pytest.raises(errors.BadAnswer):
        save(attempt, value)
    assert not Answer.objects.exists()


@pytest.mark.parametrize("value", ["Pal\0ermo", "Pal\ud800ermo"])
def test_text_that_no_database_takes_is_refused(value: str) -> None:
    attempt = make_attempt()
    with pytest.raises(errors.BadAnswer):
        save(attempt, value, place=3)
    assert not Answer.objects.exists()


@pytest.mark.parametrize(
    "text",
    ["Palermo", "بالرمو", "巴勒莫", "e\u0301", "\u202eabc", "😀", " a  b ", "\\u0000", "'\"<&"],
)
def test_text_of_any_script_is_frozen_as_it_was_typed(text: str) -> None:
    attempt = make_attempt()
    save(attempt, text, place=3)
    submitted = services.submit_attempt(attempt.public_id, attempt.user)
    assert submitted.snapshot
    attempt.refresh_from_db()
    assert attempt.snapshot == submitted.snapshot
    assert attempt.snapshot_hash == fingerprint(attempt.snapshot)


@pytest.mark.parametrize("sequence", [-1, 2**53])
def test_a_sequence_out_of_bounds_is_refused(sequence: int) -> None:
    with pytest.raises(errors.BadAnswer):
        save(make_attempt(), "a", sequence=sequence)


class TestWholePage:
    def test_what_was_changed_is_stored(self) -> None:
        attempt = make_attempt()
        first, second, *_ = slot_ids(attempt)
        save(attempt, "b")
        seen = {first: fingerprint("b"), second: fingerprint(None)}
        data = {f"q{first}": ["b"], f"q{second}": ["true"]}
        values = {slot: Fields(data, f"q{slot}") for slot in (first, second)}
        services.save_page(attempt.public_id, attempt.user, values=values, seen=seen)
        stored = Answer.objects.order_by("sequence").values_list("slot", "sequence")
        assert list(stored) == [(first, 1), (second, 2)]

    def test_an_old_form_leaves_newer_answers_alone(self) -> None:
        attempt = make_attempt()
        first, *_ = slot_ids(attempt)
        save(attempt, "b")
        values = {first: Fields({f"q{first}": ["a"]}, f"q{first}")}
        seen = {first: fingerprint("a")}
        services.save_page(attempt.public_id, attempt.user, values=values, seen=seen)
        assert current_answers(attempt.pk) == {first: "b"}

    def test_one_answer_that_does_not_fit_does_not_hold_up_the_others(self) -> None:
        attempt = make_attempt()
        first, _, number, _ = slot_ids(attempt)
        data = {f"q{first}": ["a"], f"q{number}": ["many"]}
        values = {slot: Fields(data, f"q{slot}") for slot in (first, number)}
        saved = services.save_page(attempt.public_id, attempt.user, values=values, seen={})
        assert list(saved.refused) == [number]
        assert current_answers(attempt.pk) == {first: "a"}

    def test_the_same_form_twice_stores_nothing_twice(self) -> None:
        attempt = make_attempt()
        first, *_ = slot_ids(attempt)
        values = {first: Fields({f"q{first}": ["a"]}, f"q{first}")}
        for _ in range(2):
            services.save_page(attempt.public_id, attempt.user, values=values, seen={})
        assert Answer.objects.count() == 1

    def test_after_submission_it_is_kept_as_late(self) -> None:
        attempt = make_attempt()
        answer_all(attempt)
        services.submit_attempt(attempt.public_id, attempt.user)
        first, *_ = slot_ids(attempt)
        with pytest.raises(errors.AlreadySubmitted):
            services.save_page(attempt.public_id, attempt.user, values={first: "b"}, seen={})
        assert Answer.objects.filter(is_late=True).count() == 1
