"""A round of practice at its pages: answered, shown, known; nothing of it counts."""

import re
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.catalog.pictures import add_picture
from courses.catalog.queries import pictures_for_user
from courses.quizzes.bank.services import edit_question
from courses.quizzes.models import Attempt, Grade
from courses.quizzes.practice.models import PracticeAnswer, PracticeCard, PracticeRound
from tests.courses.quizzes.practice.support import begin, cards, client_of, mistakes, pass_days
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support.make_quizzes import SINGLE, make_course, make_quiz, publish
from tests.support.make_world import picture
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
OVERVIEW = "/quizzes/practice/"


@pytest.fixture
def attempt() -> Attempt:
    """Two mistakes, due today."""
    made = mistakes()
    pass_days(1)
    return made


@pytest.fixture
def client(attempt: Attempt) -> Client:
    return client_of(attempt)


def shown(client: Client, address: str) -> str:
    return str(client.get(address).content.decode())


def asked(html: str) -> int:
    found = re.search(r'name="card" value="(\d+)"', html)
    assert found is not None
    return int(found[1])


def send(client: Client, address: str, value: Any = None, **more: Any) -> Any:
    card = asked(shown(client, address))
    given = {} if value is None else {f"p{card}": value}
    return client.post(address, {"card": card, **given, **(more or {"answer": "1"})})


class TestRound:
    def test_from_the_overview_to_the_closing_page(self, client: Client) -> None:
        assert "Practise now" in shown(client, OVERVIEW)
        address = begin(client)
        html = shown(client, address)
        assert "What is laundered?" in html and "it does not count" in html
        right = send(client, address, "a").content.decode()
        assert "Yes." in right and "It comes again in 3 days." in right and "Next question" in right
        wrong = send(client, address, "false").content.decode()
        assert "It comes again tomorrow." in wrong and "Finish" in wrong
        done = shown(client, address)
        assert "1 of 2 questions were right." in done and "The next one comes:" in done

    def test_nothing_of_it_counts(self, client: Client) -> None:
        before = list(Attempt.objects.values()), list(Grade.objects.values())
        address = begin(client)
        send(client, address, "a")
        send(client, address, "true")
        assert (list(Attempt.objects.values()), list(Grade.objects.values())) == before

    def test_pressed_twice_the_same_page_comes_and_the_card_moves_once(
        self, client: Client
    ) -> None:
        address = begin(client)
        card = asked(shown(client, address))
        pages = [
            client.post(address, {"card": card, f"p{card}": "a", "answer": "1"}) for _ in range(2)
        ]
        assert all("It comes again in 3 days." in page.content.decode() for page in pages)
        assert PracticeAnswer.objects.count() == 1

    def test_without_an_answer_it_is_asked_again_and_shown_on_wish(self, client: Client) -> None:
        address = begin(client)
        refused = send(client, address)
        assert refused.status_code == 422 and "Answer first" in refused.content.decode()
        assert not PracticeAnswer.objects.exists()
        told = send(client, address, show="1").content.decode()
        assert "Proceeds of crime" in told and "It comes again tomorrow." in told

    def test_an_answer_that_does_not_fit_is_refused(self, client: Client) -> None:
        assert send(client, begin(client), "no such choice").status_code == 422

    def test_a_button_of_the_question_answers_nothing(self, client: Client) -> None:
        address = begin(client)
        response = send(client, address, "a", **{"p1.x": "3"})
        assert response.status_code == 200 and "checked" in response.content.decode()
        assert not PracticeAnswer.objects.exists()

    @pytest.mark.parametrize("card", ["", "x", "0", "999999999"])
    def test_a_card_that_is_not_in_the_round_leads_on(self, client: Client, card: str) -> None:
        address = begin(client)
        assert client.post(address, {"card": card, "answer": "1"}).status_code == 302

    def test_choices_keep_their_order_within_a_round_and_change_between(
        self, attempt: Attempt, client: Client
    ) -> None:
        orders = set()
        for _ in range(12):  # each of six orders: never the same by chance
            address = begin(client)
            pages = [re.findall(r'value="([abc])"', shown(client, address)) for _ in range(2)]
            assert pages[0] == pages[1]
            orders.add(tuple(pages[0]))
        assert len(orders) > 1

    def test_anothers_round_and_card_do_not_exist(self, client: Client) -> None:
        address = begin(client)
        other = client_of(mistakes())
        assert other.get(address).status_code == 404
        known = reverse("quizzes:practice_known", args=[cards()[0].pk])
        assert other.post(known).status_code == 404
        assert not PracticeCard.objects.filter(left="known", user=client_user(client)).exists()
        assert client.get(f"/quizzes/practice/rounds/{uuid4()}/").status_code == 404

    def test_with_nothing_due_no_round_begins(self) -> None:
        client = client_of(mistakes())
        html = client.post(OVERVIEW, follow=True).content.decode()
        assert "Nothing is due today" in html and not PracticeRound.objects.exists()


