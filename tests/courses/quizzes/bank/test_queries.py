import pytest

from courses.catalog.models import Course
from courses.quizzes import services as quizzes
from courses.quizzes.bank.found import Wanted, found_questions
from courses.quizzes.bank.queries import (
    bank_page,
    blocks_of,
    languages_missing,
    lesson_titles,
)
from courses.quizzes.bank.services import create_question, retire_question
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


def question(course: Course, key: str, stem: str = "How many?") -> Question:
    return create_question(course, kind="single_choice", key=key, specs={"en": single(stem)})


def keys(course: Course, **wanted: str) -> set[str]:
    return set(found_questions(course, Wanted(**wanted)).values_list("key", flat=True))


@pytest.mark.parametrize("rows", [1, 3])
def test_bank_page_takes_five_queries_whatever_its_rows(rows: int) -> None:
    course = make.course()
    questions = [question(course, f"q-{number}") for number in range(rows)]
    quiz = quizzes.create_quiz(course, titles={"en": "Final"})
    quizzes.set_items(quiz, [(found, 1) for found in questions])
    with assert_queries(5):
        page = bank_page(course, Wanted())
        used = [[i.quiz.title() for i in found.used_in] for found in page]
    assert used == [["Final"]] * rows


def test_search_finds_every_word_in_any_text_without_accents() -> None:
    course = make.course()
    question(course, "q-one", "Que dit l’élève de la saisie ?")
    question(course, "q-two", "Freeze and seize")
    assert keys(course, words="SAISIE eleve") == {"q-one"}
    assert keys(course, words="three") == {"q-one", "q-two"}
    assert keys(course, words="q-two") == {"q-two"}
    assert keys(course, words="absent") == set()


def test_retired_questions_are_shown_when_asked_for() -> None:
    course = make.course()
    question(course, "q-one")
    retire_question(question(course, "q-two"))
    assert keys(course) == {"q-one"}
    assert keys(course, status="retired") == {"q-two"}


def test_filter_by_kind_and_by_course() -> None:
    course = make.course()
    question(course, "q-one")
    question(make.course(), "q-other")
    assert keys(course, kind="single_choice") == {"q-one"}
    assert keys(course, kind="numeric") == set()


def test_languages_missing() -> None:
    made = question(make.course(languages=["en", "fr"]), "q-one")
    assert made.current_version is not None
    assert languages_missing(made.current_version, ["en", "fr"]) == ["fr"]


def test_lessons_and_their_newest_blocks() -> None:
    course = make.course(languages=["en", "fr"])
    lesson = make.lesson(course, title="Money", key="money")
    make.version(lesson, title="Money", body="New text.\n{: #new}")
    (found,) = lesson_titles(course)
    assert (found.key, found.title) == ("money", "Money")
    assert [block["key"] for block in blocks_of(found, ["en", "fr"])] == ["new"]
    assert [block["key"] for block in blocks_of(found, ["fr"])] == ["first", "second"]
    assert blocks_of(None, ["en"]) == []
