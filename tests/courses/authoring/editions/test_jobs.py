"""Long reports are compared by a job; the page waits, and says when it stopped."""

from pathlib import Path

import pytest
from django.test import Client

from courses.authoring.editions import comparing
from courses.authoring.editions.comparing import compare_editions, fill_comparison, order_comparison
from courses.authoring.editions.models import Comparison, PassageChange
from courses.authoring.editions.queries import newer_for
from courses.outbox.models import Job
from tests.support.jobs import run_jobs
from tests.support.make_editions import Renewed, renewed

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, client: Client) -> Renewed:
    monkeypatch.setattr(comparing, "AT_ONCE", 3)
    made = renewed(tmp_path)
    client.force_login(made.teacher)
    return made


def test_the_page_waits_until_a_job_has_compared(made: Renewed, client: Client) -> None:
    address = f"/studio/reports/of/{made.newer.slug}/compare/"
    there = client.post(address, {"other": made.older.pk, "which": "newer"})["Location"]
    page = client.get(there).content.decode()
    assert "are being compared" in page and 'http-equiv="refresh"' in page
    assert not PassageChange.objects.exists()
    assert list(newer_for(made.course)) == []
    run_jobs()
    assert "1 changed passage waits" in client.get(there).content.decode()
    made.newer.refresh_from_db()
    assert made.newer.edition_of == made.older


def test_ordered_twice_and_run_twice_it_is_compared_once(made: Renewed) -> None:
    first = order_comparison(made.older, made.newer)
    assert order_comparison(made.older, made.newer) == first
    assert Job.objects.filter(task=comparing.TASK).count() == 1
    for _again in range(2):
        fill_comparison(first.pk)
    assert PassageChange.objects.count() == 6
    assert Comparison.objects.get().counts == {"same": 5, "changed": 1}


def test_one_that_stopped_says_so_and_is_ordered_again(made: Renewed, client: Client) -> None:
    ordered = order_comparison(made.older, made.newer)
    Job.objects.update(state=Job.State.DEAD)
    page = client.get(f"/studio/comparisons/{ordered.pk}/").content.decode()
    assert "could not be compared" in page
    order_comparison(made.older, made.newer)
    run_jobs()
    ordered.refresh_from_db()
    assert ordered.is_ready


def test_a_command_does_not_wait(made: Renewed) -> None:
    assert compare_editions(made.older, made.newer).is_ready
