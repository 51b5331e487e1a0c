"""A grade that is lowered takes no certificate back; whoever lowers it is told which one stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from courses.certificates import services
from courses.certificates.codes import grouped
from courses.certificates.models import Certificate
from courses.certificates.queries import resting_on
from courses.people.models import User
from courses.quizzes import services as quizzes
from courses.quizzes.invigilation.acting import Press
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.services import make_void, reopen
from courses.quizzes.marking.models import Marking
from courses.quizzes.models import Attempt
from tests.support import make_awards
from tests.support.html import words_of
from tests.support.make_acts import press
from tests.support.make_marking import ESSAY, TEXT
from tests.support.make_quizzes import (
    SINGLE,
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    save,
    slot_ids,
)

pytestmark = pytest.mark.django_db
Act = Callable[[int, Press], AttemptAct]


def passed(user: User, **settings: Any) -> tuple[Attempt, Certificate]:
    """One choice, whose learner has passed and holds the certificate."""
    quiz = make_quiz(specs=(("single_choice", SINGLE),), **settings)
    attempt = make_graded(quiz, user, values=("a",))
    return attempt, make_awards.certificate(user, quiz.course)


def lowered(attempt: Attempt) -> Attempt:
    Attempt.objects.filter(pk=attempt.pk).update(passed=False)
    return Attempt.objects.get(pk=attempt.pk)


class TestResting:
    def test_on_the_one_attempt_that_passed(self) -> None:
        attempt, certificate = passed(make_learner(name="Ana Ruiz"))
        assert resting_on(attempt) == resting_on(lowered(attempt)) == certificate

    @pytest.mark.parametrize("act", [make_void, reopen])
    def test_on_what_had_passed_before_it_was_made_void_or_reopened(self, act: Act) -> None:
        attempt, certificate = passed(make_learner(name="Ana Ruiz"))
        act(attempt.pk, press(attempt))
        attempt.refresh_from_db()
        assert resting_on(attempt) == certificate

    def test_not_on_what_never_passed(self) -> None:
        attempt, _certificate = passed(make_learner(name="Ana Ruiz"))
        assert resting_on(make_attempt(attempt.quiz, attempt.user)) is None

    def test_not_where_another_attempt_passed(self) -> None:
        user = make_learner(name="Ana Ruiz")
        attempt, _certificate = passed(user)
        make_graded(attempt.quiz, user, values=("a",))
        assert resting_on(lowered(attempt)) is None

    def test_not_where_the_quiz_does_not_count(self) -> None:
        attempt, _certificate = passed(make_learner(name="Ana Ruiz"), required=False)
        assert resting_on(attempt) is None

    def test_not_once_it_is_revoked(self) -> None:
        attempt, certificate = passed(make_learner(name="Ana Ruiz"))
        services.revoke(certificate, reason="A mistake in marking.")
        assert resting_on(attempt) is None


def marked(user: User) -> tuple[Attempt, Certificate]:
    """An essay that was marked in full, and its learner's certificate."""
    quiz = make_quiz(specs=(("essay", ESSAY),))
    attempt = make_attempt(quiz, user)
    save(attempt, TEXT)
    quizzes.submit_attempt(attempt.public_id, user)
    quizzes.grade_attempt(attempt.pk)
    mark(make_staff(quiz.course), attempt, "1")
    attempt.refresh_from_db()
    assert attempt.passed
    return attempt, make_awards.certificate(user, quiz.course)


def mark(by: User, attempt: Attempt, points: str) -> str:
    client = Client()
    client.force_login(by)
    seen = Marking.objects.filter(attempt=attempt).latest("pk").pk
    data = {"seen": seen, "action": "done", "points": points, "comment": ""}
    url = reverse("quizzes:mark", kwargs=place_of(attempt))
    response = client.post(url, data, follow=True)
    return str(response.content.decode())


def place_of(attempt: Attempt) -> dict[str, Any]:
    (slot,) = slot_ids(attempt)
    return {**address_of(attempt), "slot": slot}


def address_of(attempt: Attempt) -> dict[str, Any]:
    return {"slug": attempt.quiz.course.slug, "attempt": attempt.public_id}


class TestTelling:
    def test_the_marker_is_told_which_certificate_still_stands(self) -> None:
        attempt, certificate = marked(make_learner(name="Ana Ruiz"))
        html = mark(make_staff(attempt.quiz.course), attempt, "0")
        assert "yet a certificate rests on it. It still stands:" in html
        assert reverse("certificates:verify", args=[grouped(certificate.code)]) in html
        assert "send its address to an administrator" in html

    def test_an_administrator_revokes_it_from_there(self) -> None:
        attempt, certificate = marked(make_learner(name="Ana Ruiz"))
        by = make_staff(attempt.quiz.course)
        User.objects.filter(pk=by.pk).update(is_administrator=True)
        html = mark(User.objects.get(pk=by.pk), attempt, "0")
        assert reverse("certificates:revoke", args=[grouped(certificate.code)]) in html

    def test_without_names_it_is_not_said_whose(self) -> None:
        attempt, certificate = marked(make_learner(name="Ana Ruiz"))
        lowered(attempt)
        client = Client()
        client.force_login(make_staff(attempt.quiz.course))
        url = reverse("quizzes:mark", kwargs=place_of(attempt)) + "?names=hidden"
        html = client.get(url).content.decode()
        assert "Show names to see which." in html
        assert "Ana" not in words_of(html) and grouped(certificate.code) not in html

    def test_before_it_is_lowered_it_is_said_too(self) -> None:
        attempt, _certificate = marked(make_learner(name="Ana Ruiz"))
        client = Client()
        client.force_login(make_staff(attempt.quiz.course))
        for name, address in (("mark", place_of(attempt)), ("seen", address_of(attempt))):
            html = client.get(reverse(f"quizzes:{name}", kwargs=address)).content.decode()
            assert "A lower grade does not take it back:" in html
