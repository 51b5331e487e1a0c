"""Mistakes to practise from, for tests."""

from datetime import timedelta
from typing import Any

from django.db.models import F
from django.test import Client
from django.urls import reverse

from courses.learning.tasks import attempt_graded
from courses.people.models import User
from courses.quizzes.models import Attempt, Quiz
from courses.quizzes.practice.models import PracticeCard, PracticeRound
from tests.support.make_quizzes import make_graded, make_quiz

# In the order of make_quizzes.SPECS: the first two are wrong.
TWO_WRONG = ("b", False, "190", "Palermo")


def mistakes(
    values: tuple[Any, ...] = TWO_WRONG, *, quiz: Quiz | None = None, user: User | None = None
) -> Attempt:
    """A graded attempt, the last that is allowed, and its cards."""
    attempt = make_graded(quiz or make_quiz(attempts_allowed=1), user, values)
    attempt_graded(attempt_id=attempt.pk)
    return attempt


def pass_days(days: int) -> None:
    """As if the time had gone by."""
    gone = timedelta(days=days)
    PracticeCard.objects.update(due_at=F("due_at") - gone, seen_at=F("seen_at") - gone)
    PracticeRound.objects.update(started_at=F("started_at") - gone)


def cards() -> list[PracticeCard]:
    return list(PracticeCard.objects.order_by("slot__position"))


def client_of(attempt: Attempt) -> Client:
    client = Client()
    client.force_login(attempt.user)
    return client


def begin(client: Client) -> str:
    """The address of a new round over all courses."""
    return str(client.post(reverse("quizzes:practice"))["Location"])
