"""The passage that proves a key, as the author and the reviewer of a question see it."""

from typing import Any

import pytest

from content.models import Passage, Report
from courses.catalog.models import Lesson
from courses.quizzes.bank.proof import proofs_of
from courses.quizzes.bank.services import Evidence, edit_question
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import posted, single
from tests.courses.quizzes.bank.test_views import Room
from tests.support import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def room() -> Room:
    return Room()


def a_passage() -> Passage:
    report = Report.objects.create(
        slug="a-76-121", title="Report", symbol="A/76/121", language="en", sha256="0" * 64
    )
    return Passage.objects.create(
        report=report, position=1, key="18", kind="paragraph", number="18", text="Said.", page=6
    )


def a_lesson(room: Room) -> Lesson:
    return make.lesson(room.course, title="Couriers", body="Couriers were few.\n{: #few}")


def prove(room: Room, **evidence: Any) -> Question:
    edit_question(room.question, specs={"en": single()}, evidence=Evidence(**evidence))
    room.question.refresh_from_db()
    return room.question


def test_a_passage_of_a_report_is_shown_by_its_place_where_it_is_reviewed(room: Room) -> None:
    prove(room, passage=a_passage())
    page = room.client.get(room.url("question_review", "q-one")).content.decode()
    assert "A/76/121, para. 18, p. 6" in page
    assert "/sources/a-76-121/18/" in page
    assert "Said." in page


def test_saving_the_form_keeps_the_passage_of_the_report(room: Room) -> None:
    passage = a_passage()
    prove(room, passage=passage)
    page = room.client.get(room.url("question", "q-one")).content.decode()
    assert f'name="evidence_passage" value="{passage.pk}"' in page
    room.post("question", "q-one", **posted("Another stem?"), evidence_passage=passage.pk)
    room.question.refresh_from_db()
    assert room.question.current_version
    assert room.question.current_version.number == 3
    assert room.question.current_version.evidence_passage == passage


def test_the_passage_is_taken_away_where_one_asks_for_it(room: Room) -> None:
    passage = a_passage()
    prove(room, passage=passage)
    asked = {"evidence_passage": passage.pk, "drop_passage": "on"}
    room.post("question", "q-one", **posted("Another stem?"), **asked)
    room.question.refresh_from_db()
    assert room.question.current_version
    assert room.question.current_version.evidence_passage is None


@pytest.mark.parametrize("asked", ["{0}", "0", "x", "9" * 30])
def test_a_form_names_no_passage_that_no_question_has(room: Room, asked: str) -> None:
    other = a_passage()
    data = posted("Another stem?") | {"evidence_passage": asked.format(other.pk)}
    room.post("question", "q-one", **data)
    room.question.refresh_from_db()
    assert room.question.current_version
    assert room.question.current_version.evidence_passage is None


def test_a_block_of_a_lesson_comes_with_its_words(room: Room) -> None:
    lesson = a_lesson(room)
    version = prove(room, lesson=lesson, block="few").current_version
    assert version
    (proof,) = proofs_of(version, room.course)
    assert (proof.text, proof.lesson, proof.is_gone) == ("Couriers were few.", "Couriers", False)


def test_a_block_that_left_its_lesson_is_said_to_be_gone(room: Room) -> None:
    version = prove(room, lesson=a_lesson(room), block="many").current_version
    assert version
    (proof,) = proofs_of(version, room.course)
    assert proof.is_gone
