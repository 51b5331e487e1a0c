import pytest
from django.test import Client

from courses.outbox.models import Job
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.people.site import forget_site_settings, site_settings
from tests.support.queries import assert_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator(client: Client) -> User:
    user = User.objects.create_user("admin@example.org", is_administrator=True)
    client.force_login(user)
    return user


@pytest.fixture
def dead() -> Job:
    job = enqueue("outbox.canary")
    Job.objects.update(state=Job.State.DEAD, last_error="ValueError: no", attempts=8)
    return job


@pytest.mark.parametrize("page", ["/jobs/", "/jobs/1/"])
def test_jobs_are_for_administrators(client: Client, page: str) -> None:
    assert client.get(page).status_code == 302
    client.force_login(User.objects.create_user("reader@example.org", is_instructor=True))
    assert client.get(page).status_code == 403


@pytest.mark.parametrize("rows", [1, 3])
def test_the_list_of_jobs_costs_the_same_for_any_number(
    client: Client, administrator: User, rows: int
) -> None:
    for _ in range(rows):
        enqueue("outbox.canary")
    client.get("/jobs/")
    forget_site_settings()
    site_settings()
    with assert_queries(6):
        page = client.get("/jobs/?state=due&task=outbox.canary").content.decode()
    assert page.count("outbox.canary #") == rows


def test_the_filter_leaves_out_other_states(client: Client, administrator: User, dead: Job) -> None:
    assert str(dead) not in client.get("/jobs/?state=done").content.decode()
    assert str(dead) in client.get("/jobs/?state=dead").content.decode()


def test_a_dead_job_shows_its_error_and_is_tried_again(
    client: Client, administrator: User, dead: Job
) -> None:
    assert "ValueError: no" in client.get(f"/jobs/{dead.pk}/").content.decode()
    response = client.post(f"/jobs/{dead.pk}/try-again/", follow=True)
    assert "The job waits for its turn again." in response.content.decode()
    dead.refresh_from_db()
    assert (dead.state, dead.attempts) == (Job.State.DUE, 0)


def test_trying_again_twice_says_so(client: Client, administrator: User, dead: Job) -> None:
    client.post(f"/jobs/{dead.pk}/try-again/")
    response = client.post(f"/jobs/{dead.pk}/try-again/", follow=True)
    assert "This job has not failed" in response.content.decode()


def test_trying_again_is_no_get(client: Client, administrator: User, dead: Job) -> None:
    assert client.get(f"/jobs/{dead.pk}/try-again/").status_code == 405


def test_an_unknown_job_is_a_404(client: Client, administrator: User) -> None:
    assert client.get("/jobs/999/").status_code == 404


def test_failed_jobs_are_not_buried_among_the_others(
    client: Client, administrator: User, dead: Job
) -> None:
    enqueue("outbox.canary")
    page = client.get("/jobs/").content.decode()
    assert "1 job has failed." in page
    assert 'href="?state=dead"' in page
    assert "has failed." not in client.get("/jobs/?state=dead").content.decode()
