import pytest
from django.test import Client
from django.urls import reverse

from courses.people.models import Cohort, User
from tests.support import make, make_cohorts

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator() -> User:
    return make.coordinator()


@pytest.fixture
def cohort(coordinator: User) -> Cohort:
    cohort = make_cohorts.cohort()
    cohort.coordinators.set([coordinator])
    return cohort


@pytest.fixture
def client(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def added(client: Client, cohort: Cohort, email: str) -> int:
    return client.post(
        reverse("cohorts:coordinators", args=[cohort.pk]), {"email": email}
    ).status_code


def removed(client: Client, cohort: Cohort, person: User) -> int:
    address = reverse("cohorts:coordinator_remove", args=[cohort.pk, person.pk])
    return client.post(address).status_code


def test_a_second_coordinator_is_added_and_removed(client: Client, cohort: Cohort) -> None:
    other = make.coordinator()
    assert added(client, cohort, other.email.upper()) == 302
    page = client.get(reverse("cohorts:rename", args=[cohort.pk])).content.decode()
    assert other.email in page
    assert removed(client, cohort, other) == 302
    assert other not in cohort.coordinators.all()


def test_somebody_who_may_not_coordinate_is_refused(client: Client, cohort: Cohort) -> None:
    learner = make.person()
    assert added(client, cohort, learner.email) == 422
    assert added(client, cohort, "nobody@example.org") == 422
    assert cohort.coordinators.count() == 1


def test_the_last_coordinator_stays(client: Client, cohort: Cohort, coordinator: User) -> None:
    assert removed(client, cohort, coordinator) == 302
    assert list(cohort.coordinators.all()) == [coordinator]


def test_another_coordinators_cohort_is_not_found(client: Client) -> None:
    theirs = make_cohorts.cohort()
    assert added(client, theirs, make.coordinator().email) == 404
    assert removed(client, theirs, make.coordinator()) == 404


def test_who_leaves_goes_back_to_the_list(
    client: Client, cohort: Cohort, coordinator: User
) -> None:
    cohort.coordinators.add(make.coordinator())
    address = reverse("cohorts:coordinator_remove", args=[cohort.pk, coordinator.pk])
    assert client.post(address).headers["Location"] == reverse("cohorts:cohorts")
