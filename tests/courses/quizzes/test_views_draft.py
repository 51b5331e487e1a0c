"""The instructor's pages of a quiz: only the course's staff find them."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.bank.labels import Labels, set_labels
from courses.quizzes.models import Answer, Attempt, Question, Quiz
from courses.quizzes.presets import PRESETS, Preset
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
        "grade_method": "best",
        "order": "free",
        "feedback": "deferred",
        "try_penalty": "33",
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


@pytest.mark.parametrize("preset", PRESETS, ids=lambda preset: preset.name)
def test_a_new_quiz_may_begin_with_a_preset(
    client: Client, quiz: Quiz, staff: User, preset: Preset
) -> None:
    page = f"{url(quiz, 'new')}?as={preset.name}"
    form = client.get(page).context["form"]
    shown = {name: value for name, value in form.initial.items() if value not in (None, False)}
    response = client.post(page, shown | {"title_en": "Begun so"})
    assert response.status_code == 302
    made = Quiz.objects.get(key="begun-so")
    assert {name: getattr(made, name) for name in preset.settings} == preset.settings


def test_turning_to_a_preset_keeps_what_was_typed_and_checks_nothing_yet(
    client: Client, quiz: Quiz, staff: User
) -> None:
    sent = settings_form(title_en="Half typed", opens_at="2027-01-02T10:00", attempts_allowed="5")
    answer = client.post(f"{url(quiz, 'new')}?as=exam", sent | {"begin": "1", "pass_mark": ""})
    form = answer.context["form"]
    assert answer.status_code == 200 and not form.errors
    shown = [form[name].value() for name in ("title_en", "opens_at", "pass_mark")]
    assert shown == ["Half typed", "2027-01-02T10:00", ""]
    assert form["attempts_allowed"].value() == 1
    assert 'value="Half typed"' in answer.content.decode()
    assert not Quiz.objects.filter(titles__en="Half typed").exists()


def test_what_is_not_saved_yet_is_not_told_as_what_was_stored(
    client: Client, quiz: Quiz, staff: User
) -> None:
    sent = settings_form(title_en="", time_limit_minutes="30")
    form = client.post(url(quiz, "settings"), sent).context["form"]
    told = {group.key: group.told for group in form.groups}
    assert told["when"] == ["not saved yet"]
    assert "not saved yet" not in told["feedback"]


def test_a_preset_that_is_none_begins_as_ever(client: Client, quiz: Quiz, staff: User) -> None:
    form = client.get(f"{url(quiz, 'new')}?as=none").context["form"]
    assert form.initial["required"] and form.initial["feedback"] == "deferred"


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
        ({"wait_minutes": "60", "attempts_allowed": "1"}, "nothing to wait for"),
        ({"is_practice": "on", "required": "on"}, "for practice counts for nothing"),
        ({"is_practice": "on", "grade_method": "average"}, "Practice has no grade"),
        ({"order": "sequential"}, "can be answered in any order"),
        ({"try_penalty": "101"}, "less than or equal to 100"),
        ({"per_page": "0"}, "greater than or equal to 1"),
        ({"feedback": "never"}, "not one of the available choices"),
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


def test_every_plain_setting_is_kept(client: Client, quiz: Quiz, staff: User) -> None:
    sent = {
        "attempts_allowed": "3",
        "wait_minutes": "90",
        "grade_method": "last",
        "order": "sequential",
        "per_page": "2",
        "feedback": "adaptive",
        "try_penalty": "50",
        "required": "on",
    }
    assert client.post(url(quiz, "settings"), settings_form(**sent)).status_code == 302
    quiz.refresh_from_db()
    kept = {name: str(getattr(quiz, name)) for name in sent if name != "required"}
    assert kept | {"required": "on"} == sent and quiz.required


def test_a_group_says_on_its_head_what_is_set(client: Client, quiz: Quiz, staff: User) -> None:
    services.update_quiz(quiz, wait_minutes=90, attempts_allowed=2, per_page=1)
    page = client.get(url(quiz, "settings")).content.decode()
    assert "2 attempts · 1 h 30 min between them · The best attempt · 70 % to pass" in page
    assert "1 on a page" in page and "always open · no limit" in page
    assert '<details class="setting-group" open>' not in page


def test_a_group_with_an_error_is_open(client: Client, quiz: Quiz, staff: User) -> None:
    sent = settings_form(required="on", wait_minutes="60", attempts_allowed="1")
    page = client.post(url(quiz, "settings"), sent).content.decode()
    assert page.count('<details class="setting-group" open>') == 1


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
        with assert_queries(11):
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


def test_the_list_says_what_is_published_and_when_it_opens(client: Client, quiz: Quiz) -> None:
    client.force_login(make_staff(quiz.course))
    assert "not published yet" not in client.get(url(quiz, "quizzes")).content.decode()
    opens = datetime(2027, 3, 4, 9, tzinfo=UTC)
    make_quiz(quiz.course, is_published=False, opens_at=opens)
    page = client.get(url(quiz, "quizzes")).content.decode()
    assert page.count("not published yet") == 1
    assert re.search(r"Opens [^<]*2027", page)


@pytest.mark.parametrize("count", [1, 3])
def test_the_lists_queries_do_not_grow(client: Client, count: int) -> None:
    quiz = make_quiz()
    for _ in range(count - 1):
        make_quiz(quiz.course)
    client.force_login(make_staff(quiz.course))
    client.get(url(quiz, "quizzes"))
    with assert_queries(10):
        client.get(url(quiz, "quizzes"))
