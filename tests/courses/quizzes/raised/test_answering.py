"""Answering what learners raised: at the question, several at once, told by mail."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.mail.models import Message
from courses.people.models import User
from courses.quizzes.models import Attempt, Question
from courses.quizzes.privacy import erase, export_for
from courses.quizzes.raised import services as raised_services
from courses.quizzes.raised.errors import NoneChosen, NotTheSame, SayWhat
from courses.quizzes.raised.models import Raised
from courses.quizzes.services import submit_attempt
from courses.quizzes.waiting.queries import waiting_by_person
from courses.quizzes.waiting.services import tell_staff
from tests.courses.quizzes.types.ladder import ladder_of
from tests.courses.quizzes.waiting.test_services import MORNING
from tests.support.make_quizzes import (
    SINGLE,
    make_attempt,
    make_learner,
    make_quiz,
    make_staff,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
ONE = (("single_choice", SINGLE),)


def say(attempt: Attempt, **fields: Any) -> Raised:
    wanted: dict[str, Any] = {"about": "key", "text": "Two are right.", **fields}
    wanted.setdefault("operation", uuid.uuid4())
    return raised_services.raise_question(attempt.public_id, attempt.user, number=1, **wanted)


def three() -> tuple[Question, list[Raised]]:
    """Of three learners, at one question."""
    quiz = make_quiz(specs=ONE)
    rows = [say(make_attempt(quiz, make_learner(name=name))) for name in ("Ana", "Bo", "Cy")]
    return rows[0].question, rows


def answer(question: Question, rows: list[Raised], **fields: Any) -> list[Raised]:
    text = fields.pop("text", "Only a is.")
    wanted: dict[str, Any] = {"at_once": False, "by": make_staff(question.course), **fields}
    return raised_services.answer(question, [row.pk for row in rows], text, **wanted)


def open_at(question: Question) -> int:
    question.refresh_from_db()
    return question.open_raised


def mails() -> list[Message]:
    return list(Message.objects.filter(kind="raised_answered").order_by("pk"))


class TestAnswering:
    def test_several_are_answered_at_once_and_each_is_told(self) -> None:
        question, rows = three()
        answer(question, rows[:2])
        assert open_at(question) == 1
        assert [mail.user for mail in mails()] == [rows[0].user, rows[1].user]

    def test_what_has_this_answer_already_is_told_once(self) -> None:
        question, rows = three()
        assert len(answer(question, rows[:1])) == 1
        assert len(answer(question, rows[:1])) == 0
        assert len(mails()) == 1
        answer(question, rows[:1], text="Only a, see article 6.")
        assert len(mails()) == 2

    @pytest.mark.parametrize("at_once", [True, False])
    def test_the_mail_helps_nobody_who_is_under_way(self, at_once: bool) -> None:
        question, rows = three()
        answer(question, rows[:1], at_once=at_once)
        (mail,) = mails()
        assert ("Only a is." in mail.text, "Only a is." in mail.html) == (at_once, at_once)
        assert "Two are right." in mail.text

    def test_after_handing_in_the_mail_has_the_answer(self) -> None:
        question, rows = three()
        submit_attempt(rows[0].attempt.public_id, rows[0].user)
        answer(question, rows[:1])
        assert "Only a is." in mails()[0].text

    def test_those_that_say_the_same_count_as_one_and_are_answered_together(self) -> None:
        question, rows = three()
        raised_services.say_same(question, [rows[1].pk, rows[2].pk], rows[0].pk)
        assert open_at(question) == 1
        assert len(answer(question, rows[:1])) == 3
        assert open_at(question) == 0

    def test_put_to_one_that_is_answered_it_has_the_answer_at_once(self) -> None:
        question, rows = three()
        answer(question, rows[:1])
        raised_services.say_same(question, [rows[1].pk], rows[0].pk)
        rows[1].refresh_from_db()
        assert (rows[1].answer, rows[1].state) == ("Only a is.", "answered")
        assert [mail.user for mail in mails()] == [rows[0].user, rows[1].user]

    def test_a_double_of_a_double_is_put_to_the_first(self) -> None:
        question, rows = three()
        raised_services.say_same(question, [rows[1].pk], rows[0].pk)
        raised_services.say_same(question, [rows[2].pk], rows[1].pk)
        assert set(rows[0].doubles.all()) == {rows[1], rows[2]}

    def test_nothing_is_the_same_as_itself(self) -> None:
        question, rows = three()
        for other in (rows[0].pk, None, 10**9):
            with pytest.raises(NotTheSame):
                raised_services.say_same(question, [rows[0].pk], other)

    def test_closed_and_opened_again(self) -> None:
        question, rows = three()
        assert raised_services.close(question, [rows[0].pk, rows[1].pk]) == 2
        assert open_at(question) == 1
        assert raised_services.reopen(question, [rows[0].pk]) == 1
        assert open_at(question) == 2
        assert mails() == []

    def test_an_answer_needs_words_and_somebody(self) -> None:
        question, rows = three()
        with pytest.raises(SayWhat):
            answer(question, rows, text=" ")
        with pytest.raises(NoneChosen):
            answer(question, [])

    def test_what_was_raised_elsewhere_is_not_answered_here(self) -> None:
        question, _rows = three()
        other, others = three()
        with pytest.raises(NoneChosen):
            answer(question, others)
        assert open_at(other) == 3


class TestPage:
    def client(self, user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    def url(self, question: Question, name: str = "question_raised") -> str:
        return reverse(f"quizzes:{name}", args=[question.course.slug, question.key])

    def test_the_staff_see_who_what_and_which_version(self) -> None:
        question, rows = three()
        html = self.client(make_staff(question.course)).get(self.url(question)).content.decode()
        assert all(str(row.user) in html for row in rows)
        assert "Two are right." in html and "?version=1" in html and "attempt under way" in html

    def test_at_a_survey_no_name_is_shown(self) -> None:
        ladder = ladder_of("survey")
        quiz = make_quiz(specs=(("survey", ladder.spec), *ONE))
        attempt = make_attempt(quiz, make_learner(name="Zoe Quill"))
        place = [slot["slot"] for slot in attempt.layout].index(
            attempt.quiz_edition.slots.order_by("position")[0].pk
        )
        raised = raised_services.raise_question(
            attempt.public_id,
            attempt.user,
            number=place + 1,
            about="ask",
            text="Why?",
            operation=uuid.uuid4(),
        )
        html = self.client(make_staff(quiz.course)).get(self.url(raised.question)).content.decode()
        assert "Zoe Quill" not in html and str(attempt.public_id) not in html
        assert "without a name" in html

    def test_ticked_ones_are_answered_from_the_page(self) -> None:
        question, rows = three()
        client = self.client(make_staff(question.course))
        sent = {"chosen": [rows[0].pk, rows[2].pk], "text": "Only a.", "act": "answer"}
        html = client.post(self.url(question), sent, follow=True).content.decode()
        assert "2 learners are told by mail" in html and open_at(question) == 1

    def test_a_refusal_keeps_what_was_ticked_and_typed(self) -> None:
        question, rows = three()
        client = self.client(make_staff(question.course))
        response = client.post(self.url(question), {"chosen": [rows[0].pk], "act": "answer"})
        assert response.status_code == 422
        html = response.content.decode()
        assert "Write the answer first." in html and " checked>" in html
        response = client.post(self.url(question), {"text": "Kept words", "act": "answer"})
        assert response.status_code == 422 and "Kept words" in response.content.decode()

    def test_the_bank_counts_and_finds_what_is_open(self) -> None:
        question, _rows = three()
        client = self.client(make_staff(question.course))
        bank = reverse("quizzes:bank", args=[question.course.slug])
        found = client.get(bank, {"raised": "1"}).content.decode()
        assert self.url(question) in found and "3 raised by learners" in found
        raised_services.close(question, list(question.raised.values_list("pk", flat=True)))
        assert "No question fits" in client.get(bank, {"raised": "1"}).content.decode()

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_asks_as_many_queries_for_one_as_for_many(self, count: int) -> None:
        question, rows = three()
        for row in rows[count:]:
            row.delete()
        client = self.client(make_staff(question.course))
        with assert_queries(6):
            client.get(self.url(question))


class TestWaiting:
    def test_what_is_open_waits_for_the_staff_and_comes_with_the_mail(self) -> None:
        question, _rows = three()
        teacher = make_staff(question.course)
        (waiting,) = waiting_by_person()[teacher]
        assert (waiting.to_answer, waiting.to_review, waiting.to_mark) == (3, 0, 0)
        tell_staff(MORNING)
        mail = Message.objects.get(kind="work_waiting", user=teacher)
        assert mail.subject == "3 things raised by learners wait for an answer"
        assert f"/quizzes/{question.course.slug}/bank/?raised=1" in mail.text


class TestPrivacy:
    def test_a_learner_gets_and_forgets_what_they_raised(self) -> None:
        question, rows = three()
        answer(question, rows[:1])
        submit_attempt(rows[0].attempt.public_id, rows[0].user)
        (kept,) = export_for(rows[0].user)["raised"]
        assert (kept["text"], kept["answer"]) == ("Two are right.", "Only a is.")
        erase(rows[1].user)
        assert open_at(question) == 1
        assert set(Raised.objects.values_list("user", flat=True)) == {
            rows[0].user_id,
            rows[2].user_id,
        }

    def test_an_answer_of_somebody_who_is_gone_stays_without_a_name(self) -> None:
        question, rows = three()
        teacher = make_staff(question.course)
        answer(question, rows[:1], by=teacher)
        assert export_for(teacher)["answered"][0]["answer"] == "Only a is."
        erase(teacher)
        rows[0].refresh_from_db()
        assert (rows[0].answer, rows[0].by) == ("Only a is.", None)


def test_one_that_stands_alone_is_ticked_and_several_are_not(client: Client) -> None:
    quiz = make_quiz(specs=ONE)
    alone = say(make_attempt(quiz, make_learner(name="Ana")))
    client.force_login(make_staff(quiz.course))
    page = reverse("quizzes:question_raised", args=[quiz.course.slug, alone.question.key])
    assert client.get(page).context["chosen"] == [alone.pk]
    say(make_attempt(quiz, make_learner(name="Bo")))
    assert client.get(page).context["chosen"] == []
