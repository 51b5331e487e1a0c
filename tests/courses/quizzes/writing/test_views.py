import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.services import create_question
from courses.quizzes.models import Question
from courses.quizzes.services import create_quiz
from courses.quizzes.writing.models import Writing
from tests.courses.quizzes.bank.specs import posted, single
from tests.support import make

pytestmark = pytest.mark.django_db

FOUR_LINES = "Who may be a victim?\nOnly a foreigner\n* Anybody\nOnly a woman"


class Room:
    """A course, its instructor's browser, a question in its bank and an empty quiz."""

    def __init__(self, languages: tuple[str, ...] = ("en",)) -> None:
        self.author: User = make.instructor()
        self.course: Course = make.course(by=self.author, languages=list(languages))
        self.client: Client = make.client_for(self.author)
        self.question = create_question(
            self.course, kind="single_choice", key="q-one", specs={"en": single()}
        )
        self.quiz = create_quiz(self.course, titles={"en": "Test"}, key="test")

    def url(self, name: str, *args: Any) -> str:
        return reverse(f"quizzes:{name}", args=[self.course.slug, *args])

    def post(self, name: str, *args: Any, query: str = "", **data: Any) -> Any:
        return self.client.post(self.url(name, *args) + query, data)

    def get(self, name: str, *args: Any, query: str = "") -> str:
        return self.client.get(self.url(name, *args) + query).content.decode()


@pytest.fixture
def room() -> Room:
    return Room()


def fields(html: str) -> dict[str, str]:
    """What a browser would post of the question's form."""
    form = html[html.index('id="question-form"') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]+)"', tag), re.search(r'value="([^"]*)"', tag)
        is_off = re.search(r'type="(?:radio|checkbox)"', tag) and " checked" not in tag
        if name and not is_off:
            found[name[1]] = value[1] if value else ""
    texts = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>\s*([^<]*)</textarea>', form)
    return {**found, **dict(texts)}


def test_four_pasted_lines_open_as_a_form_that_only_needs_to_be_saved(room: Room) -> None:
    page = room.post("paste", text=FOUR_LINES).content.decode()
    address = room.url("question_new", "single_choice")
    assert f'action="{address}"' in page
    assert Question.objects.count() == 1
    response = room.client.post(address, fields(page))
    assert response.status_code == 302
    spec = Question.objects.latest("pk").current_version.specs["en"]  # type: ignore[union-attr]
    assert spec["stem"] == "Who may be a victim?"
    assert [(c["text"], c["correct"]) for c in spec["choices"]] == [
        ("Only a foreigner", False),
        ("Anybody", True),
        ("Only a woman", False),
    ]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Which?\n* One\n* Two\nThree", "multiple_choice"),
        ("Bribes are lawful.\nTrue\n* False", "true_false"),
        ("Which treaty?\nAnswer: Palermo", "short_text"),
        ("Who may be a victim?", "single_choice"),
    ],
)
def test_the_lines_decide_the_kind(room: Room, text: str, kind: str) -> None:
    page = room.post("paste", text=text).content.decode()
    assert room.url("question_new", kind) in page
    assert text.splitlines()[0] in page


def test_a_key_that_lacks_is_asked_for_at_its_field_and_nothing_is_lost(room: Room) -> None:
    page = room.post("paste", text="Who?\nA man\nA woman\nAnybody").content.decode()
    response = room.client.post(room.url("question_new", "single_choice"), fields(page))
    assert response.status_code == 422
    said = response.content.decode()
    assert "Mark the choice that is right." in said
    assert "Anybody" in said


def test_the_passage_and_the_quiz_asked_for_go_along(room: Room) -> None:
    page = room.post("paste", query="?quiz=test", text=FOUR_LINES).content.decode()
    address = room.url("question_new", "single_choice") + "?quiz=test"
    response = room.client.post(address, fields(page))
    assert response["Location"] == room.url("items", "test")
    assert [item.question.key for item in room.quiz.items.all()] == [
        Question.objects.latest("pk").key
    ]


def test_a_second_language_takes_the_lines(room: Room) -> None:
    room = Room(("en", "fr"))
    page = room.post("paste", text="Qui ?\n* Tous\nPersonne", language="fr").content.decode()
    assert fields(page)["stem-fr"] == "Qui ?"
    assert fields(page)["stem-en"] == ""


