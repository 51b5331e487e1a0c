"""The two-person rule over several hands: who wrote what is new does not make it ready."""

from typing import Any

import pytest

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank import states
from courses.quizzes.bank.bulk import NEEDS_ANOTHER, plan_for
from courses.quizzes.bank.errors import NeedsAnother
from courses.quizzes.bank.models import BankRecord
from courses.quizzes.bank.services import Evidence, create_question, edit_question
from courses.quizzes.bank.writers import others_than, refers_to_changed, writers_of
from courses.quizzes.models import Question
from courses.quizzes.stimuli.referring import set_stimulus
from tests.courses.quizzes.bank.specs import single
from tests.courses.quizzes.types.test_stimulus import SPEC
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
Status = Question.Status


class Team:
    """A course with the two-person rule and three of staff: Ada, Ben and Cleo."""

    def __init__(self) -> None:
        self.ada, self.ben, self.cleo = (make.instructor(name=n) for n in ("Ada", "Ben", "Cleo"))
        self.course: Course = make.course(two_person_rule=True, by=self.ada)
        for one in (self.ben, self.cleo):
            self.course.staff.create(user=one)

    def asked(self, by: User, **content: Any) -> Question:
        specs = {"en": single(**content)}
        return create_question(self.course, kind="single_choice", specs=specs, author=by)

    def edited(self, question: Question, stem: str, by: User) -> Question:
        edit_question(question, specs={"en": single(stem)}, author=by)
        return again(question)

    def ready(self, question: Question, by: User) -> Question:
        return states.make_ready(question, by=by)

    def writers(self, question: Question) -> set[str]:
        ids = writers_of([question])[question.pk]
        return set(User.objects.filter(pk__in=ids).values_list("name", flat=True))


@pytest.fixture
def team() -> Team:
    return Team()


def again(question: Question) -> Question:
    return Question.objects.select_related("course").get(pk=question.pk)


def test_one_letter_by_another_leaves_the_text_its_authors(team: Team) -> None:
    made = team.edited(team.asked(team.ada), "How many make a group!", team.ben)
    assert team.writers(made) == {"Ada", "Ben"}
    for one in (team.ada, team.ben):
        with pytest.raises(NeedsAnother):
            states.make_ready(made, by=one)
    assert team.ready(made, team.cleo).status == Status.READY


def test_what_was_ready_is_nobodys_any_more(team: Team) -> None:
    made = team.ready(team.asked(team.ada), team.ben)
    changed = team.edited(made, "And now?", team.ben)
    assert team.writers(changed) == {"Ben"}
    assert team.ready(changed, team.ada).status == Status.READY


def test_an_earlier_text_taken_up_again_is_its_authors_alone(team: Team) -> None:
    made = team.edited(team.asked(team.ada), "Changed by Ben", team.ben)
    back = team.edited(made, single()["stem"], team.ben)
    assert team.writers(back) == {"Ada"}
    assert team.ready(back, team.ben).status == Status.READY


def test_the_text_that_was_ready_taken_up_again_is_nobodys(team: Team) -> None:
    made = team.ready(team.asked(team.ada), team.ben)
    changed = team.edited(made, "A slip", team.ada)
    back = team.edited(changed, single()["stem"], team.ada)
    assert back.status == Status.REVIEW
    assert team.writers(back) == set()
    assert team.ready(back, team.ada).status == Status.READY


def test_where_the_answer_stands_is_part_of_what_is_new(team: Team) -> None:
    made = team.ready(team.asked(team.ada), team.ben)
    lesson = make.lesson(make.module(team.course))
    specs = {"en": single()}
    edit_question(made, specs=specs, evidence=Evidence(lesson), author=team.cleo)
    assert team.writers(again(made)) == {"Cleo"}


def test_whoever_is_gone_is_nobody(team: Team) -> None:
    made = create_question(team.course, kind="single_choice", specs={"en": single()}, author=None)
    assert team.writers(made) == set()


def test_those_who_could_are_the_staff_who_wrote_none_of_it(team: Team) -> None:
    made = team.edited(team.asked(team.ada), "Changed", team.ben)
    make.instructor(name="Not of this course")
    assert [str(one) for one in others_than(made, writers_of([made])[made.pk])] == ["Cleo"]


def with_stimulus(team: Team) -> tuple[Question, Question]:
    """(a ready question by Ada, the ready text by Ben that it refers to)."""
    text = create_question(team.course, kind="stimulus", specs={"en": SPEC}, author=team.ben)
    text = team.ready(text, team.ada)
    asked = set_stimulus(team.asked(team.ada), text, by=team.ada)
    return team.ready(asked, team.ben), text


def test_a_changed_stimulus_asks_again_for_the_questions_on_it(team: Team) -> None:
    asked, text = with_stimulus(team)
    apart = team.ready(team.asked(team.ada, stem="On nothing"), team.ben)
    edit_question(text, specs={"en": SPEC | {"title": "Another"}}, author=team.ben)
    found = again(asked)
    assert (found.status, again(apart).status) == (Status.REVIEW, Status.READY)
    assert refers_to_changed(found)
    with pytest.raises(NeedsAnother):
        states.make_ready(found, by=team.ben)
    assert team.ready(found, team.ada).status == Status.READY
    assert not refers_to_changed(found)


def test_another_stimulus_asks_again(team: Team) -> None:
    asked, _text = with_stimulus(team)
    set_stimulus(asked, None, by=team.cleo)
    found = again(asked)
    assert (found.status, team.writers(found)) == (Status.REVIEW, {"Cleo"})


def test_without_the_rule_a_changed_stimulus_asks_nobody(team: Team) -> None:
    asked, text = with_stimulus(team)
    Course.objects.update(two_person_rule=False)
    edit_question(again(text), specs={"en": SPEC | {"title": "Another"}}, author=team.ben)
    assert again(asked).status == Status.READY
    assert not BankRecord.objects.filter(what="stimulus", question=asked, by=team.ben).exists()


def test_many_at_once_keep_to_the_rule(team: Team) -> None:
    own = team.edited(team.asked(team.ada), "Changed", team.ben)
    others = team.asked(team.cleo, stem="Of another")
    plan = plan_for(team.course, team.course.questions.all(), {"status": "ready"}, by=team.ada)
    assert list(plan.changes) == [others.pk]
    assert [(question.pk, str(why)) for question, why in plan.kept] == [
        (own.pk, str(NEEDS_ANOTHER))
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_writers_of_any_number_take_four_queries(team: Team, count: int) -> None:
    made = [
        team.edited(team.asked(team.ada, stem=f"Number {i}"), f"Changed {i}", team.ben)
        for i in range(count)
    ]
    with assert_queries(4):
        writers_of(made)
