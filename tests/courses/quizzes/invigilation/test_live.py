"""Who is in a quiz now: figures by the server's clock, what is to be noted, and the order."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.quizzes import services
from courses.quizzes.deadlines import grant_time
from courses.quizzes.invigilation import live
from courses.quizzes.invigilation.live import InQuiz, answered_in, live_in
from courses.quizzes.invigilation.services import make_void
from courses.quizzes.models import Answer, Attempt, Extension, Quiz
from courses.quizzes.terms.models import Break
from tests.support.make_acts import press
from tests.support.make_quizzes import make_attempt, make_learner, make_quiz, save

pytestmark = pytest.mark.django_db


def only(quiz: Quiz) -> InQuiz:
    (row,) = live_in(quiz).rows
    return row


def names(quiz: Quiz, sort: str) -> list[str]:
    return [row.attempt.user.name for row in live_in(quiz, sort=sort).rows]


def began(attempt: Attempt, minutes: int) -> None:
    earlier = timezone.now() - timedelta(minutes=minutes)
    Attempt.objects.filter(pk=attempt.pk).update(started_at=earlier)


def test_an_answer_changed_counts_once_and_one_taken_back_not() -> None:
    attempt = make_attempt()
    save(attempt, "a")
    save(attempt, "b", sequence=2)
    save(attempt, True, place=1, sequence=3)
    save(attempt, None, place=1, sequence=4)
    assert answered_in([attempt.pk])[attempt.pk].count == 1


def test_what_came_too_late_is_no_answer() -> None:
    attempt = make_attempt()
    save(attempt, "a")
    Answer.objects.update(is_late=True)
    assert answered_in([attempt.pk]) == {}


def test_time_left_is_the_servers() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    assert only(attempt.quiz).time_left.startswith("9:5")


def test_without_a_limit_there_is_none() -> None:
    assert only(make_attempt().quiz).time_left == ""


def test_of_who_saved_nothing_for_long_it_is_said_for_how_long() -> None:
    attempt = make_attempt()
    began(attempt, 7)
    assert only(attempt.quiz).silent_minutes == 7
    save(attempt, "a")
    assert only(attempt.quiz).silent_minutes == 0


def test_who_is_on_a_break_is_not_silent() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=30))
    began(attempt, 7)
    grant_time(attempt, seconds=600, reason="-", kind=Extension.Kind.BREAK)
    now = timezone.now()
    Break.objects.create(
        attempt=attempt,
        began_at=now,
        ends_at=now + timedelta(minutes=10),
        extension=Extension.objects.get(),
    )
    row = only(attempt.quiz)
    assert (row.on_break, row.silent_minutes) == (True, 0)


def test_time_that_is_up_is_said() -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=10))
    Attempt.objects.update(deadline_at=timezone.now() - timedelta(seconds=2))
    assert only(attempt.quiz).is_time_up


@pytest.mark.parametrize(
    ("sort", "order"),
    [
        ("name", ["Ana", "Bea", "Cem"]),
        ("-name", ["Cem", "Bea", "Ana"]),
        ("end", ["Cem", "Ana", "Bea"]),
        ("-end", ["Ana", "Cem", "Bea"]),
        ("password", ["Ana", "Bea", "Cem"]),
    ],
)
def test_sorted_and_who_has_no_end_comes_last(sort: str, order: list[str]) -> None:
    quiz, now = make_quiz(), timezone.now()
    for name, minutes in (("Ana", 9), ("Bea", None), ("Cem", 3)):
        attempt = make_attempt(quiz, make_learner(name=name))
        end = now + timedelta(minutes=minutes) if minutes else None
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=end)
    assert names(quiz, sort) == order


def test_many_stand_on_several_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(live, "PER_PAGE", 2)
    quiz = make_quiz()
    for number in range(3):
        make_attempt(quiz, make_learner(name=f"Ana {number}"))
    assert [row.attempt.user.name for row in live_in(quiz, page="2").rows] == ["Ana 2"]


def test_who_left_within_the_hour_stands_apart_also_when_made_void() -> None:
    quiz = make_quiz()
    gone, void, old = (make_attempt(quiz) for _ in range(3))
    services.submit_attempt(gone.public_id, gone.user)
    services.submit_attempt(old.public_id, old.user)
    Attempt.objects.filter(pk=old.pk).update(submitted_at=timezone.now() - timedelta(hours=2))
    make_void(void.pk, press(void))
    found = live_in(quiz)
    assert found.rows == []
    assert {attempt.pk for attempt in found.ended} == {gone.pk, void.pk}
