"""Raising something about a question: from the attempt and its result, with scripts and without."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.quizzes import services
from courses.quizzes.errors import NoSuchAttempt, NoSuchQuestion, NotUnderWay
from courses.quizzes.models import Attempt
from courses.quizzes.queries import current_answers
from courses.quizzes.raised.errors import EnoughForNow, TooFast
from courses.quizzes.raised.models import Raised
from courses.quizzes.raised.services import MOST_AN_HOUR, MOST_OPEN, raise_question
from tests.support.make_quizzes import make_attempt, make_graded, make_learner, slot_ids
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def say(attempt: Attempt, number: int = 1, **fields: Any) -> Raised:
    wanted: dict[str, Any] = {"about": "ask", "text": "Why not linen?", **fields}
    wanted.setdefault("operation", uuid.uuid4())
    return raise_question(attempt.public_id, attempt.user, number=number, **wanted)


def signed_in(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def page(attempt: Attempt, number: int = 1) -> str:
    return reverse("quizzes:raise", args=[attempt.public_id, number])


def form(**fields: Any) -> dict[str, Any]:
    return {"about": "ask", "text": "Why?", "operation": str(uuid.uuid4())} | fields


class TestRaising:
    def test_what_is_raised_keeps_what_the_learner_saw(self) -> None:
        attempt = make_attempt()
        raised = say(attempt, 2)
        place = attempt.layout[1]["slot"]
        assert (raised.slot_id, raised.attempt, raised.language) == (place, attempt, "en")
        assert raised.version == raised.slot.question_version
        raised.question.refresh_from_db()
        assert (raised.question.open_raised, raised.state) == (1, "open")

    def test_sent_twice_it_is_kept_once(self) -> None:
        attempt, operation = make_attempt(), uuid.uuid4()
        assert say(attempt, operation=operation) == say(attempt, operation=operation)
        assert Raised.objects.get().question.open_raised == 1

    def test_no_more_than_some_wait_in_an_attempt(self) -> None:
        attempt = make_attempt()
        for _ in range(MOST_OPEN):
            say(attempt)
        with pytest.raises(EnoughForNow):
            say(attempt)
        Raised.objects.update(state="closed")
        say(attempt)

    def test_within_an_hour_there_is_an_end(self) -> None:
        attempt = make_attempt()
        for _ in range(MOST_AN_HOUR):
            say(attempt)
            Raised.objects.update(state="closed")
        with pytest.raises(TooFast):
            say(attempt)
        Raised.objects.update(raised_at=timezone.now() - timedelta(hours=1, minutes=1))
        say(attempt)

    @pytest.mark.parametrize("number", [0, 5, 10**9])
    def test_a_place_that_the_attempt_has_not_is_refused(self, number: int) -> None:
        with pytest.raises(NoSuchQuestion):
            say(make_attempt(), number)

    def test_somebody_elses_attempt_does_not_exist(self) -> None:
        attempt = make_attempt()
        attempt.user = make_learner()
        with pytest.raises(NoSuchAttempt):
            say(attempt)

    def test_of_a_void_attempt_nothing_is_raised(self) -> None:
        attempt = make_attempt()
        Attempt.objects.update(state=Attempt.State.VOID)
        with pytest.raises(NotUnderWay):
            say(attempt)

    def test_long_words_end_and_nul_is_left_out(self) -> None:
        assert len(say(make_attempt(), text="\0" + "x" * 3000).text) == 2000


class TestPages:
    def test_without_scripts_the_whole_form_is_saved_and_the_page_opens(self) -> None:
        attempt = make_attempt()
        slot = slot_ids(attempt)[0]
        number = [place["slot"] for place in attempt.layout].index(slot) + 1
        sent = {f"seen-{slot}": "", f"q{slot}": "b", "raise": str(number)}
        client = signed_in(attempt)
        response = client.post(reverse("quizzes:save", args=[attempt.public_id]), sent, follow=True)
        assert response.redirect_chain == [(page(attempt, number), 302)]
        assert current_answers(attempt.pk) == {slot: "b"}
        html = response.content.decode()
        assert "What is it about?" in html and "the time goes on" in html

    def test_sent_it_leads_back_to_the_question(self) -> None:
        attempt = make_attempt()
        response = signed_in(attempt).post(page(attempt, 3), form())
        address = reverse("quizzes:attempt", args=[attempt.public_id])
        assert response["Location"] == f"{address}?question=3&told=sent#q3"
        assert Raised.objects.get().text == "Why?"

    @pytest.mark.parametrize("make", [make_attempt, make_graded])
    def test_where_one_lands_it_is_told_at_the_question(self, make: Any) -> None:
        attempt = make()
        client = signed_in(attempt)
        response = client.post(page(attempt, 2), form(), follow=True)
        html = response.content.decode()
        question = html[html.index('id="q2"') : html.index('id="q3"')]
        assert "Sent. Thank you: your instructor reads it." in question
        assert html.count("Sent. Thank you") == 1

    def test_in_place_a_dialog_comes_and_thanks(self) -> None:
        attempt = make_attempt()
        client = signed_in(attempt)
        opened = client.get(page(attempt), headers=HTMX).content.decode()
        assert opened.startswith("<dialog") and "site-head" not in opened
        sent = client.post(page(attempt), form(), headers=HTMX)
        assert sent.status_code == 200 and "Sent. Thank you" in sent.content.decode()

    @pytest.mark.parametrize("about", ["ask", "other"])
    def test_what_needs_words_is_not_taken_without(self, about: str) -> None:
        attempt = make_attempt()
        response = signed_in(attempt).post(page(attempt), form(about=about, text=" "))
        assert response.status_code == 422
        assert "Say in a few words what it is." in response.content.decode()

    @pytest.mark.parametrize(
        "bad", [{"about": "?"}, {"operation": "x"}, {"text": "a\0b"}, {"text": "x" * 2001}]
    )
    def test_what_no_form_of_ours_sends_is_refused(self, bad: dict[str, str]) -> None:
        attempt = make_attempt()
        assert signed_in(attempt).post(page(attempt), form(**bad)).status_code == 422
        assert not Raised.objects.exists()

    def test_too_much_is_said_in_the_form_that_keeps_the_words(self) -> None:
        attempt = make_attempt()
        for _ in range(MOST_OPEN):
            say(attempt)
        response = signed_in(attempt).post(page(attempt), form(text="One more"))
        assert response.status_code == 409
        html = response.content.decode()
        assert "Wait for the answers" in html and "One more" in html

    def test_under_each_question_of_the_attempt_and_of_the_result_there_is_the_way(self) -> None:
        attempt = make_attempt()
        html = signed_in(attempt).get(reverse("quizzes:attempt", args=[attempt.public_id]))
        assert html.content.decode().count('name="raise"') == 4
        graded = make_graded()
        html = signed_in(graded).get(reverse("quizzes:result", args=[graded.public_id]))
        links = [page(graded, number) in html.content.decode() for number in (1, 2, 3, 4)]
        assert links == [True] * 4

    def test_opening_and_sending_ask_few_queries(self) -> None:
        attempt = make_attempt()
        client = signed_in(attempt)
        with assert_queries(3):
            client.get(page(attempt), headers=HTMX)
        # PostgreSQL is asked for its clock.
        with assert_queries(12 + (connection.vendor == "postgresql")):
            client.post(page(attempt), form(), headers=HTMX)


class TestMyQuestions:
    def test_an_answer_waits_until_the_attempt_is_handed_in(self) -> None:
        attempt = make_attempt()
        raised = say(attempt)
        Raised.objects.filter(pk=raised.pk).update(
            state="answered", answer="It is cloth.", answered_at=timezone.now()
        )
        client, mine = signed_in(attempt), reverse("quizzes:my_questions")
        html = client.get(mine).content.decode()
        assert "Why not linen?" in html and "It is cloth." not in html
        assert "once you have handed in" in html
        services.submit_attempt(attempt.public_id, attempt.user)
        services.grade_attempt(attempt.pk)
        assert "It is cloth." in client.get(mine).content.decode()
        result = client.get(reverse("quizzes:result", args=[attempt.public_id])).content.decode()
        assert "What you raised" in result and "It is cloth." in result

    def test_an_answer_is_announced_until_it_was_seen(self) -> None:
        """Not before it may be read, and again where it was answered anew."""
        attempt = make_attempt()
        raised = Raised.objects.filter(pk=say(attempt).pk)
        client, mine = signed_in(attempt), reverse("quizzes:my_questions")
        learning = reverse("home:my_learning")
        raised.update(state="answered", answer="It is cloth.", answered_at=timezone.now())
        assert "new answer" not in client.get(learning).content.decode()
        services.submit_attempt(attempt.public_id, attempt.user)
        for _ in range(2):
            assert "1 new answer to what you raised" in client.get(learning).content.decode()
            assert 'class="tag tag-attention">new<' in client.get(mine).content.decode()
            assert "new answer" not in client.get(learning).content.decode()
            assert ">new<" not in client.get(mine).content.decode()
            raised.update(answered_at=timezone.now())

    def test_nobody_reads_anothers(self) -> None:
        say(make_attempt())
        html = signed_in(make_attempt()).get(reverse("quizzes:my_questions")).content.decode()
        assert "Why not linen?" not in html and "You have raised nothing yet" in html

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_list_asks_as_many_queries_for_one_as_for_many(self, count: int) -> None:
        attempt = make_attempt()
        for number in range(1, count + 1):
            say(attempt, number)
        client = signed_in(attempt)
        with assert_queries(4):
            client.get(reverse("quizzes:my_questions"))
