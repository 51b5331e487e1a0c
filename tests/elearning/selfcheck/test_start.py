"""Web, relay and workers refuse to serve where what they acknowledge could be lost."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any

import pytest
import redis
from pytest_django import Settings

from courses.outbox.models import Job
from elearning.env import BASE_DIR
from elearning.selfcheck import start
from elearning.selfcheck.findings import Finding
from tests.support.servers import RedisServer, free_port
from tests.support.stand import Stand

GUNICORN = ("-m", "gunicorn", "-c", "elearning/gunicorn.py", "elearning.wsgi")
WORKER = ("-m", "celery", "-A", "elearning", "worker", "-Q", "short", "-c", "1")
COMMANDS = {"web": GUNICORN, "relay": ("manage.py", "relay"), "worker": WORKER}
EVICTING = "Redis has maxmemory-policy = allkeys-lru"


@pytest.fixture
def evicting(scaled: Stand, own_redis: RedisServer) -> Iterator[Stand]:
    redis.Redis.from_url(own_redis.url).config_set("maxmemory-policy", "allkeys-lru")
    yield scaled


@pytest.mark.postgres
@pytest.mark.redis
@pytest.mark.parametrize("process", COMMANDS)
def test_10_each_process_refuses_a_redis_that_evicts(evicting: Stand, process: str) -> None:
    told = evicting.run(sys.executable, *COMMANDS[process], PORT=str(free_port()), WEB_WORKERS="1")
    evicting.wait(lambda: told.popen.poll() is not None, what="a refusal")
    assert told.popen.wait() != 0
    lines = [line for line in told.log.read_text().splitlines() if EVICTING in line]
    assert len(lines) == 1
    assert "redis-cli CONFIG SET maxmemory-policy noeviction" in lines[0]


@pytest.mark.postgres
@pytest.mark.redis
def test_10_with_full_memory_no_job_is_lost(scaled: Stand, own_redis: RedisServer) -> None:
    """noeviction: Redis refuses what it has no room for; the work waits in the database.

    A worker may give up over an acknowledgement that Redis refused: systemd starts it again.
    """
    scaled.relay()
    worker = scaled.worker("short")
    scaled.wait_until_done(scaled.enqueue("tests.note", words="warm"))
    client = redis.Redis.from_url(own_redis.url)
    client.config_set("maxmemory", "1")
    jobs = [scaled.enqueue("tests.note", words=f"job {n}") for n in range(30)]
    scaled.wait(lambda: "broker away" in scaled.logs(), what="a refused announcement")
    assert not Job.objects.filter(pk__in=[job.pk for job in jobs], state="dead").exists()
    client.config_set("maxmemory", "0")
    worker.stop()
    scaled.worker("short", name="again")
    scaled.wait_until_done(*jobs, seconds=60)
    assert {line for line in scaled.traced() if line != "warm"} == {f"job {n}" for n in range(30)}


@pytest.mark.postgres
@pytest.mark.redis
def test_a_site_to_be_thrown_away_is_warned_at_each_start(evicting: Stand) -> None:
    evicting.env["ALLOW_DATA_LOSS"] = "1"
    relay = evicting.relay()
    evicting.worker("short")
    evicting.wait_until_done(evicting.enqueue("tests.note", words="at one's own risk"))
    assert EVICTING in relay.log.read_text()


@pytest.mark.postgres
@pytest.mark.redis
def test_a_redis_that_is_away_blocks_no_start(scaled: Stand, own_redis: RedisServer) -> None:
    own_redis.kill()
    web, relay = scaled.web(), scaled.relay()
    scaled.wait(lambda: "Redis did not answer" in relay.log.read_text(), what="warned")
    assert "Redis did not answer" in web.log.read_text()
    assert [process.popen.poll() for process in (web, relay)] == [None, None]


@pytest.mark.postgres
@pytest.mark.redis
def test_check_deploy_tells_it(evicting: Stand) -> None:
    done = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy"],
        env={**os.environ, **evicting.env},
        cwd=BASE_DIR,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 1
    assert f"(parcours.E004) {EVICTING}" in done.stderr


def refusing(**changes: Any) -> list[Finding]:
    return [Finding("parcours.E001", "PostgreSQL has fsync = off.", "Run: it.", is_refusal=True)]


def test_the_refusal_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(start, "database_findings", refusing)
    with pytest.raises(start.CannotServe) as refusal:
        start.refuse_or_warn()
    assert str(refusal.value) == (
        "PostgreSQL has fsync = off. Run: it. (For a site to be thrown away: ALLOW_DATA_LOSS=1.)"
    )


def test_allowed_it_is_a_warning(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    monkeypatch.setattr(start, "database_findings", refusing)
    settings.ALLOW_DATA_LOSS = True
    start.refuse_or_warn()


def test_the_web_says_nothing_where_all_is_well(stand: Stand) -> None:
    web = stand.web(LOG_FORMAT="json")
    said = [json.loads(line) for line in web.log.read_text().splitlines() if line[:1] == "{"]
    assert [line for line in said if line["event"] == "self-check"] == []
