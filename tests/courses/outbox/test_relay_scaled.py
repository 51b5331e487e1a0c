"""The relay with real PostgreSQL, Redis and Celery workers, each killed, hung or wiped."""

import signal
import sys
import time
from statistics import median

import pytest
import redis
from django.db import connection, transaction

from courses.outbox.models import Job
from courses.outbox.queries import signs_of_life
from tests.support.pace import slowness, within
from tests.support.servers import RedisServer
from tests.support.stand import Stand, seconds_taken, state_of

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(900)]

RECOVERY_SECONDS = 60


def test_short_and_long_work_go_through_their_own_workers(scaled: Stand) -> None:
    scaled.relay()
    scaled.worker("short")
    scaled.worker("long")
    long = scaled.enqueue("tests.linger", words="report", seconds=200, lane="long")
    scaled.wait_for_trace("report started")
    short = [scaled.enqueue("tests.note", words=f"grade {n}") for n in range(50)]
    scaled.wait_until_done(*short)
    assert state_of(long)[0] == "leased"
    assert len(scaled.traced()) == 51


def test_a_job_is_done_within_half_a_second_of_its_commit(scaled: Stand) -> None:
    """NOTIFY wakes the relay; no sweep is waited for."""
    scaled.relay()
    scaled.worker("short")
    scaled.wait_until_done(scaled.enqueue("tests.note", words="warm"))
    taken = []
    for number in range(7):
        job = scaled.enqueue("tests.note", words=f"prompt {number}")
        scaled.wait_until_done(job)
        taken.append(seconds_taken(job))
    # Most of them: for a second or two the machine may do something else altogether.
    assert median(taken) < 0.5 or median(taken) < 0.5 * slowness(), taken


def test_11_a_message_delivered_fifty_times_has_one_effect(scaled: Stand) -> None:
    """Four workers, one job."""
    job = scaled.enqueue("tests.linger", words="once", seconds=1)
    announce(scaled, job, times=50)
    scaled.worker("short", concurrency=4)
    scaled.wait_until_done(job)
    time.sleep(1)
    assert [line for line in scaled.traced() if line == "once ended"] == ["once ended"]
    assert state_of(job) == ("done", 1)


def announce(stand: Stand, job: Job, *, times: int) -> None:
    """As a relay gone mad would."""
    code = (
        "import sys; from courses.outbox.publishing import Broker; broker = Broker();"
        "[broker.announce(int(sys.argv[1]), 'short') for _ in range(int(sys.argv[2]))]"
    )
    setup = f"import django; django.setup(); {code}"
    done = stand.run(sys.executable, "-c", setup, str(job.pk), str(times))
    assert stand.ended(done) == 0, done.log.read_text()


def test_04_a_worker_killed_in_mid_task_costs_less_than_a_minute(scaled: Stand) -> None:
    """By lease and second look, not by Celery's visibility timeout."""
    scaled.relay()
    job = scaled.enqueue("tests.linger_at_first", words="struck", seconds=100)
    first = scaled.worker("short", name="first")
    scaled.wait_for_trace("struck started")
    first.end()
    with within(RECOVERY_SECONDS, time.monotonic):
        scaled.worker("short", name="second")
        scaled.wait_until_done(job, seconds=RECOVERY_SECONDS)
    assert state_of(job) == ("done", 2)


def test_07_two_thousand_announced_jobs_survive_a_wiped_redis(
    scaled: Stand, own_redis: RedisServer
) -> None:
    with transaction.atomic():
        jobs = [scaled.enqueue("tests.note", words=f"job {n}") for n in range(2000)]
    relay = scaled.relay()
    scaled.wait(
        lambda: Job.objects.exclude(dispatched_at=None).count() >= 200, what="announcements"
    )
    redis.Redis.from_url(own_redis.url).flushall()
    scaled.worker("short", concurrency=2)
    scaled.wait_until_done(*jobs, seconds=240)
    assert set(scaled.traced()) == {f"job {n}" for n in range(2000)}
    assert len(scaled.traced()) == 2000
    assert relay.popen.poll() is None


@pytest.mark.parametrize("trouble", ["dead", "hung"])
def test_09_work_committed_while_redis_is_away_is_done_when_it_is_back(
    scaled: Stand, own_redis: RedisServer, trouble: str
) -> None:
    """The worker stays, the relay keeps its beat."""
    scaled.relay()
    scaled.worker("short")
    scaled.wait_until_done(scaled.enqueue("tests.note", words="warm"))
    if trouble == "dead":
        own_redis.kill()
    else:
        own_redis.signal(signal.SIGSTOP)
    jobs, taken = [], []
    for number in range(3):
        began = time.monotonic()
        jobs.append(scaled.enqueue("tests.note", words=f"patient {number}"))
        taken.append(time.monotonic() - began)
    # Nobody who commits waits for Redis; for the disk one of them may.
    assert min(taken) < 0.3, taken
    time.sleep(12)
    # A worker that had something in hand when Redis went has found these too.
    assert {state_of(job) for job in jobs} <= {("due", 0), ("done", 1)}
    scaled.wait(lambda: relay_age() < 10, what="a beat while Redis is away")
    if trouble == "dead":
        own_redis.start()
    else:
        own_redis.signal(signal.SIGCONT)
    scaled.wait_until_done(*jobs, seconds=RECOVERY_SECONDS)


def relay_age() -> float:
    age = signs_of_life().relay_age
    assert age is not None
    return age


def test_06_work_announced_by_a_relay_that_died_is_done_with_the_next(scaled: Stand) -> None:
    """Between COMMIT and publish."""
    job = scaled.enqueue("tests.note", words="unannounced")
    Job.objects.filter(pk=job.pk).update(dispatched_at=job.created_at)
    scaled.worker("short")
    scaled.relay()
    with within(30, time.monotonic):
        scaled.wait_until_done(job)


def test_two_relays_share_the_work_and_claim_each_schedule_once(scaled: Stand) -> None:
    scaled.relay()
    scaled.relay()
    scaled.worker("short", concurrency=2)
    jobs = [scaled.enqueue("tests.note", words=f"job {n}") for n in range(200)]
    scaled.wait_until_done(*jobs)
    assert len(scaled.traced()) == 200
    assert Job.objects.filter(task="outbox.prune").count() == 1


def test_a_worker_told_to_stop_finishes_its_job(scaled: Stand) -> None:
    scaled.relay()
    worker = scaled.worker("short")
    job = scaled.enqueue("tests.linger", words="brief", seconds=2)
    scaled.wait_for_trace("brief started")
    worker.stop()
    assert state_of(job) == ("done", 1)


def test_14_a_database_that_comes_back_finds_the_relay_at_work(scaled: Stand) -> None:
    """Every connection cut, the listening one too."""
    relay = scaled.relay()
    scaled.worker("short")
    scaled.wait_until_done(scaled.enqueue("tests.note", words="before"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
    scaled.wait_until_done(scaled.enqueue("tests.note", words="after"))
    assert relay.popen.poll() is None