def client_user(client: Client) -> int:
    return int(client.session["_auth_user_id"])


class TestKnown:
    def test_known_it_leaves_the_round_and_undone_it_is_back(self, client: Client) -> None:
        address = begin(client)
        card = asked(shown(client, address))
        known = reverse("quizzes:practice_known", args=[card])
        key = address.rstrip("/").rpartition("/")[2]
        html = client.post(known, {"round": key}, follow=True).content.decode()
        assert "that one comes no more" in html and asked(html) != card
        html = client.post(known, {"round": key, "again": "1"}, follow=True).content.decode()
        assert asked(html) == card

    def test_the_overview_lists_what_is_known_to_be_taken_up_again(self, client: Client) -> None:
        known = reverse("quizzes:practice_known", args=[cards()[0].pk])
        html = client.post(known, {"round": "x"}, follow=True).content.decode()
        assert "You said you know these" in html and "What is laundered?" in html
        client.post(known, {"again": "1"})
        assert "You said you know these" not in shown(client, OVERVIEW)


class TestOverview:
    def test_empty_it_says_how_questions_come_here(self) -> None:
        client = client_of(mistakes(("a", True, "190", "Palermo")))
        assert "Nothing to practise yet" in shown(client, OVERVIEW)

    def test_what_waits_is_said_kindly(self) -> None:
        attempt = mistakes(quiz=make_quiz(attempts_allowed=2, pass_mark=80))
        html = shown(client_of(attempt), OVERVIEW)
        assert "2 questions wait: practice shows right answers" in html
        quiz = attempt.quiz
        assert f'href="{reverse("quizzes:quiz", args=[quiz.course.slug, quiz.key])}"' in html

    def test_a_course_has_its_own_page(self, attempt: Attempt, client: Client) -> None:
        page = reverse("quizzes:course_practice", args=[attempt.quiz.course.slug])
        assert "Practise now" in shown(client, page)
        assert "/quizzes/practice/rounds/" in client.post(page)["Location"]

    @pytest.mark.parametrize(
        "values", [("b", True, "190", "Palermo"), ("b", False, "1", "x")], ids=["one", "four"]
    )
    def test_pages_ask_as_many_queries_however_much_is_due(self, values: tuple[Any, ...]) -> None:
        client = client_of(mistakes(values))
        pass_days(1)
        clock = connection.vendor == "postgresql"
        with assert_queries(8 + clock):
            client.get(OVERVIEW)
        address = begin(client)
        with assert_queries(12 + clock):
            client.get(address)
        card = asked(shown(client, address))
        with assert_queries(16 + 2 * clock):
            client.post(address, {"card": card, f"p{card}": "a", "answer": "1"})


@pytest.mark.parametrize(
    "name", ["categorise", "cloze", "hotspot", "matching", "multiple_choice", "ordering"]
)
def test_each_kind_can_be_practised(name: str) -> None:
    ladder = ladder_of(name)
    quiz = make_quiz(specs=((name, ladder.spec), ("single_choice", SINGLE)), attempts_allowed=1)
    client = client_of(mistakes((None, "a"), quiz=quiz))
    pass_days(1)
    address = begin(client)
    assert "Answer" in shown(client, address)
    told = send(client, address, show="1")
    assert told.status_code == 200 and "It comes again tomorrow." in told.content.decode()


def test_a_picture_that_came_with_a_new_edition_opens_for_whoever_practises_it() -> None:
    course = make_course()
    quiz = make_quiz(course, specs=(("single_choice", SINGLE),), attempts_allowed=1)
    attempt = mistakes(("b",), quiz=quiz)
    drawn = add_picture(course, picture(), "A map", for_questions=True)
    question = cards()[0].question
    spec = {**SINGLE, "stem": f"Where?\n\n![A map](/pictures/{drawn.key})"}
    edit_question(question, specs={"en": spec})
    assert not pictures_for_user(attempt.user).filter(pk=drawn.pk).exists()
    publish(course)
    assert pictures_for_user(attempt.user).filter(pk=drawn.pk).exists()
    assert not pictures_for_user(mistakes().user).filter(pk=drawn.pk).exists()
