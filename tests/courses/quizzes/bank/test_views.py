import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.services import create_question, edit_question
from courses.quizzes.models import Question
from courses.quizzes.types.registry import all_kinds
from tests.courses.quizzes.bank.specs import posted, single
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


class Room:
    """A course, its instructor's browser, and a question in its bank."""

    def __init__(self, languages: tuple[str, ...] = ("en",)) -> None:
        self.author: User = make.instructor()
        self.course: Course = make.course(by=self.author, languages=list(languages))
        self.client: Client = make.client_for(self.author)
        self.question: Question = create_question(
            self.course, kind="single_choice", key="q-one", specs={"en": single()}
        )

    def url(self, name: str, *args: str) -> str:
        return reverse(f"quizzes:{name}", args=[self.course.slug, *args])

    def post(self, name: str, *args: str, **data: Any) -> Any:
        return self.client.post(self.url(name, *args), data)


@pytest.fixture
def room() -> Room:
    return Room()


PAGES = [
    ("bank", (), "get"),
    ("question_kinds", (), "get"),
    ("question_new", ("single_choice",), "get"),
    ("question_preview", ("single_choice",), "post"),
    ("question", ("q-one",), "get"),
    ("question_retire", ("q-one",), "post"),
    ("question_restore", ("q-one",), "post"),
    ("question_duplicate", ("q-one",), "post"),
]
EVERY_PAGE = pytest.mark.parametrize(("name", "args", "method"), PAGES)


@EVERY_PAGE
def test_page_works_for_an_instructor_of_the_course(
    room: Room, name: str, args: tuple[str, ...], method: str
) -> None:
    response = getattr(room.client, method)(room.url(name, *args), follow=True)
    assert response.status_code == 200


@EVERY_PAGE
@pytest.mark.parametrize("person", [make.instructor, make.person, make.coordinator])
def test_page_is_not_there_for_others(
    room: Room, name: str, args: tuple[str, ...], method: str, person: Any
) -> None:
    response = getattr(make.client_for(person()), method)(room.url(name, *args))
    assert response.status_code == 404


@EVERY_PAGE
def test_page_asks_the_unknown_to_sign_in(
    room: Room, name: str, args: tuple[str, ...], method: str
) -> None:
    response = getattr(Client(), method)(room.url(name, *args))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("account_login"))


@EVERY_PAGE
def test_page_refuses_another_method(
    room: Room, name: str, args: tuple[str, ...], method: str
) -> None:
    other = "delete" if name in ("question", "question_new") else "get"
    other = "post" if method == "get" and other == "get" else other
    assert getattr(room.client, other)(room.url(name, *args)).status_code == 405


@pytest.mark.parametrize(
    ("name", "args"),
    [
        ("question", ("q-none",)),
        ("question_new", ("telepathy",)),
        ("question_retire", ("q-none",)),
        ("question_preview", ("telepathy",)),
    ],
)
def test_unknown_key_or_kind_is_not_found(room: Room, name: str, args: tuple[str, ...]) -> None:
    assert room.client.post(room.url(name, *args)).status_code == 404


def test_unknown_version_is_not_found(room: Room) -> None:
    assert room.client.get(room.url("question", "q-one") + "?version=9").status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_bank_takes_the_same_queries_whatever_its_rows(room: Room, rows: int) -> None:
    for number in range(rows - 1):
        specs = {"en": single()}
        create_question(room.course, kind="single_choice", key=f"q-{number}", specs=specs)
    room.client.get(room.url("bank"))
    with assert_queries(BANK_QUERIES):
        room.client.get(room.url("bank"))


# Session, person, course, labels, staff, their count, which questions, they, their places, tags.
BANK_QUERIES = 10


@pytest.mark.parametrize("member", all_kinds(), ids=lambda member: member.name)
def test_every_kind_has_its_form_in_every_language(member: Any) -> None:
    room = Room(("en", "ar"))
    html = room.client.get(room.url("question_new", member.name)).content.decode()
    assert 'name="stem-en"' in html
    assert 'dir="rtl"' in html
    assert str(member.example).split("→")[0].strip()[:30] in html


def test_saved_question_stands_in_the_bank(room: Room) -> None:
    response = room.client.post(
        room.url("question_new", "single_choice"), posted("What is frozen?"), follow=True
    )
    assert "Saved: “What is frozen?”" in response.content.decode()
    made = Question.objects.get(key="q-what-is-frozen")
    assert made.status == "ready"
    assert made.current_version is not None
    spec = made.current_version.specs["en"]
    assert [(c["id"], c["correct"]) for c in spec["choices"]] == [("x1", False), ("x2", True)]
    assert made.current_version.author == room.author


