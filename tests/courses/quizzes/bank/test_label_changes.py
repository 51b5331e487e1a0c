"""A label renamed, merged, removed; and all of it undone."""

import pytest

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.bulk import change_many
from courses.quizzes.bank.errors import LabelChanged, LabelTaken, SayWhy
from courses.quizzes.bank.label_changes import (
    labels_with_use,
    merge_labels,
    remove_label,
    rename_label,
)
from courses.quizzes.bank.labels import Labels, labels_of
from courses.quizzes.bank.models import BulkEdit, Label
from courses.quizzes.bank.services import create_question
from courses.quizzes.bank.undoing import undo
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BEFORE = [
    Labels(tags=("boats", "sea"), topic="Rescue"),
    Labels(tags=("sea",), topic="Law"),
    Labels(tags=("boats",), topic="Rescue"),
]


@pytest.fixture
def by() -> User:
    return make.instructor()


@pytest.fixture
def course(by: User) -> Course:
    made = make.course(by=by)
    for number, labels in enumerate(BEFORE):
        create_question(
            made, kind="single_choice", key=f"q-{number}", specs={"en": single()}, labels=labels
        )
    return made


def named(name: str) -> Label:
    return Label.objects.get(folded=name)


def now() -> list[Labels]:
    rows = Question.objects.order_by("pk").select_related("topic", "objective")
    return [labels_of(question) for question in rows]


def test_a_renamed_tag_is_renamed_everywhere_and_back(course: Course, by: User) -> None:
    edit = rename_label(named("sea"), " High  seas ", by=by)
    assert now()[1].tags == ("High seas",)
    undo(edit, by=by)
    assert now() == BEFORE


def test_a_merged_tag_is_borne_once_and_parted_again(course: Course, by: User) -> None:
    edit = merge_labels(named("sea"), named("boats"), by=by)
    assert [labels.tags for labels in now()] == [("boats",)] * 3
    assert (edit.count, Label.objects.filter(folded="sea").exists()) == (2, False)
    assert undo(edit, by=by).undone == 2
    assert now() == BEFORE


def test_a_merged_topic_is_parted_again(course: Course, by: User) -> None:
    edit = merge_labels(named("rescue"), named("law"), by=by)
    assert {labels.topic for labels in now()} == {"Law"}
    undo(edit, by=by)
    assert now() == BEFORE


@pytest.mark.parametrize("name", ["sea", "rescue"])
def test_a_removed_label_is_gone_and_comes_back(course: Course, by: User, name: str) -> None:
    edit = remove_label(named(name), by=by)
    assert all(name not in (*labels.tags, labels.topic.lower()) for labels in now())
    undo(edit, by=by)
    assert now() == BEFORE


def test_a_name_that_is_taken_meanwhile_is_not_brought_back(course: Course, by: User) -> None:
    edit = remove_label(named("sea"), by=by)
    Label.objects.create(course=course, sort="tag", name="Sea", folded="sea")
    with pytest.raises(LabelTaken):
        undo(edit, by=by)
    client = make.client_for(by)
    told = client.post(f"/quizzes/{course.slug}/bank/changes/{edit.pk}/undo/", follow=True)
    assert "Another label bears this name by now." in told.content.decode()


def test_an_older_change_brings_no_removed_label_back(course: Course, by: User) -> None:
    rows = course.questions.filter(key="q-0")
    steps = {"topic": "Law", "remove": ["sea"], "difficulty": 3}
    edit = change_many(course, rows, steps, by=by, expected=1)
    for name in ("rescue", "sea"):
        remove_label(named(name), by=by)
    undo(edit, by=by)
    question = Question.objects.get(key="q-0")
    assert (question.difficulty, labels_of(question).topic) == (None, "Law")


def test_an_empty_name_and_a_taken_one_are_refused(course: Course, by: User) -> None:
    with pytest.raises(SayWhy):
        rename_label(named("sea"), " \u200b ", by=by)
    with pytest.raises(LabelChanged):
        rename_label(named("sea"), "BOATS", by=by)
    with pytest.raises(LabelChanged):
        merge_labels(named("sea"), named("law"), by=by)


def test_the_pages_rename_ask_before_they_merge_and_undo(course: Course, by: User) -> None:
    client, sea = make.client_for(by), named("sea")
    listed = f"/quizzes/{course.slug}/bank/labels/"
    assert "<bdi>sea</bdi>" in client.get(listed).content.decode()
    page = f"{listed}{sea.pk}/"
    assert "Used by 2 questions" in client.get(page).content.decode()
    asked = client.post(page, {"action": "rename", "name": "Boats"}).content.decode()
    assert "“boats” is there already. Merge them?" in asked
    done = client.post(page, {"action": "merge", "name": "boats"}, follow=True)
    assert "label merged:" in done.content.decode()
    edit = BulkEdit.objects.get()
    client.post(f"/quizzes/{course.slug}/bank/changes/{edit.pk}/undo/")
    assert now() == BEFORE
    assert client.post(page, {"action": "rename", "name": " "}).status_code == 422
    assert client.post(page, {"action": "odd"}).status_code == 409


def test_the_list_takes_one_query(course: Course) -> None:
    with assert_queries(1):
        used = {label.name: vars(label)["used"] for label in labels_with_use(course)}
    assert used == {"boats": 2, "sea": 2, "Rescue": 2, "Law": 1}
