import json

import pytest

from courses.quizzes import privacy
from courses.quizzes.models import Answer, Attempt, Grade
from courses.quizzes.services import grade_attempt
from tests.support.make_quizzes import make_graded

pytestmark = pytest.mark.django_db


def test_the_export_holds_every_answer_and_grade_of_the_person_alone() -> None:
    attempt = make_graded()
    make_graded()
    exported = privacy.export_for(attempt.user)
    (row,) = exported["attempts"]
    assert [answer["value"] for answer in row["answers"]] == ["a", True, "190", "Palermo"]
    assert row["grades"][0]["score"] == "4.00"
    assert json.loads(json.dumps(exported)) == exported


def test_erasing_leaves_nothing_of_the_person_and_all_of_the_others() -> None:
    attempt, other = make_graded(), make_graded()
    privacy.erase(attempt.user)
    assert list(Attempt.objects.all()) == [other]
    assert set(Answer.objects.values_list("attempt", flat=True)) == {other.pk}
    assert Grade.objects.count() == 1


def test_grading_an_erased_attempt_ends_clean() -> None:
    attempt = make_graded()
    privacy.erase(attempt.user)
    assert grade_attempt(attempt.pk) is False