def test_draft_is_kept_as_a_draft(room: Room) -> None:
    room.post("question_new", "single_choice", **posted("Not yet"), is_draft="on")
    assert Question.objects.get(key="q-not-yet").status == "draft"


def test_refused_question_says_why_at_its_fields_and_loses_nothing(room: Room) -> None:
    data = posted("", key="") | {"choices-1-text-en": ""}
    response = room.client.post(room.url("question_new", "single_choice"), data)
    html = response.content.decode()
    assert response.status_code == 422
    for message in (
        "Write the question.",
        "Write this choice, or leave all of its fields empty.",
        "Mark the choice that is right.",
    ):
        assert message in html
    for target in ("#id_stem-en", "#id_choices-1-text-en", "#id_key_0"):
        assert f'href="{target}"' in html
    assert ">\nOne short.</textarea>" in html
    assert Question.objects.count() == 1


def test_script_in_every_field_is_shown_as_text(room: Room) -> None:
    script = "<script>alert(1)</script>"
    data = {name: script if name.endswith("-en") else text for name, text in posted().items()}
    page = room.client.post(room.url("question_new", "single_choice"), data)
    assert script not in page.content.decode()


@pytest.mark.parametrize("rows", ["", "-1", "zwei", "99999999999", "61"])
def test_odd_number_of_rows_is_borne(room: Room, rows: str) -> None:
    data = posted("Odd") | {"choices-rows": rows}
    assert room.client.post(room.url("question_new", "single_choice"), data).status_code == 302


def test_add_another_choice_keeps_what_was_typed(room: Room) -> None:
    html = room.post("question_new", "single_choice", **posted(), action="add:choices")
    text = html.content.decode()
    assert 'name="choices-3-text-en"' in text
    assert ">\nThree</textarea>" in text
    assert "Something needs correcting" not in text


def test_removed_choice_lets_the_others_move_up(room: Room) -> None:
    data = posted(key="x2")
    html = room.post("question_new", "single_choice", **data, action="remove:choices:0")
    text = html.content.decode()
    assert ">\nTwo</textarea>" not in text
    assert 'name="choices-0-id" value="x2"' in text
    assert 'value="x2" id="id_key_0" checked' in text


@pytest.mark.parametrize(
    ("action", "field"),
    [("add:choices", "choices-3-text-en"), ("remove:choices:1", "choices-1-text-en")],
)
def test_author_goes_on_writing_where_the_rows_changed(room: Room, action: str, field: str) -> None:
    page = room.post("question_new", "single_choice", **posted(), action=action)
    opened = re.search(r'<textarea name="([^"]+)"[^>]* autofocus', page.content.decode())
    assert opened is not None and opened[1] == field


@pytest.mark.parametrize(
    "action", ["add", "add:none", "remove:choices:99999999", "remove", "x:y:z:"]
)
def test_odd_action_shows_the_form_again(room: Room, action: str) -> None:
    page = room.post("question_new", "single_choice", **posted(), action=action)
    assert page.status_code == 200


def test_preview_shows_the_question_and_advice(room: Room) -> None:
    data = posted("Which *one*?") | {"choices-0-text-en": "All of the above"}
    html = room.post("question_preview", "single_choice", **data).content.decode()
    assert "<p>Which <em>one</em>?</p>" in html
    assert 'name="preview-en"' in html
    assert "“All of the above” and its like test reading" in html


def test_preview_of_a_bare_beginning(room: Room) -> None:
    html = room.post("question_preview", "numeric", **{"value": "abc"}).content.decode()
    assert "Start writing" in html


def test_hundred_kilobytes_of_stem_are_refused_in_words(room: Room) -> None:
    data = posted("x" * 100_000)
    preview = room.client.post(room.url("question_preview", "single_choice"), data)
    assert "This text is too long or too deep to be shown." in preview.content.decode()
    page = room.client.post(room.url("question_new", "single_choice"), data)
    said = "This text has 100000 characters. Shorten it to 20000 at most."
    assert said in page.content.decode()


def test_preview_button_works_without_script(room: Room) -> None:
    html = room.post("question_new", "single_choice", **posted(), action="preview")
    assert "<p>How many make a group?</p>" in html.content.decode()


def test_evidence_is_set_from_the_lesson(room: Room) -> None:
    make.lesson(room.course, key="money")
    page = room.client.get(
        room.url("question_new", "single_choice") + "?from=money&block=second"
    ).content.decode()
    assert '<option value="money" selected>' in page
    assert 'value="second" id="id_evidence_block_1" checked' in page
    assert "Second block." in page


def test_evidence_is_saved(room: Room) -> None:
    lesson = make.lesson(room.course, key="money")
    data = posted("Where?") | {"evidence_lesson": "money", "evidence_block": "second"}
    room.client.post(room.url("question_new", "single_choice"), data)
    version = Question.objects.get(key="q-where").current_version
    assert version is not None
    assert (version.evidence_lesson, version.evidence_block) == (lesson, "second")