@pytest.mark.parametrize("text", ["", " \n ", "x" * 200_001])
def test_nothing_and_too_much_are_said_at_the_field(room: Room, text: str) -> None:
    response = room.post("paste", text=text)
    assert response.status_code == 422
    assert 'aria-describedby="pasted-how pasted-error"' in response.content.decode()


def test_several_are_shown_and_added_as_drafts_what_lacks_stays(room: Room) -> None:
    text = f"{FOUR_LINES}\n\nHow many?\na) Two\n*b) Three\n\nWho again?\na) One\nb) Two"
    shown = room.post("paste", text=text).content.decode()
    assert "3 questions were read." in shown
    assert "Add 2 questions as drafts" in shown
    assert Question.objects.count() == 1
    after = room.post("paste", text=text, add="1").content.decode()
    drafts = Question.objects.filter(status=Question.Status.DRAFT)
    assert {d.current_version.specs["en"]["stem"] for d in drafts} == {  # type: ignore[union-attr]
        "Who may be a victim?",
        "How many?",
    }
    assert "Who again?" in after
    assert "Mark the choice that is right." in after


TOLD = f"{FOUR_LINES} # Men too.\nFeedback: Anybody.\n\nHow many?\na) Two\n*b) Three"


def test_pasted_feedback_is_shown_and_the_questions_are_added_as_ready(room: Room) -> None:
    shown = room.post("paste", text=TOLD).content.decode()
    assert "Feedback: Men too." in shown
    assert "Feedback: Anybody." in shown
    assert "Add as ready" in shown
    response = room.post("paste", text=TOLD, add="ready")
    assert response["Location"] == room.url("bank") + "?status=ready"
    assert Question.objects.filter(status=Question.Status.READY).count() == 3


def test_several_that_are_pasted_about_a_shared_text_refer_to_it_and_stand_in_the_quiz(
    room: Room,
) -> None:
    spec = {"title": "A bank statement", "stem": "Ten deposits of 9,900 in one week."}
    shared = create_question(room.course, kind="stimulus", key="shared", specs={"en": spec})
    query = "?about=shared&quiz=test"
    shown = room.post("paste", query=query, text=TOLD).content.decode()
    assert "They will refer to “A bank statement”." in shown
    room.post("paste", query=query, text=TOLD, add="ready")
    assert [question.stimulus for question in Question.objects.order_by("-pk")[:2]] == [shared] * 2
    assert room.quiz.items.count() == 2


def test_several_that_are_pasted_about_a_passage_lead_back_to_it(room: Room) -> None:
    lesson = make.lesson(room.course, body="It says so.\n{: #first}", key="lesson-1")
    query = "?from=lesson-1&block=first"
    shown = room.post("paste", query=query, text=TOLD).content.decode()
    assert "They will lead back to the passage that you came from." in shown
    room.post("paste", query=query, text=TOLD, add="1")
    versions = [question.current_version for question in Question.objects.order_by("-pk")[:2]]
    assert {(v.evidence_lesson, v.evidence_block) for v in versions if v} == {(lesson, "first")}


def test_a_passage_that_is_not_there_is_no_place(room: Room) -> None:
    room.post("paste", query="?from=lesson-9&block=first", text=TOLD, add="1")
    assert Question.objects.filter(current_version__evidence_lesson=None).count() == 3


def test_by_the_rule_of_two_what_is_pasted_goes_to_review(room: Room) -> None:
    Course.objects.update(two_person_rule=True)
    assert "Add and send to review" in room.post("paste", text=TOLD).content.decode()
    response = room.post("paste", text=TOLD, add="ready")
    assert response["Location"] == room.url("bank") + "?status=review"
    assert Question.objects.filter(status=Question.Status.REVIEW).count() == 2


def test_feedback_of_what_lacks_something_stays_in_the_field(room: Room) -> None:
    lacking = "Who again?\na) One # No.\nb) Two"
    after = room.post("paste", text=f"{FOUR_LINES}\n\n{lacking}", add="1").content.decode()
    assert "- One # No." in after


