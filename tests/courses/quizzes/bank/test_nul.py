"""NUL in what is posted past a form: PostgreSQL takes no such text, so each was an error page."""

import pytest

from courses.quizzes.bank.models import BankRecord, QuestionComment
from courses.quizzes.models import Question
from courses.quizzes.writing.models import Writing
from tests.courses.quizzes.writing.test_views import Room

pytestmark = pytest.mark.django_db
NUL = "Why\0 so"


@pytest.fixture
def room() -> Room:
    return Room()


def test_in_a_comment(room: Room) -> None:
    room.post("question_comment", "q-one", text=NUL)
    assert QuestionComment.objects.get().text == "Why so"


def test_a_comment_of_nothing_else_is_none(room: Room) -> None:
    assert room.post("question_comment", "q-one", text="\0").status_code == 422


def test_in_a_remark(room: Room) -> None:
    room.question.status = Question.Status.DRAFT
    room.question.save()
    room.post("question_state", "q-one", step="review", remark=NUL)
    assert BankRecord.objects.latest("pk").remark == "Why so"


def test_in_what_a_finding_is_accepted_by(room: Room) -> None:
    response = room.post("question_waive", "q-one", code="key\0s", reason=NUL)
    assert response.status_code == 409


def test_in_the_key_of_what_a_question_refers_to(room: Room) -> None:
    assert room.post("question_stimulus", "q-one", stimulus="q\0one").status_code == 302


def test_in_what_is_written_and_not_saved(room: Room) -> None:
    data = {"page": "a\0b", "action": "preview", "stem_en": NUL, "od\0d": "1"}
    room.client.post(room.url("question_new", "single_choice"), data)
    writing = Writing.objects.get()
    assert writing.page == "ab"
    assert writing.data == {"stem_en": "Why so", "odd": "1"}


def test_in_pasted_questions(room: Room) -> None:
    room.post("paste", text=f"{NUL}?\n- a\n* b\n\nWho?\n- c\n* d", add="1")
    spec = Question.objects.order_by("pk")[1].current_version.specs["en"]  # type: ignore[union-attr]
    assert spec["stem"] == "Why so?"
