"""Search finds what the person may read, in any form of the word, and nothing else."""

import pytest
from django.test import Client

from courses.home.search import search, stems_of
from courses.people.models import User
from tests.support import make
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
BODY = "Nothing here.\n{: #a}\n\nThe communities of <b>experts</b> met.\n{: #b}"


@pytest.fixture
def learner() -> User:
    course = make.course(title="Money laundering")
    make.lesson(course, title="A lesson", body=BODY)
    make.publish(course)
    return make.enrolled(course).user


@pytest.mark.parametrize("text", ["community", "communities", "EXPERT met", "lessons"])
def test_a_lesson_is_found_by_any_form_of_its_words(learner: User, text: str) -> None:
    (hit,) = search(learner, text).lessons
    assert hit.title == "A lesson"


def test_a_hit_leads_to_its_block_and_shows_the_words_around(learner: User) -> None:
    (hit,) = search(learner, "community").lessons
    assert (hit.block, hit.before, hit.match, hit.after) == (
        "b", "The ", "communities", " of experts met.",
    )  # fmt: skip


@pytest.mark.parametrize("text", ["laundering", "money", "launder moneys"])
def test_a_course_is_found_by_its_title_without_signing_in(learner: User, text: str) -> None:
    page = Client().get("/search/", {"text": text}).content.decode()
    assert "Money laundering" in page


def test_lessons_are_found_by_their_readers_alone(learner: User) -> None:
    assert search(make.person(), "community").lessons == ()


@pytest.mark.parametrize("text", ["", " ", "?", "a", "%", "zebra", "x" * 500])
def test_what_finds_nothing_says_what_to_do(learner: User, text: str) -> None:
    page = make.client_for(learner).get("/search/", {"text": text})
    assert page.status_code == 200
    assert "A lesson" not in page.content.decode()


def test_letters_beyond_ascii_are_found_in_either_case() -> None:
    course = make.course(languages=["fr"])
    make.lesson(course, title="Leçon", body="L’ÉTAT agit. Les États parties.")
    make.publish(course)
    assert search(make.enrolled(course).user, "état").lessons


def test_stems_are_beginnings_of_their_words() -> None:
    assert stems_of("community offences", "en") == ["communit", "offenc"]
    assert stems_of("洗钱", "zh-hans") == ["洗", "钱"] or stems_of("洗钱", "zh-hans") == ["洗钱"]


@pytest.mark.parametrize("lessons", [1, 3])
def test_search_costs_the_same_for_few_hits_and_for_many(lessons: int) -> None:
    course = make.course()
    for _ in range(lessons):
        make.lesson(course, body=BODY)
    make.publish(course)
    user = make.enrolled(course).user
    with assert_queries(2):
        assert len(search(user, "community").lessons) == lessons
