"""The pages of acts and of who is in a quiz: the ladder, double presses, changes meanwhile."""

import uuid
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.queries import stamp_for
from courses.quizzes.invigilation.services import give_time, make_void
from courses.quizzes.models import Attempt, Quiz
from tests.support.make_acts import REASON, press
from tests.support.make_quizzes import (
    make_attempt,
    make_graded,
    make_learner,
    make_quiz,
    make_staff,
    save,
)
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db
KINDS = ["time", "attempt", "reopen", "submit", "void"]


@pytest.fixture
def attempt() -> Attempt:
    return make_attempt(make_quiz(time_limit_minutes=30, attempts_allowed=2))


@pytest.fixture
def staff(attempt: Attempt, client: Client) -> User:
    user = make_staff(attempt.quiz.course)
    client.force_login(user)
    return user


def act_url(attempt: Attempt, kind: str) -> str:
    return reverse("quizzes:act", args=[attempt.quiz.course.slug, attempt.public_id, kind])


def live_url(quiz: Quiz, name: str = "live") -> str:
    return reverse(f"quizzes:{name}", args=[quiz.course.slug, quiz.key])


def filled_in(attempt: Attempt, **more: Any) -> dict[str, Any]:
    fresh = Attempt.objects.get(pk=attempt.pk)
    kept = {"reason": REASON, "seen": stamp_for(fresh), "operation": str(uuid.uuid4())}
    return {**kept, "minutes": "10", **more}


def undo_url(act: AttemptAct) -> str:
    attempt = act.attempt
    return reverse("quizzes:undo_act", args=[attempt.quiz.course.slug, attempt.public_id, act.pk])


@pytest.mark.parametrize("kind", KINDS)
def test_each_act_has_a_page(client: Client, attempt: Attempt, staff: User, kind: str) -> None:
    response = client.get(act_url(attempt, kind))
    assert response.status_code == 200


@pytest.mark.parametrize("kind", ["time", "attempt", "submit", "void"])
def test_each_act_is_done_by_its_form(
    client: Client, attempt: Attempt, staff: User, kind: str
) -> None:
    response = client.post(act_url(attempt, kind), filled_in(attempt))
    assert response.status_code == 302
    act = AttemptAct.objects.get()
    assert (act.kind, act.by, act.reason) == (kind, staff, REASON)


@pytest.mark.parametrize(
    ("ends", "has_end"), [({"ends": "minutes"}, True), ({"ends": "never"}, False)]
)
def test_a_submitted_one_is_reopened(
    client: Client, attempt: Attempt, staff: User, ends: dict[str, str], has_end: bool
) -> None:
    services.submit_attempt(attempt.public_id, attempt.user)
    client.post(act_url(attempt, "reopen"), filled_in(attempt, **ends))
    attempt.refresh_from_db()
    assert (attempt.state, attempt.deadline_at is not None) == ("open", has_end)


def test_without_a_reason_nothing_is_done(client: Client, attempt: Attempt, staff: User) -> None:
    response = client.post(act_url(attempt, "void"), filled_in(attempt, reason=" "))
    assert response.status_code == 422
    assert not AttemptAct.objects.exists()


@pytest.mark.parametrize("minutes", ["0", "-5", "x", "99999", ""])
def test_minutes_that_are_none_are_refused(
    client: Client, attempt: Attempt, staff: User, minutes: str
) -> None:
    response = client.post(act_url(attempt, "time"), filled_in(attempt, minutes=minutes))
    assert response.status_code == 422


def test_reopened_until_nothing_said_is_refused(
    client: Client, attempt: Attempt, staff: User
) -> None:
    services.submit_attempt(attempt.public_id, attempt.user)
    told = filled_in(attempt, ends="until", until="")
    assert client.post(act_url(attempt, "reopen"), told).status_code == 422


def test_what_it_would_do_is_shown_before(client: Client, attempt: Attempt, staff: User) -> None:
    told = filled_in(attempt, action="preview", minutes="17")
    html = client.post(act_url(attempt, "time"), told).content.decode()
    assert "instead of:" in html
    assert not AttemptAct.objects.exists()


def test_pressed_twice_it_is_done_once(client: Client, attempt: Attempt, staff: User) -> None:
    told = filled_in(attempt)
    statuses = [client.post(act_url(attempt, "time"), told).status_code for _ in range(2)]
    assert statuses == [302, 302]
    assert AttemptAct.objects.count() == 1


def test_changed_meanwhile_it_says_so_and_the_next_press_counts(
    client: Client, attempt: Attempt, staff: User
) -> None:
    told = filled_in(attempt)
    give_time(attempt.pk, press(attempt), seconds=60)
    response = client.post(act_url(attempt, "void"), told)
    assert response.status_code == 409
    assert "has changed since you opened the page" in response.content.decode()
    told["seen"] = response.context["form"].data["seen"]
    assert client.post(act_url(attempt, "void"), told).status_code == 302


def test_an_act_that_does_not_fit_any_more_says_so(
    client: Client, attempt: Attempt, staff: User
) -> None:
    services.submit_attempt(attempt.public_id, attempt.user)
    response = client.post(act_url(attempt, "time"), filled_in(attempt))
    assert response.status_code == 409
    assert "not under way any more" in response.content.decode()


