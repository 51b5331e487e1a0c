"""Ordering, categorise and cloze in the bank: what is saved, changed, copied and found again."""

from typing import Any

import pytest

from courses.catalog.models import Course
from courses.quizzes.bank.errors import NotValid
from courses.quizzes.bank.services import create_question, duplicate_question, edit_question
from courses.quizzes.models import Question
from courses.quizzes.types.registry import kind
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support.make_quizzes import make_course

pytestmark = pytest.mark.django_db

KINDS = pytest.mark.parametrize("name", ["ordering", "categorise", "cloze"])


@pytest.fixture
def course() -> Course:
    return make_course("a-course", languages=("en", "fr"))


def specs_of(name: str) -> dict[str, dict[str, Any]]:
    return {language: ladder_of(name).spec for language in ("en", "fr")}


def made(course: Course, name: str) -> Question:
    return create_question(course, kind=name, specs=specs_of(name), key="q-1")


def stored(question: Question) -> dict[str, Any]:
    assert question.current_version is not None
    spec: dict[str, Any] = question.current_version.specs["en"]
    return spec


@KINDS
def test_opened_and_saved_unchanged_it_is_no_new_version(course: Course, name: str) -> None:
    question = made(course, name)
    assert question.current_version is not None
    initial = kind(name).form_class.initial_from(question.current_version.specs)
    form = kind(name).form_class(kind=kind(name), languages=["en", "fr"], initial=initial)
    assert edit_question(question, specs=form.draft_specs()).number == 1


def some_answer(spec: dict[str, Any], name: str) -> Any:
    """By the ids of this very question."""
    if name == "cloze":
        return {"g1": "Wien", "g3": spec["gaps"][2]["options"][0]["id"]}
    ids = [item["id"] for item in spec["items"]]
    return ids if name == "ordering" else dict.fromkeys(ids, spec["categories"][0]["id"])


@KINDS
def test_copy_takes_the_answers_of_its_original(course: Course, name: str) -> None:
    original = made(course, name)
    copy = duplicate_question(original)
    answer = some_answer(stored(original), name)
    assert kind(name).check_value(stored(copy), answer) == answer
    assert kind(name).grade(stored(copy), answer) == kind(name).grade(stored(original), answer)


@KINDS
def test_it_is_found_by_its_texts_and_not_by_its_ids(course: Course, name: str) -> None:
    question = made(course, name)
    texts = {"ordering": "layering", "categorise": "cheap labour", "cloze": "wien"}
    assert texts[name] in question.search_text
    for part in kind(name).choice_ids(stored(question)) or ():
        assert part not in question.search_text.split()


@pytest.mark.parametrize(
    ("name", "field", "changed"),
    [
        ("ordering", "items", lambda rows: rows[::-1]),
        ("categorise", "items", lambda rows: rows[:-1]),
        ("cloze", "passage", lambda text: text.replace("178±2", "178±3")),
    ],
)
def test_languages_that_ask_something_else_are_refused(
    course: Course, name: str, field: str, changed: Any
) -> None:
    specs = specs_of(name)
    specs["fr"] = {**specs["fr"], field: changed(specs["fr"][field])}
    with pytest.raises(NotValid) as caught:
        create_question(course, kind=name, specs=specs)
    assert list(caught.value.problems) == ["fr"]
