"""What is due when, and what waits because it would give something away."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from courses.catalog.models import Course, Enrolment
from courses.quizzes import services as quizzes
from courses.quizzes.models import Attempt, Question, QuizEdition
from courses.quizzes.practice.boxes import DAYS, box_after
from courses.quizzes.practice.models import PracticeCard
from courses.quizzes.practice.queries import Queue, queue_of
from courses.quizzes.practice.services import keep_answer, set_known, start_round
from courses.quizzes.privacy import erase, export_for
from tests.courses.quizzes.practice.support import cards, mistakes, pass_days
from tests.support.make_quizzes import RIGHT, make_attempt, make_graded, make_quiz, publish
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def counts(queue: Queue) -> tuple[int, int, int, int]:
    return len(queue.due), queue.tomorrow, queue.later, queue.held


class TestBoxes:
    @pytest.mark.parametrize(
        ("box", "is_right", "after"),
        [(1, True, 2), (4, True, 5), (5, True, None), (1, False, 1), (5, False, 1)],
    )
    def test_right_goes_on_and_wrong_goes_back(
        self, box: int, is_right: bool, after: int | None
    ) -> None:
        assert box_after(box, is_right=is_right) == after

    def test_right_five_times_it_is_known_and_leaves(self) -> None:
        attempt = mistakes(("b", True, "190", "Palermo"))
        for number, days in enumerate(DAYS, 1):
            assert start_round(attempt.user) is None
            pass_days(days)
            started = start_round(attempt.user)
            assert started is not None
            kept = keep_answer(started, started.cards[0], is_right=True)
            assert kept.box == (number + 1 if number < 5 else 0)
        assert queue_of(attempt.user).is_empty
        assert (cards()[0].left, cards()[0].times_right) == ("done", 5)

    def test_one_round_moves_a_card_once(self) -> None:
        attempt = mistakes()
        pass_days(1)
        started = start_round(attempt.user)
        assert started is not None
        pk = started.cards[0]
        first = keep_answer(started, pk, is_right=True)
        assert keep_answer(started, pk, is_right=False) == first
        assert PracticeCard.objects.get(pk=pk).box == 2


class TestDays:
    def test_a_mistake_of_today_comes_tomorrow(self) -> None:
        assert counts(queue_of(mistakes().user)) == (0, 2, 0, 0)

    def test_what_comes_this_evening_can_be_done_in_the_morning(self) -> None:
        attempt = mistakes()
        attempt.user.timezone = "Asia/Tokyo"
        midnight = datetime.now(UTC).astimezone(timezone.get_fixed_timezone(540))
        tonight = midnight.replace(hour=23, minute=59, second=59)
        PracticeCard.objects.update(due_at=tonight)
        assert counts(queue_of(attempt.user)) == (2, 0, 0, 0)
        PracticeCard.objects.update(due_at=tonight + timedelta(minutes=1))
        assert counts(queue_of(attempt.user)) == (0, 2, 0, 0)
        PracticeCard.objects.update(due_at=tonight + timedelta(days=1, minutes=1))
        assert counts(queue_of(attempt.user)) == (0, 0, 2, 0)

    def test_known_it_comes_no_more_and_again_it_does(self) -> None:
        attempt = mistakes()
        pass_days(1)
        card = cards()[0]
        set_known(card, known=True)
        queue = queue_of(attempt.user)
        assert (len(queue.due), [one.pk for one in queue.known]) == (1, [card.pk])
        set_known(card, known=False)
        assert len(queue_of(attempt.user).due) == 2


class TestNothingIsGivenAway:
    def due(self, attempt: Attempt) -> tuple[int, int, int, int]:
        pass_days(1)
        return counts(queue_of(attempt.user))

    def test_while_another_attempt_may_be_made_it_waits(self) -> None:
        attempt = mistakes(quiz=make_quiz(attempts_allowed=2, pass_mark=80))
        assert self.due(attempt) == (0, 0, 0, 2)
        make_graded(attempt.quiz, attempt.user, ("b", False, "1", "x"))
        assert counts(queue_of(attempt.user)) == (2, 0, 0, 0)

    def test_passed_nothing_waits(self) -> None:
        attempt = mistakes(quiz=make_quiz(attempts_allowed=None, pass_mark=80))
        assert self.due(attempt)[3] == 2
        make_graded(attempt.quiz, attempt.user, RIGHT)
        assert counts(queue_of(attempt.user))[3] == 0

    def test_while_an_attempt_is_under_way_it_waits(self) -> None:
        attempt = mistakes(quiz=make_quiz(attempts_allowed=None, pass_mark=50))
        assert self.due(attempt) == (2, 0, 0, 0)
        make_attempt(attempt.quiz, attempt.user)
        assert counts(queue_of(attempt.user)) == (0, 0, 0, 2)

    @pytest.mark.parametrize(
        ("review", "found"),
        [
            ({"open": ["response", "correctness", "points"]}, (0, 0, 0, 2)),
            ({"open": ["response"]}, (0, 0, 0, 0)),
            ({"open": ["response", "correctness", "key"]}, (2, 0, 0, 0)),
        ],
    )
    def test_what_the_quiz_holds_back_is_held_back_here(
        self, review: dict[str, Any], found: tuple[int, int, int, int]
    ) -> None:
        attempt = mistakes()
        Attempt.objects.update(submitted_at=timezone.now() - timedelta(days=2))
        QuizEdition.objects.update(review=review)
        assert self.due(attempt) == found


class TestWhatIsAsked:
    def test_a_question_that_left_the_course_is_dropped_and_comes_back_with_it(self) -> None:
        attempt = mistakes()
        pass_days(1)
        course = attempt.quiz.course
        items = [(item.question, item.points) for item in attempt.quiz.items.all()]
        quizzes.set_items(attempt.quiz, items[1:])
        publish(course)
        assert counts(queue_of(attempt.user)) == (1, 0, 0, 0)
        quizzes.set_items(attempt.quiz, items)
        publish(course)
        assert counts(queue_of(attempt.user)) == (2, 0, 0, 0)

    def test_a_retired_question_is_dropped(self) -> None:
        attempt = mistakes()
        pass_days(1)
        Question.objects.filter(pk=cards()[0].question_id).update(status="retired")
        assert counts(queue_of(attempt.user)) == (1, 0, 0, 0)

    def test_a_course_that_was_left_is_not_practised(self) -> None:
        attempt = mistakes()
        pass_days(1)
        Enrolment.objects.update(withdrawn_at=timezone.now())
        assert queue_of(attempt.user).is_empty

    def test_each_course_has_its_own_and_nobody_anothers(self) -> None:
        attempt, other = mistakes(), mistakes()
        pass_days(1)
        course = Course.objects.get(pk=attempt.quiz.course_id)
        assert len(queue_of(attempt.user, course).due) == 2
        assert queue_of(other.user, course).is_empty
        assert {card.user_id for card in queue_of(attempt.user).due} == {attempt.user_id}

    def test_a_round_is_ten_cards_the_longest_waiting_first(self) -> None:
        attempt = mistakes()
        pass_days(1)
        first, second = cards()
        PracticeCard.objects.filter(pk=second.pk).update(due_at=timezone.now() - timedelta(days=9))
        started = start_round(attempt.user)
        assert started is not None and started.cards == [second.pk, first.pk]


@pytest.mark.parametrize("values", [("b", True, "190", "Palermo"), ("b", False, "1", "x")])
def test_the_queue_costs_as_many_queries_however_long(values: tuple[Any, ...]) -> None:
    user = mistakes(values).user
    # PostgreSQL is asked for its clock.
    with assert_queries(6 + (connection.vendor == "postgresql")):
        queue_of(user)


class TestPrivacy:
    def test_cards_and_how_they_fared_are_exported_and_erased(self) -> None:
        attempt, other = mistakes(), mistakes()
        pass_days(1)
        started = start_round(attempt.user)
        assert started is not None
        keep_answer(started, started.cards[0], is_right=True)
        kept = export_for(attempt.user)
        assert [row["box"] for row in kept["practice"]] == [2, 1]
        assert [row["is_right"] for row in kept["practised"]] == [True]
        erase(attempt.user)
        assert {card.user_id for card in cards()} == {other.user_id}