def test_an_act_is_undone_by_its_button(client: Client, attempt: Attempt, staff: User) -> None:
    act = make_void(attempt.pk, press(attempt))
    for _ in range(2):
        assert client.post(undo_url(act)).status_code == 302
    attempt.refresh_from_db()
    act.refresh_from_db()
    assert (attempt.state, act.undone_by) == ("open", staff)


def test_what_cannot_be_undone_says_why(client: Client, attempt: Attempt, staff: User) -> None:
    act = make_void(attempt.pk, press(attempt))
    make_attempt(attempt.quiz, attempt.user)
    response = client.post(undo_url(act), follow=True)
    assert "another attempt at this quiz under way" in response.content.decode()


def test_the_attempts_page_has_the_acts_and_their_history(
    client: Client, attempt: Attempt, staff: User
) -> None:
    give_time(attempt.pk, press(attempt), seconds=600)
    seen = reverse("quizzes:seen", args=[attempt.quiz.course.slug, attempt.public_id])
    html = client.get(seen).content.decode()
    for words in ("Make the attempt void", "More time: 10 min", REASON, "Undo"):
        assert words in html
    assert "Reopen the attempt" not in html


@pytest.mark.parametrize("kind", KINDS)
def test_to_learners_and_other_staff_there_is_nothing(
    client: Client, attempt: Attempt, kind: str
) -> None:
    told = filled_in(attempt)
    for stranger in (attempt.user, make_staff(make_quiz().course)):
        client.force_login(stranger)
        assert client.get(act_url(attempt, kind)).status_code == 404
        assert client.post(act_url(attempt, kind), told).status_code == 404
        assert client.get(live_url(attempt.quiz)).status_code == 404
        assert client.post(live_url(attempt.quiz, "time_for_all"), told).status_code == 404
    assert not AttemptAct.objects.exists()


def test_another_courses_attempt_is_not_found(client: Client, attempt: Attempt) -> None:
    own = make_quiz().course
    client.force_login(make_staff(own))
    url = reverse("quizzes:act", args=[own.slug, attempt.public_id, "void"])
    assert client.post(url, filled_in(attempt)).status_code == 404


def test_an_act_of_another_attempt_is_not_undone(
    client: Client, attempt: Attempt, staff: User
) -> None:
    other = make_graded(attempt.quiz)
    act = make_void(other.pk, press(other))
    url = reverse("quizzes:undo_act", args=[attempt.quiz.course.slug, attempt.public_id, act.pk])
    assert client.post(url).status_code == 404


def test_an_unknown_act_is_not_found(client: Client, attempt: Attempt, staff: User) -> None:
    assert client.get(act_url(attempt, "praise")).status_code == 404


def test_a_get_undoes_nothing(client: Client, attempt: Attempt, staff: User) -> None:
    act = make_void(attempt.pk, press(attempt))
    assert client.get(undo_url(act)).status_code == 405


def test_who_is_in_the_quiz_is_listed(client: Client, attempt: Attempt, staff: User) -> None:
    save(attempt, "a")
    make_graded(attempt.quiz, make_learner(name="Bea"))
    html = client.get(live_url(attempt.quiz)).content.decode()
    assert "1 of 4" in html
    assert "1 learner in the quiz" in html
    assert "Ended within the last hour" in html


def test_renewed_it_is_the_list_alone(client: Client, attempt: Attempt, staff: User) -> None:
    response = client.get(live_url(attempt.quiz), headers={"HX-Request": "true"})
    assert b"<html" not in response.content
    assert b"1 of 4" not in response.content
    assert b"0 of 4" in response.content


def test_with_nobody_there_it_says_so(client: Client) -> None:
    quiz = make_quiz()
    client.force_login(make_staff(quiz.course))
    assert "Nobody is in this quiz now" in client.get(live_url(quiz)).content.decode()


@pytest.mark.parametrize("learners", [1, 3])
def test_queries_do_not_grow_with_learners(client: Client, learners: int) -> None:
    quiz = make_quiz(time_limit_minutes=30)
    for number in range(learners):
        save(make_attempt(quiz, make_learner(name=f"Ana {number}")), "a")
        make_graded(quiz, make_learner(name=f"Bea {number}"))
    client.force_login(make_staff(quiz.course))
    client.get(live_url(quiz))
    asks_the_time = connection.vendor == "postgresql"
    with assert_queries(11 + asks_the_time):
        client.get(live_url(quiz))


def test_everybody_gets_more_time(client: Client, attempt: Attempt, staff: User) -> None:
    other = make_attempt(attempt.quiz)
    told = filled_in(attempt, minutes="5")
    for _ in range(2):
        response = client.post(live_url(attempt.quiz, "time_for_all"), told, follow=True)
    assert "2 attempts got more time." in response.content.decode()
    for one in (attempt, other):
        before = one.deadline_at
        one.refresh_from_db()
        assert before
        assert one.deadline_at
        assert (one.deadline_at - before).total_seconds() == 300
