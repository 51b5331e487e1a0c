import json
from datetime import timedelta
from typing import Any

import pytest
from auditlog.models import LogEntry
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from courses.home.privacy import erase, export_for
from courses.outbox.models import Job
from courses.people.accommodations.models import Accommodation
from courses.people.models import User
from tests.support import make, make_cohorts
from tests.support.jobs import run_jobs
from tests.support.make_quizzes import make_attempt, make_quiz, make_staff
from tests.support.make_terms import accommodation

pytestmark = pytest.mark.django_db

WHY = "Reads slowly since an accident"
FORM = {"time": "150", "extra_attempts": "1", "break_minutes": "20", "reason": WHY}


@pytest.fixture
def person() -> User:
    return make.person(name="Ana Ruiz")


@pytest.fixture
def coordinator(person: User) -> Client:
    leader = make.coordinator()
    make_cohorts.member(make_cohorts.cohort(by=leader), person)
    return make.client_for(leader)


def url_of(person: User, name: str = "accommodation") -> str:
    return reverse(f"people:{name}", args=[person.pk])


def holding(person: User) -> Accommodation:
    return Accommodation.objects.get(person=person, ended_at=None)


def test_a_coordinator_sets_it_on_a_member(person: User, coordinator: Client) -> None:
    page = coordinator.post(url_of(person), FORM, follow=True).content.decode()
    assert "Time limit × 1.5" in page
    made = holding(person)
    assert (made.time_percent, made.extra_attempts, made.break_minutes) == (150, 1, 20)
    assert (made.reason, made.is_untimed, made.set_by is not None) == (WHY, False, True)
    assert Job.objects.filter(task="quizzes.follow_accommodation").count() == 1


def test_without_a_time_limit(person: User, coordinator: Client) -> None:
    coordinator.post(url_of(person), {"time": "none"})
    assert (holding(person).is_untimed, holding(person).time_percent) == (True, 100)


def test_it_holds_to_the_end_of_its_last_day(person: User, coordinator: Client) -> None:
    day = timezone.localdate() + timedelta(days=3)
    coordinator.post(url_of(person), {"time": "125", "until": day.isoformat()})
    until = holding(person).valid_until
    assert until and timezone.localtime(until).date() == day + timedelta(days=1)
    assert f'value="{day.isoformat()}"' in coordinator.get(url_of(person)).content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"time": "100"}, "Choose at least one thing that the person gets."),
        ({"time": "125", "until": "2020-01-01"}, "This day is over. Choose today or a later day."),
        ({"time": "9000"}, "Select a valid choice"),
        ({"time": "100", "extra_attempts": "6"}, "less than or equal to 5"),
    ],
)
def test_what_cannot_be_is_told(
    sent: dict[str, str], sentence: str, person: User, coordinator: Client
) -> None:
    refused = coordinator.post(url_of(person), sent)
    assert refused.status_code == 422
    assert sentence in refused.content.decode()
    assert not Accommodation.objects.exists()


def test_ended_it_stays_as_history(person: User, coordinator: Client) -> None:
    coordinator.post(url_of(person), FORM)
    coordinator.post(url_of(person, "accommodation_end"))
    page = coordinator.get(url_of(person)).content.decode()
    assert "The same as everybody." in page
    assert "What held before" in page


def test_45_other_coordinators_instructors_and_the_person_cannot_set_it(person: User) -> None:
    make_cohorts.member(make_cohorts.cohort(by=make.coordinator()), person)
    for other in (make.coordinator(), make.instructor(), person):
        client = make.client_for(other)
        assert client.get(url_of(person)).status_code == 404
        assert client.post(url_of(person), FORM).status_code == 404
    assert not Accommodation.objects.exists()


def test_a_coordinator_cannot_set_it_on_oneself() -> None:
    leader = make.coordinator()
    make_cohorts.member(make_cohorts.cohort(by=leader), leader)
    assert make.client_for(leader).post(url_of(leader), FORM).status_code == 404


def test_an_administrator_sets_it_on_anybody(person: User) -> None:
    make.client_for(make.administrator()).post(url_of(person), FORM)
    assert holding(person).time_percent == 150


def test_the_person_reads_it_under_their_settings(person: User) -> None:
    accommodation(person, time_percent=150, reason=WHY)
    page = make.client_for(person).get(reverse("people:settings")).content.decode()
    assert "Time limit × 1.5" in page
    assert WHY in page


def test_instructors_see_what_it_does_and_never_why(person: User) -> None:
    quiz = make_quiz(time_limit_minutes=45)
    accommodation(person, time_percent=150, reason=WHY)
    attempt = make_attempt(quiz, person)
    client = make.client_for(make_staff(quiz.course))
    place = [quiz.course.slug, quiz.key]
    pages = [
        f"{reverse('quizzes:meets', args=place)}?person={person.pk}",
        reverse("quizzes:overrides", args=place),
        reverse("quizzes:override_person", args=[*place, person.pk]),
        reverse("quizzes:seen", args=[quiz.course.slug, attempt.public_id]),
    ]
    texts = [client.get(page).content.decode() for page in pages]
    assert "By an accommodation the time is multiplied by 1.5" in texts[0]
    assert not [text for text in texts if WHY in text]


def test_the_reason_is_in_no_log_mail_or_job(
    person: User, coordinator: Client, mailoutbox: list[Any]
) -> None:
    coordinator.post(url_of(person), FORM)
    attempt = make_attempt(make_quiz(time_limit_minutes=45), person)
    coordinator.post(url_of(person), FORM | {"time": "200"})
    run_jobs()
    logged = json.dumps(list(LogEntry.objects.values("changes", "object_repr")), default=str)
    jobs = json.dumps(list(Job.objects.values("args", "last_error")), default=str)
    reasons = list(attempt.extensions.values_list("reason", flat=True))
    assert "time_percent" in logged
    assert WHY not in logged + jobs + str(reasons) + str(mailoutbox)


def test_47_the_export_has_it_and_erasing_removes_it(person: User) -> None:
    accommodation(person, time_percent=150, reason=WHY)
    assert export_for(person)["people"]["accommodations"][0]["reason"] == WHY
    erase(person)
    assert not Accommodation.objects.exists()
