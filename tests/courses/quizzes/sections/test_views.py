"""Sections and draws on the pages of a quiz's draft."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes.bank.label_changes import remove_label
from courses.quizzes.bank.models import Label
from courses.quizzes.models import Question, Quiz
from courses.quizzes.services import set_items
from courses.quizzes.stimuli.referring import set_stimulus
from tests.support.make_quizzes import make_question, make_quiz, make_staff
from tests.support.make_sections import make_draw, make_pool, make_section
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def quiz() -> Quiz:
    return make_quiz(is_published=False)


@pytest.fixture
def staff(client: Client, quiz: Quiz) -> User:
    user = make_staff(quiz.course)
    client.force_login(user)
    return user


def url(quiz: Quiz, name: str, *more: str) -> str:
    return reverse(f"quizzes:{name}", args=[quiz.course.slug, quiz.key, *more])


def order(quiz: Quiz) -> list[int]:
    return list(quiz.items.values_list("question", flat=True))


def sections(quiz: Quiz) -> list[str]:
    """Of each question, in order; empty for none."""
    return [key or "" for key in quiz.items.values_list("section__key", flat=True)]


def page_of(client: Client, address: str) -> str:
    return client.get(address).content.decode()


def draw_form(**changes: Any) -> dict[str, Any]:
    return {"take": "2", "points": "1"} | changes


@pytest.mark.usefixtures("staff")
class TestSections:
    def test_a_new_one_has_words_in_each_language(self, client: Client, quiz: Quiz) -> None:
        quiz.course.languages = ["en", "fr"]
        quiz.course.save()
        form = {"title_en": "Part", "title_fr": "Partie", "text_en": "Read.", "text_fr": "Lisez."}
        response = client.post(url(quiz, "new_section"), form)
        assert response.headers["Location"].endswith("/items/#section-part")
        section = quiz.sections.get()
        assert section.titles == {"en": "Part", "fr": "Partie"}
        assert section.instructions == {"en": "Read.", "fr": "Lisez."}

    def test_it_is_renamed_and_keeps_its_key(self, client: Client, quiz: Quiz) -> None:
        section = make_section(quiz)
        client.post(url(quiz, "section", section.key), {"title_en": "Otherwise"})
        assert [(one.key, one.title()) for one in quiz.sections.all()] == [
            ("part-one", "Otherwise")
        ]

    def test_without_a_title_it_is_refused(self, client: Client, quiz: Quiz) -> None:
        assert client.post(url(quiz, "new_section"), {"title_en": " "}).status_code == 422
        assert not quiz.sections.exists()

    def test_another_quizs_section_is_not_found(self, client: Client, quiz: Quiz) -> None:
        other = make_section(make_quiz(quiz.course, is_published=False), "Other")
        assert client.get(url(quiz, "section", other.key)).status_code == 404

    def test_it_moves_with_what_stands_in_it_and_keeps_the_focus(
        self, client: Client, quiz: Quiz
    ) -> None:
        make_section(quiz, "a")
        make_section(quiz, "b")
        client.post(
            url(quiz, "items"),
            {"item": order(quiz), "ticked": order(quiz)[:1], "move": "1", "into": "b"},
        )
        page = client.post(
            url(quiz, "items"), {"item": order(quiz), "section-up": "b"}, follow=True
        ).content.decode()
        assert list(quiz.sections.values_list("key", flat=True)) == ["b", "a"]
        assert re.findall(r'name="([\w-]+)" value="(\w+)" autofocus', page) == [
            ("section-down", "b")
        ]

    def test_a_removed_one_leaves_its_questions(self, client: Client, quiz: Quiz) -> None:
        section = make_section(quiz)
        set_items(
            quiz, [(q, 1) for q in Question.objects.all()], sections={order(quiz)[0]: section.pk}
        )
        client.post(url(quiz, "items"), {"item": order(quiz), "section-remove": section.key})
        assert sections(quiz) == [""] * 4


@pytest.mark.usefixtures("staff")
class TestMoving:
    def test_ticked_questions_go_to_a_section(self, client: Client, quiz: Quiz) -> None:
        section = make_section(quiz)
        first, second, third, fourth = order(quiz)
        sent = {"item": order(quiz), "ticked": [first, third], "move": "1", "into": section.key}
        client.post(url(quiz, "items"), sent)
        assert order(quiz) == [second, fourth, first, third]
        assert sections(quiz) == ["", "", "part-one", "part-one"]

    def test_questions_of_the_bank_that_are_ticked_go_to_the_section_that_is_moved_to(
        self, client: Client, quiz: Quiz
    ) -> None:
        section = make_section(quiz)
        new = make_question(quiz.course)
        sent = {"item": order(quiz), "add": [new.pk], "add-to": "", "move": "1"}
        client.post(url(quiz, "items"), sent | {"into": section.key})
        assert order(quiz)[-1] == new.pk
        assert sections(quiz) == ["", "", "", "", "part-one"]

    @pytest.mark.parametrize("page", ["new_section", "new_draw", "question_kinds"])
    def test_on_the_way_to_another_page_nothing_that_was_ticked_is_lost(
        self, client: Client, quiz: Quiz, page: str
    ) -> None:
        new = make_question(quiz.course)
        sent = {"item": order(quiz), "add": [new.pk], "then": page}
        assert client.post(url(quiz, "items"), sent, follow=True).status_code == 200
        assert order(quiz)[-1] == new.pk

    def test_a_page_that_none_of_its_buttons_names_is_not_gone_to(
        self, client: Client, quiz: Quiz
    ) -> None:
        answer = client.post(url(quiz, "items"), {"item": order(quiz), "then": "logout"})
        assert answer.headers["Location"] == url(quiz, "items")

    def test_ticks_do_nothing_without_the_button(self, client: Client, quiz: Quiz) -> None:
        section = make_section(quiz)
        sent = {"item": order(quiz), "ticked": order(quiz), "save": "1", "into": section.key}
        client.post(url(quiz, "items"), sent)
        assert sections(quiz) == [""] * 4

    def test_a_step_at_the_end_of_a_section_leads_into_the_next(
        self, client: Client, quiz: Quiz
    ) -> None:
        make_section(quiz)
        *_others, last = order(quiz)
        client.post(url(quiz, "items"), {"item": order(quiz), "down": last})
        assert sections(quiz) == ["", "", "", "part-one"]
        client.post(url(quiz, "items"), {"item": order(quiz), "up": last})
        assert sections(quiz) == [""] * 4
        assert order(quiz)[-1] == last

    def test_what_refers_to_one_text_goes_along(self, client: Client, quiz: Quiz) -> None:
        make_section(quiz)
        stimulus = make_question(quiz.course, "stimulus", {"title": "Text", "stem": "Read."})
        both = order(quiz)[-2:]
        for question in Question.objects.filter(pk__in=both):
            set_stimulus(question, stimulus)
        for _ in range(2):
            client.post(url(quiz, "items"), {"item": order(quiz), "down": both[0]})
        assert sections(quiz) == ["", "", "part-one", "part-one"]

    def test_a_new_question_goes_to_the_chosen_section(self, client: Client, quiz: Quiz) -> None:
        section = make_section(quiz)
        added = make_question(quiz.course)
        sent = {"item": order(quiz), "add": added.pk, "add-to": section.key}
        client.post(url(quiz, "items"), sent)
        assert order(quiz)[-1] == added.pk and sections(quiz)[-1] == "part-one"

    @pytest.mark.parametrize("key", ["gone", "other", "a\0b"])
    def test_a_section_that_is_not_this_quizs_is_refused_with_words(
        self, client: Client, quiz: Quiz, key: str
    ) -> None:
        make_section(make_quiz(quiz.course, is_published=False), "Other")
        sent = {"item": order(quiz), "ticked": order(quiz), "move": "1", "into": key}
        response = client.post(url(quiz, "items"), sent)
        assert response.status_code == 422
        assert "This section is not there any more" in response.content.decode()
        assert sections(quiz) == [""] * 4

    @pytest.mark.parametrize("name", ["section-up", "section-remove", "draw-down", "draw-remove"])
    @pytest.mark.parametrize("key", ["gone", "a\0b", "x" * 500])
    def test_a_button_of_what_is_gone_does_no_harm(
        self, client: Client, quiz: Quiz, name: str, key: str
    ) -> None:
        sent = {"item": order(quiz), name: key}
        assert client.post(url(quiz, "items"), sent, follow=True).status_code == 200
        assert quiz.items.count() == 4


@pytest.mark.usefixtures("staff")
class TestDraws:
    def test_a_new_one_stands_on_the_page_with_what_it_finds(
        self, client: Client, quiz: Quiz
    ) -> None:
        section = make_section(quiz)
        topic = make_pool(quiz, 3)[0].topic_id
        form = draw_form(section=section.key, topic=topic, difficulty="", kind="single_choice")
        response = client.post(url(quiz, "new_draw"), form)
        assert response.headers["Location"].endswith("/items/#draw-draw")
        draw = quiz.draws.get()
        assert draw.filters == {"topic": topic, "kind": "single_choice"}
        page = page_of(client, url(quiz, "items"))
        assert "2 questions drawn from the bank" in page and ">3 ready questions fit</a>" in page
        assert f"?kind=single_choice&amp;status=ready&amp;topic={topic}" in page
        assert "5–6." in page and "Together 6 points" in page

    @pytest.mark.parametrize(
        "changes",
        [
            {"take": "0"},
            {"take": ""},
            {"take": "201"},
            {"points": "0"},
            {"points": "NaN"},
            {"topic": "999999"},
            {"section": "gone"},
            {"kind": "stimulus"},
            {"difficulty": "9"},
        ],
    )
    def test_what_cannot_be_is_refused(
        self, client: Client, quiz: Quiz, changes: dict[str, str]
    ) -> None:
        assert client.post(url(quiz, "new_draw"), draw_form(**changes)).status_code == 422
        assert not quiz.draws.exists()

    def test_a_label_of_another_course_is_refused(self, client: Client, quiz: Quiz) -> None:
        foreign = make_pool(make_quiz(is_published=False), 1)[0].topic_id
        assert client.post(url(quiz, "new_draw"), draw_form(topic=foreign)).status_code == 422

    def test_counting_says_how_many_fit_and_stores_nothing(
        self, client: Client, quiz: Quiz
    ) -> None:
        topic = make_pool(quiz, 1)[0].topic_id
        response = client.post(url(quiz, "new_draw"), draw_form(topic=topic, count="1"))
        assert response.status_code == 200
        words = " ".join(response.content.decode().split())
        assert ">1 ready question fits</a>" in words and "1 question too few" in words
        assert not quiz.draws.exists()

    def test_questions_that_the_quiz_asks_anyhow_are_told_apart(
        self, client: Client, quiz: Quiz
    ) -> None:
        fixed, *_rest = make_pool(quiz, 3)
        set_items(quiz, [(fixed, 1)])
        make_draw(quiz, 3, topic=fixed.topic_id)
        page = page_of(client, url(quiz, "items"))
        assert ">2 ready questions fit</a>" in page
        assert "1 more fits and is left out, since this quiz always asks it." in page
        assert "1 question too few" in page

    def test_draws_that_share_too_few_say_so(self, client: Client, quiz: Quiz) -> None:
        topic = make_pool(quiz, 3)[0].topic_id
        for _ in range(2):
            make_draw(quiz, 2, topic=topic)
        page = page_of(client, url(quiz, "items"))
        assert page.count("Together with the other draws of this quiz, 1 question is missing") == 1

    def test_a_removed_label_is_named_on_both_pages(
        self, client: Client, quiz: Quiz, staff: User
    ) -> None:
        draw = make_draw(quiz, 1, topic=make_pool(quiz, 2)[0].topic_id)
        remove_label(Label.objects.get(name="Pool"), by=staff)
        assert "It asks for “Pool”" in page_of(client, url(quiz, "items"))
        page = page_of(client, url(quiz, "draw", draw.key))
        assert "“Pool”, which this draw asked for, was removed" in page
        assert client.post(url(quiz, "draw", draw.key), draw_form()).status_code == 302
        assert quiz.draws.get().filters == {}

    def test_it_is_changed_moved_and_taken_out(self, client: Client, quiz: Quiz) -> None:
        section, draw = make_section(quiz), make_draw(quiz, 1)
        form = draw_form(take="4", points="2.5", kind="numeric")
        assert client.post(url(quiz, "draw", draw.key), form).status_code == 302
        draw.refresh_from_db()
        assert (draw.take, str(draw.points), draw.filters) == (4, "2.50", {"kind": "numeric"})
        client.post(url(quiz, "items"), {"item": order(quiz), "draw-down": draw.key})
        draw.refresh_from_db()
        assert draw.section == section
        client.post(url(quiz, "items"), {"item": order(quiz), "draw-remove": draw.key})
        assert not quiz.draws.exists() and quiz.items.count() == 4

    def test_the_preview_draws_and_draws_again(self, client: Client, quiz: Quiz) -> None:
        section = make_section(quiz, "Drawn part", "Take your time.")
        topic = make_pool(quiz, 12)[0].topic_id
        make_draw(quiz, 2, section=section, topic=topic)
        pages = {page_of(client, f"{url(quiz, 'preview')}?draw={number}") for number in range(1, 7)}
        stems = {tuple(re.findall(r"Pool (\d+): what", page)) for page in pages}
        assert len(stems) > 1 and {len(one) for one in stems} == {2}
        assert all("Drawn part" in page and "Take your time." in page for page in pages)

    def test_a_drawn_question_is_graded_in_the_preview(self, client: Client, quiz: Quiz) -> None:
        question = make_pool(quiz, 1)[0]
        make_draw(quiz, 1, topic=question.topic_id, points=5)
        sent = {"graded": "1", f"q{10**12 + question.pk}": "a"}
        page = client.post(f"{url(quiz, 'preview')}?draw=3", sent).content.decode()
        assert "5 of 9 points" in page

    def test_the_list_counts_what_one_attempt_meets(self, client: Client, quiz: Quiz) -> None:
        make_draw(quiz, 3, points="1.5")
        page = page_of(client, reverse("quizzes:quizzes", args=[quiz.course.slug]))
        words = " ".join(page.split())
        assert "7 questions · 8.50 points" in words


@pytest.mark.parametrize("count", [1, 10])
def test_the_pages_queries_do_not_grow_with_sections_and_draws(
    client: Client, quiz: Quiz, staff: User, count: int
) -> None:
    topics = [make_pool(quiz, 2, topic=f"T{n}", tags=("all",))[0].topic_id for n in range(count)]
    questions = [make_question(quiz.course) for _ in range(count * 3)]
    parts = [make_section(quiz, f"Part {number}") for number in range(count)]
    places: dict[int, int | None] = {
        one.pk: parts[number % count].pk for number, one in enumerate(questions)
    }
    set_items(quiz, [(one, 1) for one in questions], sections=places)
    tag = Label.objects.get(name="all").pk
    for part, topic in zip(parts, topics, strict=True):
        make_draw(quiz, 1, section=part, topic=topic, tag=tag)
    client.get(url(quiz, "items"))
    with assert_queries(16):
        client.get(url(quiz, "items"))
