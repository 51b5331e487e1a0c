"""Several who arrange a quiz's draft at the same moment, on a real database."""

from functools import partial

import pytest

from courses.catalog.models import Course
from courses.quizzes import services
from tests.support.make_quizzes import make_course, make_question, make_quiz
from tests.support.threads import at_once

pytestmark = pytest.mark.django_db(transaction=True)
ROUNDS = 5


def key_of_new(course: Course, _number: int) -> str:
    return services.create_quiz(course, titles={"en": "Same"}).key


def test_quizzes_of_one_title_made_at_once_get_keys_of_their_own() -> None:
    for _round in range(ROUNDS):
        keys = at_once(3, partial(key_of_new, make_course()))
        assert sorted(map(str, keys)) == ["same", "same-2", "same-3"]


def test_of_two_arrangements_saved_at_once_one_holds_whole() -> None:
    quiz = make_quiz(is_published=False)
    sets = [[make_question(quiz.course) for _ in range(2)] for _ in range(2)]
    ids = [[question.pk for question in some] for some in sets]
    for _round in range(ROUNDS):
        saved = at_once(2, lambda n: services.set_items(quiz, [(one, 1) for one in sets[n]]))
        assert saved == [None, None]
        assert list(quiz.items.values_list("question_id", flat=True)) in ids


def test_one_arrangement_sent_at_once_stands_once() -> None:
    quiz = make_quiz(is_published=False)
    items = [(item.question, item.points) for item in quiz.items.select_related("question")]
    for _round in range(ROUNDS):
        assert at_once(3, lambda _: services.set_items(quiz, items)) == [None] * 3
        assert quiz.items.count() == len(items)
