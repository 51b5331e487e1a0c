"""Redis is only the doorbell, but a doorbell that throws rings away costs time after each."""

from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError, RedisError, TimeoutError
from redis.retry import Retry

from elearning.selfcheck.findings import Finding

SECONDS = 1.0
KEEPING = "noeviction"


def findings(url: str) -> list[Finding]:
    """What a Redis says of itself by INFO, which hosted ones allow where they forbid CONFIG.

    Waits no longer than a second for each step; one that is away is a warning.
    """
    server = redis.Redis.from_url(
        url,
        socket_timeout=SECONDS,
        socket_connect_timeout=SECONDS,
        retry=Retry(NoBackoff(), 0),
    )
    try:
        info = server.info()
    except (ConnectionError, TimeoutError) as error:
        return [_away(error)]
    except RedisError as error:
        return [_silent(str(error))]
    finally:
        server.close()
    return judged(info)


def judged(info: dict[str, Any]) -> list[Finding]:
    """`info` as INFO gives it."""
    policy, is_logged = info.get("maxmemory_policy"), info.get("aof_enabled")
    if policy is None or is_logged is None:
        return [_silent("INFO leaves it out")]
    found = []
    if policy != KEEPING:
        sentence = f"Redis has maxmemory-policy = {policy}: when it is full, it drops messages."
        mend = f"Run: redis-cli CONFIG SET maxmemory-policy {KEEPING} (and set it in redis.conf)"
        found.append(Finding("parcours.E004", sentence, mend, is_refusal=True))
    if not is_logged:
        sentence = "Redis has appendonly = no: after a restart, work waits to be announced again."
        mend = "Run: redis-cli CONFIG SET appendonly yes (and set it in redis.conf)"
        found.append(Finding("parcours.W005", sentence, mend))
    return found


def _away(error: Exception) -> Finding:
    sentence = f"Redis did not answer ({error}), so its settings are not known."
    return Finding("parcours.W006", sentence, "Work waits in the database until it is back.")


def _silent(reason: str) -> Finding:
    sentence = f"Redis does not tell its settings ({reason})."
    mend = f"Ask who runs it for maxmemory-policy {KEEPING} and an append-only file."
    return Finding("parcours.W007", sentence, mend)
