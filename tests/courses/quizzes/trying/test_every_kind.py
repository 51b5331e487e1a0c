"""Each kind through a check at its question: told, held back and closed alike, or not offered."""

from typing import Any

import pytest
from django.urls import reverse

from courses.quizzes import services
from courses.quizzes.models import Attempt, QuestionVersion, Quiz
from courses.quizzes.review.matrix import Moment, Part
from courses.quizzes.trying.errors import CannotCheck
from courses.quizzes.trying.services import check_answer
from courses.quizzes.types.registry import all_kinds, kind
from tests.courses.quizzes.types.ladder import ladder_of
from tests.support import make
from tests.support.make_quizzes import make_attempt, make_graded, make_quiz, save, slot_ids

pytestmark = pytest.mark.django_db

CHECKED = [one.name for one in all_kinds() if one.is_answered and one.has_key]
DEFERRED = [one.name for one in all_kinds() if one.is_answered and not one.has_key]


def quiz_of(name: str, *, more: dict[str, Any] | None = None, **chosen: Any) -> Quiz:
    """With the ids that the ladder's answers name."""
    spec = {**ladder_of(name).spec, **(more or {})}
    quiz = make_quiz(specs=((name, spec),), **chosen)
    QuestionVersion.objects.update(
        specs={"en": kind(name).prepare(spec, language="en", salt="test")}
    )
    return quiz


def page(attempt: Attempt, name: str = "attempt") -> str:
    url = reverse(f"quizzes:{name}", args=[attempt.public_id])
    return make.client_for(attempt.user).get(url).content.decode()


def check(attempt: Attempt) -> Attempt:
    """Also where a wrong answer leaves something open."""
    slot = slot_ids(attempt)[0]
    return check_answer(attempt.public_id, attempt.user, slot_id=slot, is_sure=True)


@pytest.mark.parametrize("name", CHECKED)
def test_wrong_it_may_be_tried_again_and_right_it_is_closed(name: str) -> None:
    attempt, ladder = make_attempt(quiz_of(name, feedback="adaptive")), ladder_of(name)
    save(attempt, ladder.wrong)
    check(attempt)
    assert "Not right" in page(attempt) and "Check again" in page(attempt)
    save(attempt, ladder.right, sequence=2)
    check(attempt)
    html = page(attempt)
    assert "This question is closed" in html and 'name="try"' not in html
    prefix = f'name="q{slot_ids(attempt)[0]}'
    assert prefix not in html and "seen-" not in html


@pytest.mark.parametrize("name", CHECKED)
def test_checked_once_it_takes_no_further_answer(name: str) -> None:
    attempt, ladder = make_attempt(quiz_of(name, feedback="immediate")), ladder_of(name)
    save(attempt, ladder.wrong)
    check(attempt)
    slot = slot_ids(attempt)[0]
    saved = services.save_page(
        attempt.public_id, attempt.user, values={slot: ladder.right}, seen={}
    )
    assert list(saved.refused) == [slot]


@pytest.mark.parametrize("name", DEFERRED)
def test_what_a_person_marks_what_is_walked_and_what_is_not_scored_waits(name: str) -> None:
    attempt = make_attempt(quiz_of(name, feedback="immediate"))
    assert 'name="try"' not in page(attempt)
    with pytest.raises(CannotCheck):
        check(attempt)


HELD: dict[str, list[str]] = {
    moment.value: [Part.RESPONSE.value] for moment in (Moment.JUST_AFTER, Moment.OPEN)
}


@pytest.mark.parametrize("name", CHECKED)
def test_its_review_without_right_or_wrong_does_not_differ_by_that(name: str) -> None:
    """What is shown of a wrong answer has no word, class or shape of the grading in it."""
    ladder = ladder_of(name)
    attempt = make_graded(quiz_of(name, review=HELD), values=(ladder.wrong,))
    html = page(attempt, "result")
    for told in (
        "Not right",
        "tile-wrong",
        "tile-right",
        "tile-missed",
        "verdict",
        "hotspot-wrong",
    ):
        assert told not in html, told


@pytest.mark.parametrize("name", CHECKED)
def test_its_review_without_feedback_says_none_of_it(name: str) -> None:
    ladder = ladder_of(name)
    review = {
        moment.value: [Part.RESPONSE.value, Part.CORRECTNESS.value]
        for moment in (Moment.JUST_AFTER, Moment.OPEN)
    }
    said = {"feedback": "All of it.", "feedback_wrong": "Think of the sea."}
    quiz = quiz_of(name, more=said, review=review)
    html = page(make_graded(quiz, values=(ladder.wrong,)), "result")
    assert "Not right" in html or "not right" in html
    assert "All of it." not in html and "Think of the sea." not in html


def test_every_kind_is_one_or_the_other() -> None:
    answered = {one.name for one in all_kinds() if one.is_answered}
    assert set(CHECKED) | set(DEFERRED) == answered
    assert {kind(name).name for name in DEFERRED} == {"essay", "file_answer", "scenario", "survey"}