def test_script_in_pasted_lines_is_text(room: Room) -> None:
    text = "<script>alert(1)</script>\n* <script>x</script>\nb"
    for pasted in (text, f"{text}\n\n{text}"):
        assert "<script>alert" not in room.post("paste", text=pasted).content.decode()


# --- What was not saved ---------------------------------------------------------------------


def test_a_preview_keeps_what_is_written_and_the_next_visit_offers_it(room: Room) -> None:
    said = room.post("question_preview", "single_choice", page="t1", **posted()).content.decode()
    assert "not saved yet" in said
    offered = room.get("question_new", "single_choice")
    assert "did not save it" in offered
    again = room.get("question_new", "single_choice", query="?kept=1")
    assert fields(again)["stem-en"] == posted()["stem-en"]
    assert "did not save it" not in again


def test_saving_ends_it_also_for_a_preview_that_comes_after(room: Room) -> None:
    room.post("question_preview", "single_choice", page="t1", **posted())
    assert room.post("question_new", "single_choice", page="t1", **posted()).status_code == 302
    room.post("question_preview", "single_choice", page="t1", **posted())
    assert "did not save it" not in room.get("question_new", "single_choice")


def test_an_edit_is_kept_with_its_question(room: Room) -> None:
    data = posted(stem="Changed?")
    room.client.post(
        room.url("question_preview", "single_choice") + "?question=q-one", {**data, "page": "t1"}
    )
    assert "did not save it" in room.get("question", "q-one")
    assert "did not save it" not in room.get("question_new", "single_choice")
    assert fields(room.get("question", "q-one", query="?kept=1"))["stem-en"] == "Changed?"


def test_a_refused_form_is_kept_too(room: Room) -> None:
    room.post("question_new", "single_choice", page="t1", **{"stem-en": "Half of it"})
    assert "did not save it" in room.get("question_new", "single_choice")


def test_it_can_be_thrown_away_by_its_author_alone(room: Room) -> None:
    room.post("question_preview", "single_choice", page="t1", **posted())
    row = Writing.objects.get()
    other = make.client_for(make.instructor())
    assert other.post(room.url("throw_away", row.pk)).status_code == 404
    assert room.client.get(room.url("throw_away", row.pk)).status_code == 405
    target = room.url("question_new", "single_choice")
    assert room.post("throw_away", row.pk, next=target)["Location"] == target
    assert "did not save it" not in room.get("question_new", "single_choice")


@pytest.mark.parametrize("target", ["https://elsewhere.example/", "//elsewhere.example/", "9" * 30])
def test_nobody_is_led_elsewhere_by_throwing_away(room: Room, target: str) -> None:
    room.post("question_preview", "single_choice", page="t1", **posted())
    row = Writing.objects.get()
    response = room.post("throw_away", row.pk, next=target)
    assert response["Location"] == room.url("bank")


# --- While it is written --------------------------------------------------------------------


def test_the_preview_is_shown_small_dark_and_from_right_to_left(room: Room) -> None:
    looks = {"look-small": "1", "look-dark": "1", "look-rtl": "1"}
    said = room.post("question_preview", "single_choice", **posted(), **looks).content.decode()
    assert 'class="preview preview-small in-the-dark preview-rtl"' in said
    plain = room.post("question_preview", "single_choice", **posted()).content.decode()
    assert 'class="preview"' in plain


@pytest.mark.parametrize(
    ("action", "order"),
    [("up:choices:1", [1, 0, 2]), ("down:choices:1", [0, 2, 1]), ("up:choices:0", [0, 1, 2])],
)
def test_a_row_moves_with_all_it_holds(room: Room, action: str, order: list[int]) -> None:
    page = room.post("paste", text=FOUR_LINES).content.decode()
    before = fields(page)
    address = room.url("question_new", "single_choice")
    after = fields(room.client.post(address, {**before, "action": action}).content.decode())
    for name in ("id", "text-en"):
        moved = [before[f"choices-{index}-{name}"] for index in order]
        assert [after[f"choices-{index}-{name}"] for index in range(3)] == moved
    assert after["key"] == before["key"]


def test_save_and_write_another_opens_an_empty_form_for_the_same_quiz(room: Room) -> None:
    address = room.url("question_new", "single_choice") + "?quiz=test"
    response = room.client.post(address, {**posted(), "after": "another"})
    assert response["Location"] == address
    assert room.quiz.items.count() == 1


