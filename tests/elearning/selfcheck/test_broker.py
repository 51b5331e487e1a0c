"""A Redis that would drop work, one that keeps no log, one that is away, hung or discreet."""

import signal
import time
from collections.abc import Iterator

import pytest
import redis

from elearning.selfcheck import broker
from tests.support.pace import within
from tests.support.servers import RedisServer, free_port

pytestmark = pytest.mark.redis


@pytest.fixture
def set_up(redis_server: RedisServer) -> Iterator["redis.Redis"]:
    """A client whose changes of the configuration are undone."""
    client = redis.Redis.from_url(redis_server.url)
    yield client
    client.config_set("maxmemory-policy", "noeviction")
    client.config_set("appendonly", "yes")


def said(url: str) -> list[tuple[str, bool]]:
    return [(finding.id, finding.is_refusal) for finding in broker.findings(url)]


def test_as_the_documentation_asks_for_it_has_no_findings(redis_server: RedisServer) -> None:
    assert said(redis_server.url) == []


@pytest.mark.parametrize("policy", ["allkeys-lru", "volatile-ttl", "allkeys-random"])
def test_10_any_eviction_is_refused_with_the_command_that_mends_it(
    redis_server: RedisServer, set_up: "redis.Redis", policy: str
) -> None:
    set_up.config_set("maxmemory-policy", policy)
    (finding,) = broker.findings(redis_server.url)
    assert finding.is_refusal
    assert f"maxmemory-policy = {policy}" in finding.sentence
    assert "redis-cli CONFIG SET maxmemory-policy noeviction" in finding.mend


def test_without_an_append_only_file_it_warns(
    redis_server: RedisServer, set_up: "redis.Redis"
) -> None:
    set_up.config_set("appendonly", "no")
    assert said(redis_server.url) == [("parcours.W005", False)]


def test_one_that_is_dead_is_a_warning() -> None:
    assert said(f"redis://127.0.0.1:{free_port()}/0") == [("parcours.W006", False)]


def test_one_that_hangs_is_a_warning_within_seconds(own_redis: RedisServer) -> None:
    own_redis.signal(signal.SIGSTOP)
    with within(10, time.monotonic):
        assert said(own_redis.url) == [("parcours.W006", False)]


def test_one_that_forbids_to_ask_is_a_warning(
    redis_server: RedisServer, set_up: "redis.Redis"
) -> None:
    set_up.acl_setuser("guest", enabled=True, passwords=["+secret"], commands=["+ping"])
    url = redis_server.url.replace("redis://", "redis://guest:secret@")
    assert said(url) == [("parcours.W007", False)]


def test_one_that_leaves_it_out_is_a_warning() -> None:
    assert [finding.id for finding in broker.judged({"redis_version": "7"})] == ["parcours.W007"]
