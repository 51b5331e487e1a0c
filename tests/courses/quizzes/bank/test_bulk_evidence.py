"""Where the answers of many questions stand: previewed, set, and set back."""

import pytest

from courses.catalog.models import Course, Lesson
from courses.people.models import User
from courses.quizzes.bank import states
from courses.quizzes.bank.bulk import change_many, plan_for
from courses.quizzes.bank.bulk_evidence import ASKS_NOTHING
from courses.quizzes.bank.errors import NothingChosen
from courses.quizzes.bank.models import BulkEdit, Finding
from courses.quizzes.bank.services import create_question, edit_question, evidence_of
from courses.quizzes.bank.undoing import undo
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.courses.quizzes.types.test_stimulus import SPEC
from tests.support import make

pytestmark = pytest.mark.django_db
Status = Question.Status


class Bank:
    def __init__(self) -> None:
        self.by: User = make.instructor()
        self.course: Course = make.course(by=self.by)
        self.lesson: Lesson = make.lesson(make.module(self.course))

    @property
    def step(self) -> dict[str, object]:
        return {"evidence": {"lesson": self.lesson.key, "block": "b1"}}

    def add(self, key: str = "q-one", kind: str = "single_choice") -> Question:
        specs = {"en": single() if kind == "single_choice" else SPEC}
        return create_question(self.course, kind=kind, key=key, specs=specs, author=self.by)

    def change(self, expected: int = 1, **steps: object) -> BulkEdit:
        rows = self.course.questions.all()
        return change_many(self.course, rows, steps or self.step, by=self.by, expected=expected)


@pytest.fixture
def bank() -> Bank:
    return Bank()


def now(question: Question) -> tuple[str, int, str]:
    """(state, number of the version, block)."""
    question = Question.objects.select_related("current_version").get(pk=question.pk)
    version = question.current_version
    assert version is not None
    return question.status, version.number, version.evidence_block


def test_evidence_of_many_is_set_in_versions_of_their_own_and_set_back(bank: Bank) -> None:
    one, two = bank.add(), bank.add("q-two")
    edit = bank.change(2)
    assert [now(one), now(two)] == [("ready", 2, "b1")] * 2
    assert not Finding.objects.filter(code="no_evidence").exists()
    assert undo(edit, by=bank.by).undone == 2
    assert [now(one), now(two)] == [("ready", 3, "")] * 2
    assert Finding.objects.filter(code="no_evidence").count() == 2


def test_what_has_it_already_stays_as_it_is(bank: Bank) -> None:
    bank.add()
    bank.change()
    plan = plan_for(bank.course, bank.course.questions.all(), bank.step, by=bank.by)
    assert (plan.changes, plan.same) == ({}, 1)


def test_evidence_is_taken_away(bank: Bank) -> None:
    one = bank.add()
    bank.change()
    bank.change(evidence=None)
    assert now(one) == ("ready", 3, "")


def test_a_stimulus_asks_nothing(bank: Bank) -> None:
    text = bank.add("text", kind="stimulus")
    plan = plan_for(bank.course, bank.course.questions.all(), bank.step, by=bank.by)
    assert [(question.pk, why) for question, why in plan.kept] == [(text.pk, ASKS_NOTHING)]


@pytest.mark.parametrize(
    "steps",
    [
        {"evidence": {"lesson": "gone", "block": ""}},
        {"evidence": None, "status": "draft"},
    ],
)
def test_a_lesson_that_is_gone_and_two_things_at_once_are_refused(
    bank: Bank, steps: dict[str, object]
) -> None:
    bank.add()
    with pytest.raises(NothingChosen):
        bank.change(1, **steps)


def test_by_the_rule_of_two_people_new_evidence_waits_and_old_is_ready_again(bank: Bank) -> None:
    one = bank.add()
    Course.objects.update(two_person_rule=True)
    bank.course.refresh_from_db()
    edit = bank.change()
    assert now(one) == ("review", 2, "b1")
    undo(edit, by=bank.by)
    assert now(one) == ("ready", 3, "")


def test_a_text_changed_since_is_not_made_ready_by_undoing(bank: Bank) -> None:
    one = bank.add()
    Course.objects.update(two_person_rule=True)
    bank.course.refresh_from_db()
    edit = bank.change()
    version = Question.objects.get().current_version
    assert version is not None
    edit_question(
        Question.objects.get(),
        specs={"en": single("Other")},
        evidence=evidence_of(version),
        author=bank.by,
    )
    undo(edit, by=bank.by)
    assert now(one)[0] == "review"


def test_what_was_reviewed_since_waits_again_when_it_is_undone(bank: Bank) -> None:
    one = bank.add()
    Course.objects.update(two_person_rule=True)
    bank.course.refresh_from_db()
    edit = bank.change()
    states.make_ready(Question.objects.get(), by=make.instructor())
    undo(edit, by=bank.by)
    assert now(one) == ("review", 3, "")


def test_the_passage_is_chosen_on_the_way(bank: Bank) -> None:
    one, client = bank.add(), make.client_for(bank.by)
    address = f"/quizzes/{bank.course.slug}/bank/change/"
    posted = {"chosen": str(one.pk), "evidence": "choose"}
    first = client.post(address, posted).content.decode()
    assert f'<option value="{bank.lesson.key}">' in first
    posted["evidence_lesson"] = bank.lesson.key
    second = client.post(address, posted).content.decode()
    assert "Which passage is the evidence?" in second and "1 question would change" in second
    unsaid = client.post(address, posted | {"confirm": "1"})
    assert unsaid.status_code == 409 and now(one)[1] == 1
    done = client.post(address, posted | {"evidence_block": "b1", "confirm": "1"}, follow=True)
    assert now(one) == ("ready", 2, "b1")
    assert "evidence:" in done.content.decode()
