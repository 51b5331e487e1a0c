"""The instructor's pages of a quiz: only the course's staff find them."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes.bank.labels import Labels, set_labels
from courses.quizzes.models import Answer, Attempt, Question, Quiz
from courses.quizzes.types.registry import kind
from tests.support.make_quizzes import make_learner, make_question, make_quiz, make_staff
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz()


@pytest.fixture
def staff(client: Client, quiz: Quiz) -> User:
    user = make_staff(quiz.course)
    client.force_login(user)
    return user


def url(quiz: Quiz, name: str) -> str:
    args = [quiz.course.slug] if name in ("quizzes", "new") else [quiz.course.slug, quiz.key]
    return reverse(f"quizzes:{name}", args=args)


def settings_form(**changes: Any) -> dict[str, Any]:
    form = {
        "title_en": "Final quiz",
        "text_en": "",
        "pass_mark": "70",
        "pass_unit": "percent",
        "grace_seconds": "10",
    }
    return form | changes


PAGES = ("quizzes", "new", "settings", "items", "preview")


@pytest.mark.parametrize("name", PAGES)
def test_staff_see_the_page(client: Client, quiz: Quiz, staff: User, name: str) -> None:
    assert client.get(url(quiz, name)).status_code == 200


@pytest.mark.parametrize("name", [*PAGES, "remove"])
@pytest.mark.parametrize("role", ["is_instructor", "is_coordinator", "is_demo"])
def test_everybody_else_finds_nothing(client: Client, quiz: Quiz, name: str, role: str) -> None:
    client.force_login(make_learner("", **{role: True}))
    call = client.post if name == "remove" else client.get
    assert call(url(quiz, name)).status_code == 404


@pytest.mark.parametrize("name", PAGES)
def test_who_is_signed_out_is_sent_to_sign_in(client: Client, quiz: Quiz, name: str) -> None:
    assert client.get(url(quiz, name)).status_code == 302


def test_a_new_quiz_leads_to_its_questions(client: Client, quiz: Quiz, staff: User) -> None:
    response = client.post(url(quiz, "new"), settings_form(title_en="Second quiz"))
    assert response.headers["Location"].endswith("/quiz/second-quiz/items/")


def test_a_quiz_may_stand_before_the_lessons(client: Client, quiz: Quiz, staff: User) -> None:
    client.post(url(quiz, "settings"), settings_form(before_lessons="on"))
    quiz.refresh_from_db()
    assert quiz.before_lessons and not quiz.required


def test_a_pass_mark_in_points_is_kept_as_percent(client: Client, quiz: Quiz, staff: User) -> None:
    form = settings_form(pass_mark="3", pass_unit="points")
    assert client.post(url(quiz, "settings"), form).status_code == 302
    quiz.refresh_from_db()
    assert quiz.pass_mark == 75


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"pass_mark": "5", "pass_unit": "points"}, "5 points is above the 4.00 points"),
        ({"pass_mark": "101"}, "above what can be reached"),
        (
            {"opens_at": "2027-01-02T10:00", "closes_at": "2027-01-01T10:00"},
            "would close before it opens",
        ),
    ],
)
def test_settings_that_cannot_be_are_refused_with_words(
    client: Client, quiz: Quiz, staff: User, changes: dict[str, str], words: str
) -> None:
    response = client.post(url(quiz, "settings"), settings_form(**changes))
    assert response.status_code == 422
    assert words in response.content.decode()
    quiz.refresh_from_db()
    assert (quiz.pass_mark, quiz.opens_at) == (70, None)


def order(quiz: Quiz) -> list[int]:
    return list(quiz.items.order_by("position").values_list("question", flat=True))


class TestItems:
    def test_a_question_moves_up(self, client: Client, quiz: Quiz, staff: User) -> None:
        first, second, *rest = order(quiz)
        client.post(url(quiz, "items"), {"item": order(quiz), "up": second})
        assert order(quiz) == [second, first, *rest]

    def test_the_first_one_stays_when_moved_up(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        before = order(quiz)
        client.post(url(quiz, "items"), {"item": before, "up": before[0]})
        assert order(quiz) == before

    @pytest.mark.parametrize(("place", "way", "focus"), [(1, "up", "down"), (2, "up", "up")])
    def test_the_focus_stays_on_what_was_moved(
        self, client: Client, quiz: Quiz, staff: User, place: int, way: str, focus: str
    ) -> None:
        moved = order(quiz)[place]
        sent = {"item": order(quiz), way: moved}
        page = client.post(url(quiz, "items"), sent, follow=True).content.decode()
        assert re.findall(r'name="(\w+)" value="(\d+)" autofocus', page) == [(focus, str(moved))]

    def test_what_can_be_added_stands_as_it_was_written_with_kind_and_tags(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        first, second = make_question(quiz.course), make_question(quiz.course)
        set_labels(first, Labels(tags=("Money",)))
        page = client.get(url(quiz, "items")).content.decode()
        offered = page[page.index("Questions to add") :]
        assert re.findall(r'name="add" value="(\d+)"', offered) == [str(first.pk), str(second.pk)]
        assert "<bdi>Money</bdi>" in offered
        assert str(kind(first.kind).label) in offered

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_page_takes_the_same_queries_whatever_may_be_added(
        self, client: Client, quiz: Quiz, staff: User, count: int
    ) -> None:
        for _ in range(count):
            set_labels(make_question(quiz.course), Labels(tags=("Money",)))
        client.get(url(quiz, "items"))
        with assert_queries(9):
            client.get(url(quiz, "items"))

    def test_what_cannot_be_added_yet_is_counted(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        assert "Not offered here" not in client.get(url(quiz, "items")).content.decode()
        for status in (Question.Status.DRAFT, Question.Status.DRAFT, Question.Status.REVIEW):
            question = make_question(quiz.course)
            question.status = status
            question.save()
        page = client.get(url(quiz, "items")).content.decode()
        assert ">2 drafts</a>" in page and ">1 in review</a>" in page

    def test_a_question_is_taken_out_and_another_added(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        first, *rest = order(quiz)
        added = make_question(quiz.course)
        client.post(url(quiz, "items"), {"item": order(quiz), "remove": first, "add": added.pk})
        assert order(quiz) == [*rest, added.pk]

    def test_points_are_set(self, client: Client, quiz: Quiz, staff: User) -> None:
        first, *_ = order(quiz)
        client.post(url(quiz, "items"), {"item": order(quiz), f"points-{first}": "2.5"})
        assert str(quiz.items.order_by("position")[0].points) == "2.50"

    @pytest.mark.parametrize("points", ["many", "0", "-1", "1e99", ""])
    def test_points_that_are_none_are_refused_and_nothing_changes(
        self, client: Client, quiz: Quiz, staff: User, points: str
    ) -> None:
        first, *_ = order(quiz)
        form = {"item": order(quiz)[::-1], f"points-{first}": points}
        assert client.post(url(quiz, "items"), form).status_code == 422
        assert order(quiz)[0] == first

    def test_a_question_of_another_course_is_passed_over(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        foreign = make_quiz().items.all()[0].question_id
        client.post(url(quiz, "items"), {"item": order(quiz), "add": foreign})
        assert foreign not in order(quiz)


class TestPreview:
    def test_answers_are_graded_and_nothing_is_stored(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        item = quiz.items.all()[0]
        response = client.post(url(quiz, "preview"), {"graded": "1", f"q{item.pk}": "a"})
        html = response.content.decode()
        assert "1 of 4 points" in html
        assert "Article 6 names the proceeds." in html
        assert not Attempt.objects.exists()
        assert not Answer.objects.exists()

    def test_an_answer_that_does_not_fit_is_shown_at_its_place(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        number = quiz.items.all()[2]
        response = client.post(url(quiz, "preview"), {f"q{number.pk}": "many"})
        assert response.status_code == 422
        assert 'value="many"' in response.content.decode()


def test_removing_is_by_post(client: Client, quiz: Quiz, staff: User) -> None:
    assert client.get(url(quiz, "remove")).status_code == 405
    client.post(url(quiz, "remove"))
    quiz.refresh_from_db()
    assert quiz.removed_at is not None


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_queries_do_not_grow(client: Client, count: int) -> None:
    quiz = make_quiz()
    for _ in range(count - 1):
        make_quiz(quiz.course)
    client.force_login(make_staff(quiz.course))
    client.get(url(quiz, "quizzes"))
    with assert_queries(8):
        client.get(url(quiz, "quizzes"))
