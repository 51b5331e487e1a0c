"""Requests written by hand against sections, order, checks, breaks and settings: B 23."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.quizzes.errors import NoSuchQuestion, NotOnThisPage, OnBreak, QuizError
from courses.quizzes.hints.services import take_hint
from courses.quizzes.models import Answer, Attempt, QuizSlot
from courses.quizzes.raised.models import Raised
from courses.quizzes.taking.services import leave_page, set_flag
from courses.quizzes.terms.breaks import take_break
from courses.quizzes.trying.errors import CannotCheck
from courses.quizzes.trying.services import check_answer
from tests.courses.quizzes.types.test_scenario import SPEC
from tests.support import make
from tests.support.make_quizzes import (
    SINGLE,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    publish,
    save,
)
from tests.support.make_sections import make_draw, make_pool
from tests.support.make_terms import accommodation

pytestmark = pytest.mark.django_db

HINTED = {**SINGLE, "hints": [{"text": "Dirty **money**."}, {"text": "Not cloth."}]}
FOUR = tuple(("single_choice", HINTED) for _ in range(4))


def page(attempt: Attempt, name: str, *more: int) -> str:
    return reverse(f"quizzes:{name}", args=[attempt.public_id, *more])


def slot_at(attempt: Attempt, place: int) -> int:
    return int(attempt.layout[place]["slot"])


def save_at(attempt: Attempt, place: int, value: Any = "a") -> None:
    save_one(attempt, slot_at(attempt, place), value)


def save_one(attempt: Attempt, slot: int, value: Any) -> None:
    body = {"slot": slot, "sequence": 1, "value": value, "operation": str(uuid.uuid4())}
    client = make.client_for(attempt.user)
    answer = client.post(page(attempt, "save"), body, content_type="application/json")
    assert answer.status_code == 200


def press_try(attempt: Attempt, slot: object, **headers: str) -> Any:
    client = make.client_for(attempt.user)
    return client.post(page(attempt, "try"), {"try": slot}, headers={"X-In-Place": "1", **headers})


def in_order(**settings: Any) -> Attempt:
    chosen = {"order": "sequential", "per_page": 2, "feedback": "immediate", **settings}
    return make_attempt(make_quiz(specs=FOUR, **chosen))


def unchanged(attempt: Attempt) -> bool:
    before = (attempt.state, attempt.tries, attempt.hints, attempt.flags, attempt.reached)
    now = Attempt.objects.get(pk=attempt.pk)
    return before == (now.state, now.tries, now.hints, now.flags, now.reached)


class TestInOrder:
    """A question that the page does not show is neither checked nor shown, nor hinted at."""

    @pytest.mark.parametrize(("reached", "place"), [(0, 2), (2, 0)])
    def test_23_no_other_pages_question_is_checked_or_shown(self, reached: int, place: int) -> None:
        attempt = in_order()
        save_at(attempt, place)
        if reached:
            leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
            attempt.refresh_from_db()
        answer = press_try(attempt, slot_at(attempt, place))
        assert (answer.status_code, answer["Content-Type"]) == (409, "text/plain")
        assert "laundered" not in answer.content.decode()
        assert unchanged(attempt)

    def test_23_the_page_where_one_is_may_be_checked(self) -> None:
        attempt = in_order()
        save_at(attempt, 1)
        assert press_try(attempt, slot_at(attempt, 1)).status_code == 200

    def test_23_no_hint_comes_ahead(self) -> None:
        attempt = in_order()
        with pytest.raises(QuizError):
            take_hint(attempt.public_id, attempt.user, slot_id=slot_at(attempt, 3), number=1)
        sent = {"hint": f"{slot_at(attempt, 3)}:1"}
        client = make.client_for(attempt.user)
        answer = client.post(page(attempt, "hint"), sent, headers={"HX-Request": "true"})
        assert "money" not in answer.content.decode()
        assert unchanged(attempt)

    def test_23_a_whole_form_checks_nothing_on_another_page(self) -> None:
        attempt = in_order()
        save_at(attempt, 3)
        client = make.client_for(attempt.user)
        sent = {"page": "1", "try": str(slot_at(attempt, 3))}
        assert client.post(page(attempt, "save"), sent).status_code in (302, 422)
        assert unchanged(attempt)

    def test_23_no_scene_of_a_scenario_comes_ahead(self) -> None:
        specs = (("single_choice", HINTED), ("scenario", SPEC))
        attempt = make_attempt(
            make_quiz(specs=specs, order="sequential", per_page=1, shuffle_questions=False)
        )
        with pytest.raises(NotOnThisPage):
            save(attempt, "0.c1", place=1)
        assert not Answer.objects.exists()
        leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
        assert save(attempt, "0.c1", place=1).way

    @pytest.mark.parametrize("since", ["2", "-1", "99", "1e3", "٢", ""])
    def test_23_nothing_is_skipped_or_turned_back(self, since: str) -> None:
        attempt = in_order()
        client = make.client_for(attempt.user)
        if since != "":
            client.post(page(attempt, "leave"), {"since": since, "sure": "1"})
            assert unchanged(attempt)
        leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
        client.post(page(attempt, "leave"), {"since": "0", "sure": "1"})
        attempt.refresh_from_db()
        assert attempt.reached == 2


class TestOnABreak:
    """The clock stands still, so the questions are away: whatever the request."""

    def make(self) -> Attempt:
        user = make_learner()
        accommodation(user, break_minutes=10)
        quiz = make_quiz(specs=FOUR, time_limit_minutes=20, feedback="adaptive")
        attempt = make_attempt(quiz, user)
        save_at(attempt, 0, "b")
        return take_break(attempt.public_id, user)

    def test_23_no_answer_is_checked(self) -> None:
        attempt = self.make()
        answer = press_try(attempt, slot_at(attempt, 0))
        assert answer.status_code == 409
        assert "laundered" not in answer.content.decode()
        assert unchanged(attempt)

    def test_23_no_hint_is_taken(self) -> None:
        attempt = self.make()
        with pytest.raises(OnBreak):
            take_hint(attempt.public_id, attempt.user, slot_id=slot_at(attempt, 0), number=1)
        assert unchanged(attempt)


class TestWhatWasNotDrawn:
    @pytest.fixture
    def attempt(self) -> Attempt:
        quiz = make_quiz(is_published=False, feedback="immediate")
        make_draw(quiz, 2, topic=make_pool(quiz, 6)[0].topic_id)
        publish(quiz.course)
        return make_attempt(quiz)

    @pytest.fixture
    def other(self, attempt: Attempt) -> int:
        own = [place["slot"] for place in attempt.layout]
        pool = QuizSlot.objects.filter(quiz_edition=attempt.quiz_edition).exclude(pk__in=own)
        return pool[0].pk

    def test_23_it_is_not_checked_flagged_or_hinted_at(self, attempt: Attempt, other: int) -> None:
        key, user = attempt.public_id, attempt.user
        with pytest.raises(NoSuchQuestion):
            check_answer(key, user, slot_id=other)
        with pytest.raises(NoSuchQuestion):
            set_flag(key, user, slot_id=other, is_set=True)
        with pytest.raises(QuizError):
            take_hint(key, user, slot_id=other, number=1)
        assert unchanged(attempt)

    def test_23_a_whole_form_with_it_stores_nothing_of_it(
        self, attempt: Attempt, other: int
    ) -> None:
        client = make.client_for(attempt.user)
        client.post(page(attempt, "save"), {f"q{other}": "a", f"seen-{other}": "", "page": "1"})
        assert not Answer.objects.filter(slot=other).exists()

    def test_23_a_file_for_it_is_refused(self, attempt: Attempt, other: int) -> None:
        client = make.client_for(attempt.user)
        answer = client.post(page(attempt, "send_files", other), {})
        assert answer.status_code in (404, 422)

    def test_23_no_page_shows_the_rest_of_the_pool(self, attempt: Attempt, other: int) -> None:
        text = QuizSlot.objects.get(pk=other).question_version.specs["en"]["stem"]
        client = make.client_for(attempt.user)
        for name in ("attempt", "check", "now", "leave"):
            html = client.get(page(attempt, name)).content.decode()
            assert f'name="q{other}' not in html
            assert text not in html


class TestChecks:
    @pytest.mark.parametrize("slot", ["", "x", "-1", "9" * 18, "9" * 400, "1\x00", "٣"])
    def test_23_nonsense_is_no_question(self, slot: str) -> None:
        attempt = make_attempt(make_quiz(feedback="immediate"))
        answer = press_try(attempt, slot)
        assert answer.status_code == 422
        assert unchanged(attempt)

    def test_23_after_handing_in_nothing_is_checked(self) -> None:
        attempt = make_graded(make_quiz(feedback="immediate"))
        answer = press_try(attempt, slot_at(attempt, 0))
        assert answer.status_code == 409
        assert unchanged(attempt)

    def test_23_a_quiz_that_tells_nothing_before_the_end_checks_nothing(self) -> None:
        attempt = make_attempt(make_quiz())
        save(attempt, "a")
        with pytest.raises(CannotCheck):
            check_answer(attempt.public_id, attempt.user, slot_id=slot_at(attempt, 0))
        assert unchanged(attempt)


GET = ("attempt", "now", "leave", "check", "status", "result", "break")
POST = ("save", "hint", "try", "flag", "leave", "submit", "break", "break_end")


class TestOfSomebodyElse:
    @pytest.mark.parametrize("name", GET)
    def test_23_nothing_is_read(self, name: str) -> None:
        attempt = make_attempt(make_quiz(feedback="immediate", time_limit_minutes=9))
        assert make.client_for(make_learner()).get(page(attempt, name)).status_code == 404

    @pytest.mark.parametrize("name", POST)
    def test_23_nothing_is_written(self, name: str) -> None:
        attempt = make_attempt(make_quiz(feedback="immediate", time_limit_minutes=9))
        slot = slot_at(attempt, 0)
        sent = {"try": slot, "flag": f"{slot}:1", "hint": f"{slot}:1", "since": "0", "sure": "1"}
        answer = make.client_for(make_learner()).post(page(attempt, name), sent)
        assert answer.status_code == 404
        assert unchanged(attempt)

    def test_23_nothing_is_raised(self) -> None:
        attempt = make_attempt()
        client = make.client_for(make_learner())
        assert client.get(page(attempt, "raise", 1)).status_code == 404
        assert client.post(page(attempt, "raise", 1), {"about": "wrong"}).status_code == 404
        assert not Raised.objects.exists()

    @pytest.mark.parametrize("name", ["submit", "try", "hint", "flag", "break_end"])
    def test_23_no_change_comes_by_a_link(self, client: Client, name: str) -> None:
        attempt = make_attempt()
        client.force_login(attempt.user)
        assert client.get(page(attempt, name)).status_code == 405
        assert unchanged(attempt)
