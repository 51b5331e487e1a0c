from typing import Any

import pytest

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes import services as quizzes
from courses.quizzes.bank.found import Wanted, found_questions
from courses.quizzes.bank.labels import Labels
from courses.quizzes.bank.models import Label
from courses.quizzes.bank.remarks import add_comment, waive
from courses.quizzes.bank.services import create_question
from courses.quizzes.models import Question
from tests.courses.quizzes.bank.specs import single
from tests.support import make

pytestmark = pytest.mark.django_db


class Bank:
    """Two questions: one with all that a filter can ask for, and one with nothing."""

    def __init__(self) -> None:
        self.author: User = make.instructor()
        self.course: Course = make.course(languages=["en", "fr"])
        self.full = self.add(
            "q-full",
            specs={"en": single("Which is not so?")},
            author=self.author,
            labels=Labels(("money",), "Banks", "Name the steps", 3),
        )
        quiz = quizzes.create_quiz(self.course, titles={"en": "Final"})
        quizzes.set_items(quiz, [(self.full, 1)])
        add_comment(self.full, "Is it?", by=self.author)
        self.bare = self.add("q-bare", specs={"en": single(), "fr": single("Combien ?")})

    def add(self, key: str, **content: Any) -> Question:
        return create_question(self.course, kind="single_choice", key=key, **content)

    def keys(self, **wanted: str) -> list[str]:
        rows = found_questions(self.course, Wanted(**wanted))
        return sorted(rows.values_list("key", flat=True))

    def label(self, sort: str) -> str:
        return str(Label.objects.get(course=self.course, sort=sort).pk)


@pytest.fixture
def bank() -> Bank:
    return Bank()


@pytest.mark.parametrize("sort", ["tag", "topic", "objective"])
def test_by_label(bank: Bank, sort: str) -> None:
    assert bank.keys(**{sort: bank.label(sort)}) == ["q-full"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"difficulty": "3"}, ["q-full"]),
        ({"missing": "fr"}, ["q-full"]),
        ({"missing": "any"}, ["q-full"]),
        ({"missing": "en"}, []),
        ({"finding": "negative_stem"}, ["q-full"]),
        ({"finding": "any"}, ["q-bare", "q-full"]),
        ({"comments": "1"}, ["q-full"]),
        ({"unused": "1"}, ["q-bare"]),
        ({"words": "combien", "unused": "1"}, ["q-bare"]),
        ({"status": "review"}, []),
    ],
)
def test_by_what_is_known_of_it(bank: Bank, wanted: dict[str, str], found: list[str]) -> None:
    assert bank.keys(**wanted) == found


def test_by_author(bank: Bank) -> None:
    assert bank.keys(author=str(bank.author.pk)) == ["q-full"]


def test_an_accepted_finding_is_not_looked_for(bank: Bank) -> None:
    waive(bank.full, "negative_stem", reason="The law asks so.", by=bank.author)
    assert bank.keys(finding="negative_stem") == []


def test_what_was_not_looked_at_yet_lacks_no_language(bank: Bank) -> None:
    Question.objects.update(languages="")
    assert bank.keys(missing="any") == []


def test_filters_are_kept_in_an_address() -> None:
    wanted = Wanted(words="a b", tag="3", page="7")
    assert wanted.query == "tag=3&q=a+b"
