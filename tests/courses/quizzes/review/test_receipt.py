"""The receipt says what was answered, and what of it was left unfinished."""

import pytest
from django.urls import reverse

from courses.quizzes import services
from tests.courses.quizzes.types.test_matching import RIGHT
from tests.courses.quizzes.types.test_matching import SPEC as MATCHING
from tests.support.make import client_for
from tests.support.make_quizzes import make_attempt, make_quiz, save

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("value", "words"),
    [({"p1": "o1"}, "1 of 1, 1 of them unfinished"), (RIGHT, "1 of 1<")],
)
def test_an_answer_with_a_line_still_open_is_named(value: dict[str, str], words: str) -> None:
    attempt = make_attempt(make_quiz(specs=(("matching", MATCHING),)))
    save(attempt, value)
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    url = reverse("quizzes:result", args=[attempt.public_id])
    assert words in client_for(attempt.user).get(url).content.decode()
