"""gunicorn is gone for twenty seconds in the middle of a timed quiz, over its very deadline."""

import signal
import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection

from courses.outbox import outages
from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat, Job, Outage
from courses.quizzes.models import Attempt
from courses.quizzes.queries import current_answers
from tests.support.learner import Learner, answer
from tests.support.make_quizzes import make_attempt, make_quiz, slot_ids
from tests.support.servers import PostgresServer
from tests.support.stand import Stand

pytestmark = [pytest.mark.slow, pytest.mark.timeout(900)]

GONE_SECONDS = 20
MODES = [
    pytest.param("scaled", marks=[pytest.mark.postgres, pytest.mark.redis]),
    pytest.param("stand", marks=pytest.mark.embedded),
]


@pytest.fixture(params=MODES)
def site(request: pytest.FixtureRequest) -> Iterator[Stand]:
    """Web, relay and, when scaled, a worker."""
    stand: Stand = request.getfixturevalue(request.param)
    stand.relay()
    if request.param == "scaled":
        stand.worker("short")
    stand.wait_until_done(stand.enqueue("tests.note", words="warm"))
    yield stand


def test_a_learner_gets_the_seconds_back(site: Stand) -> None:
    web = site.web(workers=2)
    assert Heartbeat.objects.filter(name=outages.WEB).exists()
    attempt = make_attempt(make_quiz(time_limit_minutes=10, grace_seconds=2))
    with Learner(site.port, attempt.user) as learner:
        assert learner.save_until_answered(attempt, answer(attempt, "b")).status == 200
        # The first answer of a web that has just started may take as long as it likes.
        deadline = database_now() + timedelta(seconds=14)
        due_at = deadline + timedelta(seconds=2)
        Attempt.objects.filter(pk=attempt.pk).update(deadline_at=deadline)
        Job.objects.filter(task="quizzes.expire_attempt").update(due_at=due_at)
        web.end()
        time.sleep(GONE_SECONDS)
        assert Attempt.objects.get(pk=attempt.pk).state == "open"
        site.web(port=site.port, workers=2)
        reply = learner.save_until_answered(attempt, answer(attempt, "a", sequence=2))
    assert (reply.status, reply.json["late"]) == (200, False)
    outage = Outage.objects.get()
    lost = (outage.ended_at - max(outage.began_at, attempt.started_at)).total_seconds()
    assert lost >= GONE_SECONDS
    site.wait(lambda: attempt.extensions.exists(), what="given back")
    attempt.refresh_from_db()
    assert attempt.deadline_at
    assert lost <= attempt.given_back_seconds <= lost + 1
    assert attempt.deadline_at - deadline == timedelta(seconds=attempt.given_back_seconds)
    assert current_answers(attempt.pk) == {slot_ids(attempt)[0]: "a"}
    site.wait(lambda: Attempt.objects.filter(state="graded").exists(), what="graded by the clock")
    assert Attempt.objects.get().submitted_by == "clock"
    assert Outage.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.parametrize("trouble", ["hung", "dead"])
def test_a_database_that_was_away_is_an_outage(
    scaled: Stand, postgres_server: PostgresServer, trouble: str
) -> None:
    """The web lives all the while; nobody could save, and that is what counts."""
    scaled.web(workers=2)
    connection.close()
    if trouble == "hung":
        postgres_server.signal(signal.SIGSTOP)
    else:
        postgres_server.kill()
    time.sleep(GONE_SECONDS)
    if trouble == "hung":
        postgres_server.signal(signal.SIGCONT)
    else:
        postgres_server.start()
    scaled.wait(Outage.objects.exists, what="the outage")
    outage = Outage.objects.get()
    assert (outage.ended_at - outage.began_at).total_seconds() >= GONE_SECONDS - 5
