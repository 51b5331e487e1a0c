"""Hints in an attempt: on record before they are shown, once each, and in the frozen snapshot."""

from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.quizzes import services
from courses.quizzes.errors import NoSuchAttempt, NoSuchQuestion, NotUnderWay
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.hints.models import HintTaken
from courses.quizzes.hints.services import NoSuchHint, take_hint
from courses.quizzes.models import Attempt
from courses.quizzes.queries import current_answers, grade_of
from tests.support.make_quizzes import (
    SINGLE,
    SPECS,
    make_attempt,
    make_learner,
    make_quiz,
    make_staff,
    save,
    slot_ids,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db

HINTED = {**SINGLE, "hints": [{"text": "Dirty **money**."}, {"text": "Not cloth."}]}
HINTED_SPECS = (("single_choice", HINTED), *SPECS[1:])


def hinted() -> Attempt:
    return make_attempt(make_quiz(specs=HINTED_SPECS))


def take(attempt: Attempt, number: int, slot: int | None = None) -> Attempt:
    slot_id = slot_ids(attempt)[0] if slot is None else slot
    return take_hint(attempt.public_id, attempt.user, slot_id=slot_id, number=number)


def signed_in(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def page(attempt: Attempt, name: str = "attempt") -> str:
    return reverse(f"quizzes:{name}", args=[attempt.public_id])


class TestTaking:
    def test_taken_twice_is_taken_once(self) -> None:
        attempt = hinted()
        assert take(attempt, 1).hints == take(attempt, 1).hints == {str(slot_ids(attempt)[0]): 1}
        assert HintTaken.objects.count() == 1

    @pytest.mark.parametrize("number", [0, 2, 3])
    def test_only_the_next_one_can_be_taken(self, number: int) -> None:
        with pytest.raises(NoSuchHint):
            take(hinted(), number)

    def test_after_the_last_there_is_none(self) -> None:
        attempt = hinted()
        take(attempt, 1)
        take(attempt, 2)
        with pytest.raises(NoSuchHint):
            take(attempt, 3)

    def test_a_question_of_another_quiz_has_none_here(self) -> None:
        with pytest.raises(NoSuchQuestion):
            take(hinted(), 1, slot=slot_ids(hinted())[0])

    def test_somebody_elses_attempt_does_not_exist(self) -> None:
        attempt = hinted()
        with pytest.raises(NoSuchAttempt):
            take_hint(attempt.public_id, make_learner(), slot_id=slot_ids(attempt)[0], number=1)

    def test_after_submission_none_is_given(self) -> None:
        attempt = hinted()
        services.submit_attempt(attempt.public_id, attempt.user)
        with pytest.raises(NotUnderWay):
            take(attempt, 1)

    def test_the_snapshot_holds_them_and_grading_takes_them_off(self) -> None:
        attempt = hinted()
        take(attempt, 1)
        save(attempt, "a")
        services.submit_attempt(attempt.public_id, attempt.user)
        services.grade_attempt(attempt.pk)
        attempt.refresh_from_db()
        slot = str(slot_ids(attempt)[0])
        assert attempt.snapshot == {slot: "a", "hints": {slot: 1}}
        assert attempt.snapshot_hash == fingerprint(attempt.snapshot)
        assert attempt.score == Decimal("0.90")
        assert grade_of(attempt).items[0]["hint_cost"] == "0.10"

    def test_without_hints_the_snapshot_is_as_it_always_was(self) -> None:
        attempt = hinted()
        save(attempt, "a")
        submitted = services.submit_attempt(attempt.public_id, attempt.user)
        assert submitted.snapshot == {str(slot_ids(attempt)[0]): "a"}


class TestPages:
    def test_the_price_stands_beside_the_button_and_the_hint_is_not_in_the_page(self) -> None:
        attempt = hinted()
        html = signed_in(attempt).get(page(attempt)).content.decode()
        assert "Show hint 1 of 2" in html
        assert "It costs 10 % of this question" in html
        assert "Dirty" not in html

    def test_without_scripts_the_form_saves_what_was_typed_and_shows_the_hint(self) -> None:
        attempt = hinted()
        slot = slot_ids(attempt)[0]
        form = {f"seen-{slot}": "", f"q{slot}": "b", "hint": f"{slot}:1"}
        response = signed_in(attempt).post(page(attempt, "save"), form, follow=True)
        assert response.redirect_chain[-1][0].endswith(f"#hints-{slot}")
        assert "Dirty <strong>money</strong>." in response.content.decode()
        assert current_answers(attempt.pk) == {slot: "b"}

    def test_a_refused_answer_is_told_of_when_the_hint_was_taken_before(self) -> None:
        attempt = hinted()
        slots = slot_ids(attempt)
        take(attempt, 1)
        take(attempt, 2)
        form = {f"seen-{slot}": "" for slot in slots}
        form |= {f"q{slots[2]}": "not a number", "hint": f"{slots[0]}:9"}
        response = signed_in(attempt).post(page(attempt, "save"), form)
        assert response.status_code == 422
        assert "not a number" in response.content.decode()

    def test_in_place_only_the_hints_come_back(self) -> None:
        attempt = hinted()
        slot = slot_ids(attempt)[0]
        client = signed_in(attempt)
        # PostgreSQL is asked for its clock.
        with assert_queries(8 + (connection.vendor == "postgresql")):
            response = client.post(
                page(attempt, "hint"), {"hint": f"{slot}:1"}, headers={"HX-Request": "true"}
            )
        html = response.content.decode()
        assert "Hint 1</p>" not in html and "Hint 1 (−10 %)" in html
        assert "With those taken before: 20 % in all." in html
        assert "Dirty" in html and "Show hint 2 of 2" in html and "<form" not in html

    @pytest.mark.parametrize("asked", ["", "1", "x:y", "1:2:3", f"{10**18}:1"])
    def test_nonsense_shows_the_page_anew(self, asked: str) -> None:
        attempt = hinted()
        response = signed_in(attempt).post(page(attempt, "hint"), {"hint": asked})
        assert response.headers["Location"] == page(attempt)

    def test_the_result_says_what_hints_cost(self) -> None:
        attempt = hinted()
        take(attempt, 1)
        save(attempt, "a")
        services.submit_attempt(attempt.public_id, attempt.user)
        services.grade_attempt(attempt.pk)
        html = signed_in(attempt).get(page(attempt, "result")).content.decode()
        assert "1 hint taken." in html and "Points it cost: 0.10" in html


class TestPreview:
    def post(self, data: dict[str, Any]) -> str:
        quiz = make_quiz(specs=(("single_choice", HINTED),))
        client = Client()
        client.force_login(make_staff(quiz.course))
        item = quiz.items.get().pk
        filled = {name.format(item): str(value).format(item) for name, value in data.items()}
        url = reverse("quizzes:preview", args=[quiz.course.slug, quiz.key])
        return client.post(url, filled).content.decode()

    def test_a_hint_keeps_what_was_chosen_and_grades_nothing(self) -> None:
        html = self.post({"graded": 1, "q{0}": "b", "hint": "{0}:1"})
        assert "Hint 1</p>" not in html and "Hint 1 (−10 %)" in html
        assert "With those taken before: 20 % in all." in html
        assert "Dirty" in html and "Show hint 2 of 2" in html
        assert "checked" in html and "Grade these answers" in html

    def test_the_grade_counts_them(self) -> None:
        html = self.post({"graded": 1, "q{0}": "a", "hints-{0}": 2})
        assert "0.80 of 1 points" in html and "Points it cost: 0.20" in html