def test_a_draft_waits_outside_its_quiz(room: Room) -> None:
    address = room.url("question_new", "single_choice") + "?quiz=test"
    response = room.client.post(address, {**posted(), "is_draft": "on"}, follow=True)
    assert "does not stand in" in response.content.decode()
    assert not room.quiz.items.exists()


def test_a_quiz_of_another_course_is_not_known(room: Room) -> None:
    other = create_quiz(make.course(), titles={"en": "Other"}, key="other")
    address = room.url("question_new", "single_choice") + "?quiz=other"
    assert room.client.post(address, posted())["Location"] == room.url("bank")
    assert not other.items.exists()


def test_a_question_about_a_shared_text_refers_to_it_from_the_start(room: Room) -> None:
    spec = {"title": "A bank statement", "stem": "Ten deposits of 9,900 in one week."}
    shared = create_question(room.course, kind="stimulus", key="shared", specs={"en": spec})
    assert "?about=shared" in room.get("question", "shared")
    address = room.url("question_new", "single_choice") + "?about=shared"
    assert "It will refer to" in room.client.get(address).content.decode()
    response = room.client.post(address, posted())
    assert response["Location"] == room.url("question", "shared")
    assert Question.objects.latest("pk").stimulus == shared


def test_a_shared_text_stays_on_its_page_where_questions_about_it_are_written(room: Room) -> None:
    text = {"page": "t", "title-en": "A bank statement", "stem-en": "Ten deposits of 9,900."}
    onwards = room.client.post(room.url("question_new", "stimulus"), text)["Location"]
    shared = Question.objects.latest("pk")
    assert onwards == room.url("question", shared.key)
    page = room.client.get(onwards).content.decode()
    assert page.count("Write a question about this") == 2
    assert "Edit the shared text or picture" in page
    assert "<strong>A bank statement</strong>" in page


def test_a_new_question_s_form_offers_the_shared_texts(room: Room) -> None:
    address = room.url("question_new", "single_choice")
    assert 'name="about"' not in room.client.get(address).content.decode()
    spec = {"title": "A bank statement", "stem": "Ten deposits of 9,900 in one week."}
    shared = create_question(room.course, kind="stimulus", key="shared", specs={"en": spec})
    assert '<option value="shared">' in room.client.get(address).content.decode()
    room.client.post(address, posted(about="shared"))
    assert Question.objects.latest("pk").stimulus == shared


def test_a_shared_text_can_be_unchosen_in_the_form_that_it_led_to(room: Room) -> None:
    spec = {"title": "A bank statement", "stem": "Ten deposits of 9,900 in one week."}
    create_question(room.course, kind="stimulus", key="shared", specs={"en": spec})
    address = room.url("question_new", "single_choice") + "?about=shared"
    assert '<option value="shared" selected>' in room.client.get(address).content.decode()
    room.client.post(address, posted(about=""))
    assert Question.objects.latest("pk").stimulus is None


def test_a_text_of_another_course_is_not_referred_to(room: Room) -> None:
    spec = {"title": "A bank statement", "stem": "Ten deposits of 9,900 in one week."}
    create_question(make.course(), kind="stimulus", key="shared", specs={"en": spec})
    address = room.url("question_new", "single_choice") + "?about=shared"
    assert room.client.post(address, posted())["Location"] == room.url("bank")
    assert Question.objects.latest("pk").stimulus is None


def test_a_text_that_is_written_for_a_quiz_leads_to_a_question_that_brings_it_there(
    room: Room,
) -> None:
    """What is only read is no item of a quiz: it comes with the first question about it."""
    address = room.url("question_new", "stimulus") + "?quiz=test"
    assert "goes into" not in room.client.get(address).content.decode()
    text = {"page": "t", "title-en": "A bank statement", "stem-en": "Ten deposits of 9,900."}
    onwards = room.client.post(address, text)["Location"]
    shared = Question.objects.latest("pk")
    assert onwards == room.url("question_kinds") + f"?quiz=test&about={shared.key}"
    assert not room.quiz.items.exists()
    onwards = onwards.replace("new/", "new/single_choice/")
    assert room.client.post(onwards, posted())["Location"] == room.url("items", "test")
    assert room.quiz.items.get().question.stimulus == shared
