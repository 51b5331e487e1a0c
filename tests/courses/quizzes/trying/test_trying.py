"""Checks of answers under way: on record before anything is told, once each, closed afterwards."""

import uuid
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes import services
from courses.quizzes.errors import NoSuchAttempt, NoSuchQuestion, NotUnderWay
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.pages import open_questions
from courses.quizzes.queries import current_answers, grade_of
from courses.quizzes.trying.errors import (
    CannotCheck,
    NotFinished,
    NothingToCheck,
    QuestionClosed,
)
from courses.quizzes.trying.rules import is_closed
from courses.quizzes.trying.services import check_answer
from tests.courses.quizzes.types.test_matching import SPEC as MATCHING
from tests.support.make_quizzes import (
    make_attempt,
    make_learner,
    make_quiz,
    save,
    slot_ids,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

WRONG, RIGHT = "b", "a"


def under_way(feedback: str = "immediate", **settings: Any) -> Attempt:
    return make_attempt(make_quiz(feedback=feedback, **settings))


def check(attempt: Attempt, place: int = 0) -> Attempt:
    return check_answer(attempt.public_id, attempt.user, slot_id=slot_ids(attempt)[place])


def tried(attempt: Attempt) -> Any:
    attempt.refresh_from_db()
    return (attempt.tries or {}).get(str(slot_ids(attempt)[0]))


def graded(attempt: Attempt) -> Attempt:
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    attempt.refresh_from_db()
    return attempt


def signed_in(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


class TestImmediate:
    @pytest.mark.parametrize("value", [WRONG, RIGHT])
    def test_after_one_check_the_question_is_closed(self, value: str) -> None:
        attempt = under_way()
        save(attempt, value)
        check(attempt)
        assert tried(attempt) == {"values": [value], "closed": True}

    def test_an_answer_after_the_check_is_refused_and_not_stored(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        check(attempt)
        with pytest.raises(QuestionClosed):
            save(attempt, RIGHT, sequence=2)
        assert current_answers(attempt.pk) == {slot_ids(attempt)[0]: WRONG}
        assert Answer.objects.count() == 1

    def test_the_same_operation_sent_again_is_still_acknowledged(self) -> None:
        attempt, operation = under_way(), uuid.uuid4()
        save(attempt, WRONG, operation=operation)
        check(attempt)
        assert save(attempt, WRONG, operation=operation).already

    def test_other_questions_are_still_answered(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        check(attempt)
        assert save(attempt, True, place=1, sequence=2).holds

    def test_grading_takes_the_checked_answer_as_it_is(self) -> None:
        attempt = under_way()
        save(attempt, RIGHT)
        check(attempt)
        assert graded(attempt).score == Decimal("1.00")
        assert "tries" not in grade_of(attempt).items[0]

    def test_a_form_of_another_tab_is_told_why_and_keeps_the_rest(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        check(attempt)
        first, second, *_rest = slot_ids(attempt)
        saved = services.save_page(
            attempt.public_id, attempt.user, values={first: RIGHT, second: True}, seen={}
        )
        assert list(saved.refused) == [first]
        assert current_answers(attempt.pk) == {first: WRONG, second: True}

    def test_a_form_that_leaves_the_closed_question_out_empties_nothing(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        check(attempt)
        slot = slot_ids(attempt)[0]
        saved = services.save_page(attempt.public_id, attempt.user, values={slot: None}, seen={})
        assert not saved.refused
        assert current_answers(attempt.pk) == {slot: WRONG}


class TestAdaptive:
    def test_a_wrong_answer_can_be_tried_again_for_less(self) -> None:
        attempt = under_way("adaptive", try_penalty=40)
        save(attempt, WRONG)
        check(attempt)
        save(attempt, RIGHT, sequence=2)
        check(attempt)
        assert tried(attempt) == {"values": [WRONG, RIGHT], "closed": True}
        assert graded(attempt).score == Decimal("0.60")
        item = grade_of(attempt).items[0]
        assert (item["tries"], item["try_cost"], item["outcome"]) == (2, "0.40", "right")

    def test_the_same_answer_checked_twice_is_one_try(self) -> None:
        attempt = under_way("adaptive")
        save(attempt, WRONG)
        check(attempt)
        check(attempt)
        assert tried(attempt) == {"values": [WRONG], "closed": False}

    def test_an_answer_changed_after_the_last_check_counts_as_a_try(self) -> None:
        attempt = under_way("adaptive", try_penalty=33)
        save(attempt, WRONG)
        check(attempt)
        save(attempt, RIGHT, sequence=2)
        assert graded(attempt).score == Decimal("0.67")

    def test_right_at_the_first_try_costs_nothing(self) -> None:
        attempt = under_way("adaptive")
        save(attempt, RIGHT)
        check(attempt)
        assert graded(attempt).score == Decimal("1.00")

    def test_the_snapshot_holds_what_was_checked(self) -> None:
        attempt = under_way("adaptive")
        save(attempt, WRONG)
        check(attempt)
        submitted = services.submit_attempt(attempt.public_id, attempt.user)
        slot = str(slot_ids(attempt)[0])
        assert submitted.snapshot == {slot: WRONG, "tries": {slot: [WRONG]}}


class TestRefusals:
    def test_without_feedback_at_the_question_nothing_is_checked(self) -> None:
        attempt = under_way("deferred")
        save(attempt, RIGHT)
        with pytest.raises(CannotCheck):
            check(attempt)

    def test_nothing_answered_is_nothing_to_check(self) -> None:
        with pytest.raises(NothingToCheck):
            check(under_way())

    def test_an_unfinished_answer_is_checked_for_good_only_when_that_is_meant(self) -> None:
        attempt = make_attempt(make_quiz(feedback="immediate", specs=(("matching", MATCHING),)))
        save(attempt, {"p1": "o1"})
        with pytest.raises(NotFinished, match="only once"):
            check(attempt)
        assert tried(attempt) is None
        slot = slot_ids(attempt)[0]
        check_answer(attempt.public_id, attempt.user, slot_id=slot, is_sure=True)
        assert tried(attempt) == {"values": [{"p1": "o1"}], "closed": True}
        found = open_questions(attempt, current_answers(attempt.pk))
        assert (found["unanswered"], found["unfinished"]) == ([], [])

    def test_where_one_may_try_again_an_unfinished_answer_is_checked_at_once(self) -> None:
        attempt = make_attempt(make_quiz(feedback="adaptive", specs=(("matching", MATCHING),)))
        save(attempt, {"p1": "o1"})
        check(attempt)
        assert tried(attempt) == {"values": [{"p1": "o1"}], "closed": False}

    def test_what_a_person_marks_is_not_checked(self) -> None:
        specs = (("essay", {"stem": "Why?", "rubric": [], "feedback": ""}),)
        attempt = make_attempt(make_quiz(feedback="immediate", specs=specs))
        save(attempt, "Because.")
        with pytest.raises(CannotCheck):
            check(attempt)

    def test_somebody_elses_attempt_does_not_exist(self) -> None:
        attempt = under_way()
        with pytest.raises(NoSuchAttempt):
            check_answer(attempt.public_id, make_learner(), slot_id=slot_ids(attempt)[0])

    def test_a_question_of_another_quiz_is_not_checked_here(self) -> None:
        attempt = under_way()
        with pytest.raises(NoSuchQuestion):
            slot = slot_ids(under_way())[0]
            check_answer(attempt.public_id, attempt.user, slot_id=slot)

    def test_after_submission_nothing_is_checked(self) -> None:
        attempt = under_way()
        save(attempt, RIGHT)
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(NotUnderWay):
            check(attempt)


class TestPages:
    def post(self, attempt: Attempt, *, in_place: bool, slot: str = "") -> Any:
        url = reverse("quizzes:try", args=[attempt.public_id])
        headers = {"X-In-Place": "1"} if in_place else {}
        data = {"try": slot or str(slot_ids(attempt)[0])}
        return signed_in(attempt).post(url, data, headers=headers)

    @pytest.mark.parametrize("in_place", [True, False])
    def test_checked_again_unchanged_it_says_so(self, in_place: bool) -> None:
        attempt = under_way("adaptive")
        save(attempt, WRONG)
        words = "You have not changed your answer since the last check."
        for is_same in (False, True):
            response = self.post(attempt, in_place=in_place)
            if not in_place:
                response = signed_in(attempt).get(response["Location"])
            assert (words in response.content.decode()) is is_same
        assert len(tried(attempt)["values"]) == 1

    def page(self, attempt: Attempt) -> str:
        url = reverse("quizzes:attempt", args=[attempt.public_id])
        return signed_in(attempt).get(url).content.decode()

    def test_a_closed_question_shows_how_it_fared_and_takes_no_answer(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        html = self.post(attempt, in_place=True).content.decode()
        assert "Your answer: not right" in html and "Not here." in html
        assert "<input" not in html
        assert "This question is closed" in html

    def test_the_key_is_kept_from_who_may_start_again(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        assert "tile-missed" not in self.post(attempt, in_place=True).content.decode()

    @pytest.mark.parametrize(
        "chosen", [{"attempts_allowed": 1}, {"is_practice": True, "required": False}]
    )
    def test_the_key_shows_where_there_is_nothing_to_gain(self, chosen: dict[str, Any]) -> None:
        attempt = under_way(**chosen)
        save(attempt, WRONG)
        assert "tile-missed" in self.post(attempt, in_place=True).content.decode()

    def test_what_the_matrix_holds_back_during_is_not_in_the_page(self) -> None:
        attempt = under_way(review={"during": ["correctness"]}, attempts_allowed=1)
        save(attempt, WRONG)
        html = self.post(attempt, in_place=True).content.decode()
        assert "Not right" in html
        assert "Not here." not in html and "tile-missed" not in html and "Points" not in html

    def test_before_a_further_try_its_cost_stands_there(self) -> None:
        attempt = under_way("adaptive", try_penalty=25)
        save(attempt, WRONG)
        html = self.post(attempt, in_place=True).content.decode()
        assert "a right answer earns 25 % less" in html and "Check again" in html
        assert "Not right" in html and "Article 6" not in html

    def test_a_refusal_is_a_sentence(self) -> None:
        response = self.post(under_way(), in_place=True)
        assert response.status_code == 422
        assert "Answer first" in response.content.decode()

    def test_pressed_once_more_an_unfinished_answer_is_checked(self) -> None:
        attempt = make_attempt(make_quiz(feedback="immediate", specs=(("matching", MATCHING),)))
        save(attempt, {"p1": "o1"})
        asked = self.post(attempt, in_place=True)
        assert asked.status_code == 422 and asked.headers["X-Asks"] == "1"
        again = self.post(attempt, in_place=True, slot=f"{slot_ids(attempt)[0]}:sure")
        assert "This question is closed" in again.content.decode()

    def test_without_scripts_the_button_asks_and_then_means_it(self) -> None:
        attempt = make_attempt(make_quiz(feedback="immediate", specs=(("matching", MATCHING),)))
        slot = slot_ids(attempt)[0]
        url = reverse("quizzes:save", args=[attempt.public_id])
        form = {f"seen-{slot}": "", f"q{slot}-p1": "o1"}
        asked = signed_in(attempt).post(url, form | {"try": str(slot)}).content.decode()
        assert "only once" in asked and f'value="{slot}:sure"' in asked
        form[f"seen-{slot}"] = fingerprint({"p1": "o1"})
        assert signed_in(attempt).post(url, form | {"try": f"{slot}:sure"}).status_code == 302
        assert tried(attempt)["closed"]

    def test_without_scripts_the_whole_form_is_saved_and_its_question_checked(self) -> None:
        attempt = under_way()
        first, second, *_rest = slot_ids(attempt)
        data = {f"seen-{first}": "", f"seen-{second}": "", f"q{first}": WRONG, f"q{second}": "true"}
        url = reverse("quizzes:save", args=[attempt.public_id])
        response = signed_in(attempt).post(url, data | {"try": str(first)})
        assert response.status_code == 302 and response.headers["Location"].endswith("#q1")
        assert tried(attempt) == {"values": [WRONG], "closed": True}
        assert current_answers(attempt.pk)[second] is True
        assert "Your answer: not right" in self.page(attempt)

    def test_without_scripts_nothing_to_check_is_said_at_the_question(self) -> None:
        attempt = under_way()
        slot = slot_ids(attempt)[0]
        url = reverse("quizzes:save", args=[attempt.public_id])
        response = signed_in(attempt).post(url, {f"seen-{slot}": "", "try": str(slot)})
        assert response.status_code == 422 and "Answer first" in response.content.decode()

    def test_the_page_of_a_deferred_quiz_has_no_check(self) -> None:
        assert 'name="try"' not in self.page(under_way("deferred"))

    def test_a_save_asks_no_more_queries_where_answers_are_checked(self) -> None:
        deferred, checked = under_way("deferred"), under_way()
        for attempt in (deferred, checked):
            save(attempt, WRONG)
        check(checked, 0)
        client = signed_in(checked)
        slot = slot_ids(checked)[1]
        url = reverse("quizzes:save", args=[checked.public_id])

        def send(sequence: int) -> Any:
            sent = {
                "slot": slot,
                "operation": str(uuid.uuid4()),
                "sequence": sequence,
                "value": True,
            }
            return client.post(url, sent, content_type="application/json")

        assert send(2).status_code == 200
        with assert_queries(5):
            assert send(3).status_code == 200

    def test_a_save_to_a_closed_question_is_answered_so_that_no_queue_tries_again(self) -> None:
        attempt = under_way()
        save(attempt, WRONG)
        check(attempt)
        slot = slot_ids(attempt)[0]
        sent = {"slot": slot, "operation": str(uuid.uuid4()), "sequence": 9, "value": RIGHT}
        url = reverse("quizzes:save", args=[attempt.public_id])
        response = signed_in(attempt).post(url, sent, content_type="application/json")
        assert response.status_code == 422
        assert "stays as it was" in response.json()["error"]


def test_closed_is_told_of_no_tries_at_all() -> None:
    assert not is_closed(None, 1)
