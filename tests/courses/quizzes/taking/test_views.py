"""Page by page and in order, by plain forms: what is shown, refused, and where one is led."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.outbox.clock import database_now
from courses.quizzes.models import Attempt, QuizEdition, QuizSlot
from courses.quizzes.queries import current_answers
from courses.quizzes.taking.services import leave_page
from tests.courses.quizzes.types.test_stimulus import LADDER
from tests.support.make_quizzes import (
    make_attempt,
    make_learner,
    make_question,
    make_quiz,
    save,
    slot_ids,
)

pytestmark = pytest.mark.django_db


def paged(**settings: Any) -> Attempt:
    """Four questions, two on a page."""
    return make_attempt(make_quiz(**{"per_page": 2, **settings}))


def in_order() -> Attempt:
    return paged(order="sequential")


def page(attempt: Attempt, name: str = "attempt") -> str:
    return reverse(f"quizzes:{name}", args=[attempt.public_id])


def signed_in(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def shown(html: str) -> list[int]:
    """The numbers of the questions on a page."""
    return [number for number in range(1, 9) if f'id="q{number}"' in html]


def form(attempt: Attempt, places: range, **sent: str) -> dict[str, str]:
    """What the page with these questions sends."""
    slots = [attempt.layout[place]["slot"] for place in places]
    number = places.start // 2 + 1
    return {f"seen-{slot}": "" for slot in slots} | {"page": f"{number}"} | sent


class TestPages:
    @pytest.mark.parametrize(
        ("query", "expected"),
        [("", [1, 2]), ("?page=1", [1, 2]), ("?page=2", [3, 4]), ("?question=3", [3, 4])],
    )
    def test_each_page_shows_its_questions(self, query: str, expected: list[int]) -> None:
        attempt = paged()
        html = signed_in(attempt).get(page(attempt) + query).content.decode()
        assert shown(html) == expected

    @pytest.mark.parametrize(
        "query",
        [f"page={number}" for number in ("0", "3", "999", "x", "-1", "²", "", "9" * 40)],
    )
    def test_a_page_that_is_not_there_leads_to_the_first(self, query: str) -> None:
        attempt = paged()
        response = signed_in(attempt).get(f"{page(attempt)}?{query}")
        assert (response.status_code, response.headers["Location"]) == (302, page(attempt))

    @pytest.mark.parametrize(
        "query",
        ["question=0", "question=5", "question=x", "question="],
    )
    def test_a_question_that_is_not_there_leads_to_the_first_page(self, query: str) -> None:
        attempt = paged()
        response = signed_in(attempt).get(f"{page(attempt)}?{query}")
        assert (response.status_code, response.headers["Location"]) == (302, page(attempt))

    def test_all_at_once_is_one_page(self) -> None:
        attempt = make_attempt()
        html = signed_in(attempt).get(page(attempt)).content.decode()
        assert shown(html) == [1, 2, 3, 4]
        assert "Page 1" not in html

    def test_the_overview_tells_of_other_pages_too(self) -> None:
        attempt = paged()
        save(attempt, "Palermo", place=3)
        html = signed_in(attempt).get(page(attempt)).content.decode()
        assert 'name="go" value="2:4" class="tile-number is-answered"' in html

    def test_a_section_begins_a_page_with_its_words(self) -> None:
        attempt = paged()
        sections = [
            {"key": key, "titles": {"en": f"Part {key}"}, "instructions": {"en": "Read\nwell"}}
            for key in "ab"
        ]
        QuizEdition.objects.update(sections=sections)
        slots = slot_ids(attempt)
        QuizSlot.objects.filter(pk=slots[0]).update(section="a")
        QuizSlot.objects.filter(pk__in=slots[1:]).update(section="b")
        client = signed_in(attempt)
        pages = [client.get(f"{page(attempt)}?page={n}").content.decode() for n in (1, 2, 3)]
        assert [shown(html) for html in pages] == [[1], [2, 3], [4]]
        assert ["<h2>Part a</h2>" in html for html in pages] == [True, False, False]
        assert ["<h2>Part b</h2>" in html for html in pages] == [False, True, True]
        assert "Read<br>well" in pages[0]
        check = client.get(page(attempt, "check")).content.decode()
        assert check.index("Part a") < check.index("#q1") < check.index("Part b")

    def test_what_questions_refer_to_is_shown_on_each_of_their_pages(self) -> None:
        attempt = paged()
        version = make_question(attempt.quiz.course, "stimulus", LADDER.spec).current_version
        QuizSlot.objects.filter(pk__in=slot_ids(attempt)[:3]).update(stimulus_version=version)
        client = signed_in(attempt)
        for number, said in ((1, "Questions 1–2 refer to this"), (2, "Question 3 refers to this")):
            html = client.get(f"{page(attempt)}?page={number}").content.decode()
            assert said in html

    @pytest.mark.parametrize(
        ("pressed", "led_to"),
        [
            ({"go": "2:3"}, "?page=2#q3"),
            ({"go": "x"}, "?page=1"),
            ({"save": "1"}, "?page=1"),
            ({"save": "q2"}, "?question=2#q2"),
        ],
    )
    def test_a_button_saves_the_page_and_leads_on(
        self, pressed: dict[str, str], led_to: str
    ) -> None:
        attempt = paged()
        slot = slot_ids(attempt)[0]
        sent = form(attempt, range(2), **{f"q{slot}": "a"}, **pressed)
        response = signed_in(attempt).post(page(attempt, "save"), sent)
        assert response.headers["Location"] == page(attempt) + led_to
        assert current_answers(attempt.pk) == {slot: "a"}

    def test_a_refused_answer_is_shown_on_its_page(self) -> None:
        attempt = paged()
        slot = slot_ids(attempt)[2]
        sent = form(attempt, range(2, 4), **{f"q{slot}": "many", "go": "1:1"})
        response = signed_in(attempt).post(page(attempt, "save"), sent)
        assert response.status_code == 422
        assert shown(response.content.decode()) == [3, 4]


class TestInOrder:
    @pytest.mark.parametrize("query", ["?page=2", "?question=3", "?page=7"])
    def test_nobody_skips_ahead_by_address(self, query: str) -> None:
        attempt = in_order()
        response = signed_in(attempt).get(page(attempt) + query)
        assert response.headers["Location"] == page(attempt)

    def test_a_page_behind_is_not_opened_again(self) -> None:
        attempt = in_order()
        leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
        client = signed_in(attempt)
        assert client.get(page(attempt) + "?page=1").headers["Location"] == page(attempt)
        assert shown(client.get(page(attempt)).content.decode()) == [3, 4]

    def test_the_next_page_asks_first_when_something_is_open(self) -> None:
        attempt = in_order()
        client = signed_in(attempt)
        slot = slot_ids(attempt)[0]
        sent = form(attempt, range(2), **{f"q{slot}": "a", "go": "2:3", "since": "0"})
        response = client.post(page(attempt, "save"), sent, follow=True)
        html = response.content.decode()
        assert response.redirect_chain == [(page(attempt, "leave"), 302)]
        assert "1 question on it is not answered" in html
        assert f'{page(attempt)}#q2"' in html
        sure = client.post(page(attempt, "leave"), {"since": "0", "sure": "1"})
        assert sure.headers["Location"] == page(attempt) + "?page=2#q3"

    @pytest.mark.parametrize("since", ["", "x", "-2", "2", "0"])
    def test_an_older_window_is_told_that_another_has_gone_on(self, since: str) -> None:
        attempt = in_order()
        leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
        client = signed_in(attempt)
        slot = slot_ids(attempt)[0]
        sent = form(attempt, range(2), **{f"q{slot}": "a", "go": "2:3", "since": since})
        response = client.post(page(attempt, "save"), sent, follow=True)
        html = response.content.decode()
        assert "You had already gone on" in html
        assert shown(html) == [3, 4]
        attempt.refresh_from_db()
        assert (attempt.reached, current_answers(attempt.pk)) == (2, {})

    def test_in_order_a_question_alone_on_its_page_is_not_flagged_to_come_back_to(self) -> None:
        alone = paged(order="sequential", per_page=1)
        for attempt, is_offered in ((alone, False), (in_order(), True), (paged(), True)):
            html = signed_in(attempt).get(page(attempt)).content.decode()
            assert ('name="flag"' in html) is is_offered

    def test_the_last_page_has_no_next_one(self) -> None:
        attempt = in_order()
        leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
        response = signed_in(attempt).get(page(attempt, "leave"))
        assert response.headers["Location"] == page(attempt)

    def test_the_check_says_what_is_closed_and_links_only_what_is_open(self) -> None:
        attempt = in_order()
        leave_page(attempt.public_id, attempt.user, since=0, is_sure=True)
        html = signed_in(attempt).get(page(attempt, "check")).content.decode()
        assert "left behind, closed" in html
        assert f"{page(attempt)}?page=2#q3" in html
        assert "#q1" not in html


class TestFlag:
    def test_without_scripts_a_button_saves_and_flags(self) -> None:
        attempt = paged()
        slot = attempt.layout[2]["slot"]
        client = signed_in(attempt)
        response = client.post(page(attempt, "save"), form(attempt, range(2, 4), flag=f"{slot}:1"))
        assert response.headers["Location"] == page(attempt) + "?question=3#q3"
        html = client.get(page(attempt)).content.decode()
        assert "is-flagged" in html
        check = client.get(page(attempt, "check")).content.decode()
        assert "You flagged 1 question" in check

    @pytest.mark.parametrize("flag", ["", "0:1", "x", "1", ":", "9" * 30 + ":1"])
    def test_what_is_no_question_of_the_attempt_is_refused(self, flag: str) -> None:
        attempt = make_attempt()
        response = signed_in(attempt).post(page(attempt, "flag"), {"flag": flag})
        assert response.status_code == 422

    def test_another_persons_is_not_found(self, client: Client) -> None:
        attempt = make_attempt()
        client.force_login(make_learner())
        sent = {"flag": f"{slot_ids(attempt)[0]}:1"}
        assert client.post(page(attempt, "flag"), sent).status_code == 404

    def test_who_is_signed_out_is_told_so(self, client: Client) -> None:
        assert client.post(page(make_attempt(), "flag")).status_code == 401


class TestNow:
    def test_it_tells_the_servers_time_and_what_was_saved_last(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        save(attempt, "a", sequence=7)
        told = signed_in(attempt).get(page(attempt, "now")).json()
        assert 290 <= told.pop("seconds_left") <= 300
        assert told == {"open": True, "sequence": 7, "reached": 0}

    def test_when_time_is_up_it_is_not_open(self) -> None:
        attempt = make_attempt(make_quiz(time_limit_minutes=5))
        Attempt.objects.update(deadline_at=database_now())
        told = signed_in(attempt).get(page(attempt, "now")).json()
        assert (told["open"], told["seconds_left"]) == (False, 0)

    def test_it_says_who_asks(self, client: Client) -> None:
        attempt = make_attempt()
        assert client.get(page(attempt, "now")).status_code == 401
        client.force_login(make_learner())
        assert client.get(page(attempt, "now")).status_code == 404
        assert client.get(reverse("quizzes:now", args=[uuid.uuid4()])).status_code == 404


class TestTimer:
    @pytest.mark.parametrize(("hours", "is_far"), [(47, True), (3, False)])
    def test_with_more_than_a_day_left_the_day_is_said(self, hours: int, is_far: bool) -> None:
        attempt = paged(closes_at=database_now() + timedelta(hours=hours))
        html = signed_in(attempt).get(page(attempt)).content.decode()
        assert ("timer-far" in html) is is_far
