from typing import Any

import pytest

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes import services as quizzes
from courses.quizzes.bank.bulk import IN_USE, NEEDS_ANOTHER, NOT_FROM_HERE, change_many, plan_for
from courses.quizzes.bank.errors import NothingChosen, NotNow, OtherThanSeen
from courses.quizzes.bank.labels import Labels, labels_of, set_labels
from courses.quizzes.bank.models import BankRecord, BulkEdit, Label
from courses.quizzes.bank.services import create_question
from courses.quizzes.bank.undoing import undo
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
Status = Question.Status


class Bank:
    def __init__(self, **fields: Any) -> None:
        self.by: User = make.instructor()
        self.course: Course = make.course(**fields)

    def add(self, number: int = 1, status: str = Status.READY) -> list[Question]:
        return [
            create_question(
                self.course, kind="single_choice", specs={"en": single()}, status=status
            )
            for _ in range(number)
        ]

    def change(self, expected: int, **steps: object) -> BulkEdit:
        rows = self.course.questions.all()
        return change_many(self.course, rows, steps, by=self.by, expected=expected)

    def labels(self) -> list[Labels]:
        rows = self.course.questions.order_by("pk").select_related("topic", "objective")
        return [labels_of(question) for question in rows]


@pytest.fixture
def bank() -> Bank:
    return Bank()


def test_labels_of_many_are_set_and_set_back(bank: Bank) -> None:
    first, _second = bank.add(2)
    set_labels(first, Labels(tags=("old", "kept"), topic="Money"))
    before = bank.labels()
    steps = {"add": ["new"], "remove": ["old"], "topic": "Banks", "difficulty": 3}
    edit = bank.change(2, **steps)
    assert bank.labels() == [
        Labels(tags=("kept", "new"), topic="Banks", difficulty=3),
        Labels(tags=("new",), topic="Banks", difficulty=3),
    ]
    assert undo(edit, by=bank.by).undone == 2
    assert bank.labels() == before


def test_an_empty_topic_takes_it_away(bank: Bank) -> None:
    (made,) = bank.add()
    set_labels(made, Labels(topic="Money", difficulty=1))
    bank.change(1, topic="", difficulty=None)
    assert bank.labels() == [Labels()]


def test_a_plan_writes_nothing(bank: Bank) -> None:
    bank.add(2)
    plan = plan_for(bank.course, bank.course.questions.all(), {"add": ["new"]}, by=bank.by)
    assert (len(plan.changes), plan.same, plan.kept) == (2, 0, [])
    assert not Label.objects.exists()


def test_what_is_so_already_is_counted_and_left(bank: Bank) -> None:
    first, _second = bank.add(2)
    set_labels(first, Labels(difficulty=2))
    plan = plan_for(bank.course, bank.course.questions.all(), {"difficulty": 2}, by=bank.by)
    assert (len(plan.changes), plan.same) == (1, 1)


def test_a_change_that_does_other_than_was_shown_does_nothing(bank: Bank) -> None:
    bank.add(2)
    with pytest.raises(OtherThanSeen):
        bank.change(3, difficulty=1)
    assert bank.labels() == [Labels(), Labels()]


def test_no_steps_and_no_questions_are_told(bank: Bank) -> None:
    rows = bank.course.questions.all()
    for steps in ({}, {"difficulty": 1}):
        with pytest.raises(NothingChosen):
            plan_for(bank.course, rows, steps, by=bank.by)


def test_questions_in_a_quiz_are_not_retired(bank: Bank) -> None:
    used, free = bank.add(2)
    quiz = quizzes.create_quiz(bank.course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(used, 1)])
    plan = plan_for(bank.course, bank.course.questions.all(), {"status": "retired"}, by=bank.by)
    assert ([*plan.changes], plan.kept) == ([free.pk], [(used, IN_USE)])


def test_states_are_recorded_and_undone_with_their_records(bank: Bank) -> None:
    bank.add(2)
    edit = bank.change(2, status="retired")
    undo(edit, by=bank.by)
    assert set(bank.course.questions.values_list("status", flat=True)) == {"ready"}
    rows = BankRecord.objects.filter(by=bank.by).values_list("what", flat=True)
    assert list(rows) == ["retired", "retired", "ready", "ready"]


def test_a_retired_question_does_not_become_ready_in_passing(bank: Bank) -> None:
    (made,) = bank.add(status=Status.RETIRED)
    plan = plan_for(bank.course, bank.course.questions.all(), {"status": "ready"}, by=bank.by)
    assert plan.kept == [(made, NOT_FROM_HERE)]


def test_the_two_person_rule_holds_for_many() -> None:
    bank = Bank(two_person_rule=True)
    specs = {"en": single()}
    make_one: dict[str, Any] = {"kind": "single_choice", "specs": specs}
    own = create_question(bank.course, author=bank.by, **make_one)
    others = create_question(bank.course, author=make.instructor(), **make_one)
    plan = plan_for(bank.course, bank.course.questions.all(), {"status": "ready"}, by=bank.by)
    assert ([*plan.changes], plan.kept) == ([others.pk], [(own, NEEDS_ANOTHER)])


def test_undo_leaves_what_somebody_changed_since(bank: Bank) -> None:
    first, _second = bank.add(2)
    edit = bank.change(2, difficulty=3)
    Question.objects.filter(pk=first.pk).update(difficulty=1)
    done = undo(edit, by=bank.by)
    assert (done.undone, done.left) == (1, 1)
    assert [labels.difficulty for labels in bank.labels()] == [1, None]


def test_undo_bears_questions_that_are_gone(bank: Bank) -> None:
    bank.add()
    edit = bank.change(1, add=["x"])
    edit.changes["999999"] = {"difficulty": [None, 3]}
    edit.save()
    done = undo(edit, by=bank.by)
    assert (done.undone, done.left) == (1, 1)


def test_a_change_is_undone_once(bank: Bank) -> None:
    bank.add()
    edit = bank.change(1, difficulty=3)
    undo(edit, by=bank.by)
    with pytest.raises(NotNow):
        undo(edit, by=bank.by)


@pytest.mark.parametrize("rows", [1, 3])
def test_a_change_takes_the_same_queries_whatever_its_rows(bank: Bank, rows: int) -> None:
    bank.add(rows)
    with assert_queries(CHANGE_QUERIES):
        bank.change(rows, add=["new"], difficulty=2, status="retired")


CHANGE_QUERIES = 13
