"""What `/metrics` tells of work, grades, mails and outages, whatever process did it."""

from datetime import timedelta

import pytest
from django.test import Client

from courses.mail.models import Message
from courses.outbox import outages, upkeep
from courses.outbox.clock import database_now
from courses.outbox.models import Job, Outage
from courses.outbox.services import enqueue
from courses.quizzes import services
from courses.quizzes.models import Attempt, Grade
from elearning.figures import duration, lasted
from tests.support.make_quizzes import make_attempt, make_graded, make_quiz

pytestmark = pytest.mark.django_db


def figures(client: Client) -> dict[str, float]:
    """{name with labels: value}"""
    lines = client.get("/metrics").content.decode().splitlines()
    pairs = [line.rpartition(" ") for line in lines if not line.startswith("#")]
    return {name: float(value) for name, _, value in pairs}


def test_an_idle_site_tells_zeros(client: Client) -> None:
    told = figures(client)
    for lane in ("short", "long"):
        assert told[f'parcours_queue_age_seconds{{lane="{lane}"}}'] == 0
        for state in ("due", "leased", "dead"):
            assert told[f'parcours_jobs{{lane="{lane}",state="{state}"}}'] == 0
    assert told["parcours_outages_total"] == told["parcours_grades_total"] == 0
    assert not [name for name in told if "quantile" in name or "age_seconds " in name]


def test_the_oldest_due_job_and_a_failed_one(client: Client) -> None:
    late, failed = enqueue("outbox.canary", lane="long"), enqueue("outbox.prune")
    Job.objects.filter(pk=late.pk).update(due_at=database_now() - timedelta(seconds=90))
    Job.objects.filter(pk=failed.pk).update(state=Job.State.DEAD)
    told = figures(client)
    assert 90 <= told['parcours_queue_age_seconds{lane="long"}'] < 150
    assert told['parcours_jobs{lane="short",state="dead"}'] == 1
    assert told["parcours_jobs_queued_total"] >= 2


def test_saves_grades_and_mails_are_counted(client: Client) -> None:
    make_graded()
    before = figures(client)
    make_graded()
    told = figures(client)
    # PostgreSQL gives no number twice, so only what is added is known here.
    added = {name: told[name] - before[name] for name in told if name.endswith("_total")}
    assert added["parcours_saves_total"] == 4
    assert added["parcours_grades_total"] == added["parcours_attempts_total"] == 1
    assert added["parcours_mails_queued_total"] == 1
    assert told['parcours_mails{state="queued"}'] == 2
    assert told['parcours_mails{state="failed"}'] == 0


def test_the_time_from_submission_to_grade(client: Client) -> None:
    attempt = make_graded()
    Grade.objects.update(graded_at=database_now())
    Attempt.objects.filter(pk=attempt.pk).update(
        submitted_at=Grade.objects.get().graded_at - timedelta(seconds=3)
    )
    told = figures(client)
    assert told['parcours_submit_to_grade_seconds{quantile="0.95"}'] == 3


def test_the_time_from_queue_to_sent(client: Client) -> None:
    make_graded()
    message = Message.objects.get()
    Message.objects.update(state="sent", sent_at=message.created_at + timedelta(seconds=2))
    assert figures(client)['parcours_mail_seconds{quantile="1"}'] == 2


def test_outages_and_what_they_gave_back(client: Client) -> None:
    attempt = make_attempt(make_quiz(time_limit_minutes=20))
    now = database_now()
    Attempt.objects.filter(pk=attempt.pk).update(started_at=now - timedelta(minutes=10))
    outage = Outage.objects.create(
        component=outages.WEB, began_at=now - timedelta(minutes=5), ended_at=now
    )
    services.give_back_outage(outage.pk)
    told = figures(client)
    assert told["parcours_outages_total"] == 1
    assert told["parcours_outage_seconds_total"] == told["parcours_given_back_seconds_total"] == 300


def test_the_ages_of_relay_web_and_canary(client: Client) -> None:
    upkeep.beat(upkeep.RELAY)
    upkeep.sing("short")
    outages.beat()
    told = figures(client)
    for name in ("relay", "web", "canary"):
        assert 0 <= told[f"parcours_{name}_age_seconds"] < 60


def test_quantiles_are_of_those_that_have_both_ends() -> None:
    now = database_now()
    rows = [(now, now + timedelta(seconds=n)) for n in (4, 1, 3, 2)]
    assert lasted([*rows, (None, now), (now, None)]) == [1, 2, 3, 4]


@pytest.mark.parametrize(("count", "expected"), [(1, [1, 1, 1]), (100, [51, 96, 100])])
def test_the_highest_quantile_is_the_slowest(count: int, expected: list[int]) -> None:
    family = duration("parcours_x_seconds", "X", list(range(1, count + 1)))
    assert [sample.value for sample in family.samples] == expected