def test_passages_are_shown_whole_and_none_is_ticked_for_a_new_question(room: Room) -> None:
    body = "{words} 300 tonnes.\n{{: #long }}\n\nSecond block.\n{{: #second }}"
    make.lesson(room.course, key="money", body=body.format(words="Seized were " * 60))
    address = room.url("question_new", "single_choice")
    page = room.client.get(f"{address}?from=money").content.decode()
    assert "300 tonnes." in page
    assert not re.search(r'name="evidence_block"[^>]* checked', page)
    data = posted("Where?") | {"evidence_lesson": "money"}
    refused = room.client.post(address, data)
    assert refused.status_code == 422 and "or the whole lesson." in refused.content.decode()
    assert not Question.objects.filter(key="q-where").exists()
    room.client.post(address, data | {"evidence_block": "*"})
    version = Question.objects.get(key="q-where").current_version
    assert version is not None and version.evidence_block == "" and version.evidence_lesson
    page = room.client.get(room.url("question", "q-where")).content.decode()
    assert re.search(r'name="evidence_block" value="\*"[^>]* checked', page)


def test_lesson_of_another_course_is_no_evidence(room: Room) -> None:
    make.lesson(make.course(), key="theirs")
    data = posted("Where?") | {"evidence_lesson": "theirs"}
    assert room.client.post(room.url("question_new", "single_choice"), data).status_code == 422


def test_edit_makes_a_version_and_the_history_shows_it(room: Room) -> None:
    room.post("question", "q-one", **posted("Changed"), seen="1")
    html = room.client.get(room.url("question", "q-one")).content.decode()
    assert "Version 2" in html
    assert '<a href="?version=1">Open version 1</a>' in html


def test_edit_of_two_authors_keeps_the_second_ones_text(room: Room) -> None:
    edit_question(room.question, specs={"en": single("By the first")})
    response = room.post("question", "q-one", **posted("By the second"), seen="1")
    assert response.status_code == 409
    assert "Somebody saved this question while you were writing." in response.content.decode()
    assert ">\nBy the second</textarea>" in response.content.decode()


def test_older_version_can_be_taken_up_again(room: Room) -> None:
    edit_question(room.question, specs={"en": single("Worse")})
    html = room.client.get(room.url("question", "q-one") + "?version=1").content.decode()
    assert "This is the text of version 1." in html
    assert ">\nHow many make a group?</textarea>" in html


def test_form_of_two_languages_saves_both(room: Room) -> None:
    room.course.languages = ["en", "fr"]
    room.course.save()
    french = {name.replace("-en", "-fr"): f"{text} fr" for name, text in posted().items()}
    data = {name: text for name, text in french.items() if name.endswith("-fr")} | posted("Both")
    room.client.post(room.url("question_new", "single_choice"), data)
    version = Question.objects.get(key="q-both").current_version
    assert version is not None
    assert version.specs["fr"]["choices"][0]["text"] == "Two fr"
    assert version.specs["fr"]["choices"][0]["id"] == "x1"


def test_half_translated_question_points_at_the_gap(room: Room) -> None:
    room.course.languages = ["en", "fr"]
    room.course.save()
    data = posted() | {"stem-fr": "Combien ?", "choices-0-text-fr": "Deux"}
    html = room.client.post(room.url("question_new", "single_choice"), data).content.decode()
    assert 'href="#id_choices-1-text-fr"' in html
    assert 'href="#id_choices-0-text-fr"' not in html


def test_duplicate_opens_the_copy(room: Room) -> None:
    response = room.client.post(room.url("question_duplicate", "q-one"))
    assert response["Location"] == room.url("question", "q-how-many-make-a-group")


def test_retired_and_restored(room: Room) -> None:
    room.client.post(room.url("question_retire", "q-one"))
    room.question.refresh_from_db()
    assert room.question.status == "retired"
    room.client.post(room.url("question_restore", "q-one"))
    room.question.refresh_from_db()
    assert room.question.status == "ready"


@pytest.mark.parametrize(
    "query", ["?kind=odd&status=odd", "?page=99", "?page=x", "?q=" + "x" * 300]
)
def test_odd_filters_are_borne(room: Room, query: str) -> None:
    assert room.client.get(room.url("bank") + query).status_code == 200


def test_bank_says_when_nothing_fits(room: Room) -> None:
    assert "No question fits" in room.client.get(room.url("bank") + "?q=zebra").content.decode()


def test_bank_shows_questions_as_plain_text(room: Room) -> None:
    edit_question(room.question, specs={"en": single("Is *a < b* & c?")})
    html = room.client.get(room.url("bank")).content.decode()
    assert ">Is a &lt; b &amp; c?</a>" in html
