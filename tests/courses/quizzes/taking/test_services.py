"""Flags, and pages that are left for good: from the locked row, whatever a request claims."""

import uuid

import pytest

from courses.outbox.clock import database_now
from courses.quizzes import services
from courses.quizzes.errors import (
    AlreadySubmitted,
    LeftBehind,
    NoSuchAttempt,
    NoSuchQuestion,
    NotUnderWay,
    StillOpen,
)
from courses.quizzes.hints.services import NoSuchHint, take_hint
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers
from courses.quizzes.taking.services import leave_page, set_flag
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz, save, slot_ids
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def in_order(**settings: int) -> Attempt:
    """Four questions, two on a page, each page left for good."""
    return make_attempt(make_quiz(order="sequential", per_page=settings.get("per_page", 2)))


def leave(attempt: Attempt, since: int = 0, *, is_sure: bool = True) -> Attempt:
    return leave_page(attempt.public_id, attempt.user, since=since, is_sure=is_sure)


class TestFlags:
    def test_a_flag_is_set_and_taken_away(self) -> None:
        attempt = make_attempt()
        first, second, *_ = [place["slot"] for place in attempt.layout]
        for slot in (second, first, first):
            set_flag(attempt.public_id, attempt.user, slot_id=slot, is_set=True)
        attempt.refresh_from_db()
        assert attempt.flags == [first, second]
        set_flag(attempt.public_id, attempt.user, slot_id=first, is_set=False)
        attempt.refresh_from_db()
        assert attempt.flags == [second]

    def test_what_is_not_in_the_attempt_has_no_flag(self) -> None:
        attempt = make_attempt()
        with pytest.raises(NoSuchQuestion):
            set_flag(attempt.public_id, attempt.user, slot_id=0, is_set=True)

    def test_nobody_else_sets_one(self) -> None:
        attempt = make_attempt()
        with pytest.raises(NoSuchAttempt):
            set_flag(attempt.public_id, make_learner(), slot_id=1, is_set=True)

    def test_after_the_end_none_is_set(self) -> None:
        attempt = make_attempt()
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(NotUnderWay):
            set_flag(attempt.public_id, attempt.user, slot_id=slot_ids(attempt)[0], is_set=True)


class TestLeaving:
    def test_it_asks_while_something_is_open_and_goes_on_when_all_is_answered(self) -> None:
        attempt = in_order()
        save(attempt, "a")
        with pytest.raises(StillOpen):
            leave(attempt, is_sure=False)
        save(attempt, True, place=1, sequence=2)
        assert leave(attempt, is_sure=False).reached == 2

    @pytest.mark.parametrize("since", [2, 4, 99])
    def test_a_request_that_starts_elsewhere_moves_nothing(self, since: int) -> None:
        attempt = in_order()
        assert leave(attempt, since).reached == 0

    def test_sent_twice_it_goes_on_once(self) -> None:
        attempt = in_order(per_page=1)
        assert [leave(attempt).reached for _ in range(2)] == [1, 1]

    def test_the_last_page_is_left_by_handing_in_only(self) -> None:
        attempt = in_order()
        assert [leave(attempt).reached, leave(attempt, 2).reached] == [2, 2]

    def test_in_a_free_order_nothing_is_left_for_good(self) -> None:
        attempt = make_attempt(make_quiz(per_page=2))
        assert leave(attempt).reached == 0

    def test_after_the_end_nothing_moves(self) -> None:
        attempt = in_order()
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(NotUnderWay):
            leave(attempt)


class TestBehind:
    def test_an_answer_that_comes_after_its_page_was_left_is_evidence_and_does_not_count(
        self,
    ) -> None:
        attempt = in_order()
        save(attempt, "a")
        leave(attempt)
        with pytest.raises(LeftBehind) as refused:
            save(attempt, "b", sequence=2)
        assert refused.value.status == 422
        assert current_answers(attempt.pk) == {slot_ids(attempt)[0]: "a"}
        assert Answer.objects.filter(is_late=True).get().value == "b"

    def test_the_same_again_is_refused_again_and_stored_once(self) -> None:
        attempt = in_order()
        leave(attempt)
        operation = uuid.uuid4()
        for _ in range(2):
            with pytest.raises(LeftBehind):
                save(attempt, "b", operation=operation)
        assert Answer.objects.count() == 1

    def test_what_was_stored_before_is_acknowledged_again(self) -> None:
        """The line lost the first acknowledgement, the page was left in another window."""
        attempt = in_order()
        operation = uuid.uuid4()
        save(attempt, "b", operation=operation)
        leave(attempt)
        assert save(attempt, "b", operation=operation).already

    def test_the_order_costs_a_save_no_query(self) -> None:
        attempt = in_order()
        leave(attempt)
        with assert_queries(4):  # one of them looks up the slot for this test
            save(attempt, 190, place=2)

    def test_a_whole_form_of_the_page_before_changes_nothing(self) -> None:
        attempt = in_order()
        leave(attempt)
        slot = slot_ids(attempt)[0]
        saved = services.save_page(
            attempt.public_id, attempt.user, values={slot: "a"}, seen={slot: ""}
        )
        assert saved.is_behind
        assert current_answers(attempt.pk) == {}

    def test_no_hint_is_taken_there(self) -> None:
        attempt = in_order()
        leave(attempt)
        with pytest.raises(NoSuchHint):
            take_hint(attempt.public_id, attempt.user, slot_id=slot_ids(attempt)[0], number=1)

    def test_after_handing_in_the_end_is_what_is_told(self) -> None:
        attempt = in_order()
        leave(attempt)
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(AlreadySubmitted):
            save(attempt, "b")

    def test_what_was_answered_before_is_graded(self) -> None:
        attempt = in_order()
        save(attempt, "a")
        leave(attempt)
        services.submit_attempt(attempt.public_id, attempt.user)
        services.grade_attempt(attempt.pk)
        attempt.refresh_from_db()
        assert attempt.score == 1
        assert attempt.submitted_at is not None
        assert attempt.submitted_at <= database_now()
