"""Restarts while learners are at work: no request fails, no answer is lost, all is graded."""

import os
import time
from pathlib import Path

import pytest

from tests.deploy.crowd import Crowd
from tests.deploy.site import UNITS, DeployedSite

pytestmark = [pytest.mark.postgres, pytest.mark.redis, pytest.mark.timeout(900)]

WEB = "parcours-web.service"
BETWEEN_SECONDS = 1.0
GRADED_SECONDS = 60


def assert_nothing_is_lost(site: DeployedSite, crowd: Crowd) -> None:
    assert crowd.failures == []
    assert crowd.twice == [], "nginx sent a request twice"
    assert crowd.stored() == crowd.acknowledged
    site.wait(crowd.is_graded, seconds=GRADED_SECONDS, what="every submitted attempt graded")


def test_each_process_restarted_twice_under_load_loses_nothing(deployed: DeployedSite) -> None:
    with Crowd(deployed.port) as crowd:
        for name in UNITS * 2:
            time.sleep(BETWEEN_SECONDS)
            deployed.restart(name)
            deployed.wait(deployed.is_ready, seconds=60, what=f"ready after {name}")
    assert len(crowd.submitted) >= 4
    assert_nothing_is_lost(deployed, crowd)


def test_workers_that_are_recycled_under_load_lose_nothing(deployed: DeployedSite) -> None:
    """As at max_requests, but after some thirty requests each."""
    often = "--max-requests 25 --max-requests-jitter 10"
    deployed.restart(WEB, GUNICORN_CMD_ARGS=often)
    deployed.wait(deployed.is_ready, seconds=60, what="the site ready")
    seen: set[int] = set()
    with Crowd(deployed.port) as crowd:
        deadline = time.monotonic() + 120
        while len(seen) < 8 and time.monotonic() < deadline:
            seen |= workers_of(deployed)
            time.sleep(0.2)
    deployed.restart(WEB)
    assert len(seen) >= 8, "workers were not recycled"
    assert_nothing_is_lost(deployed, crowd)


def workers_of(site: DeployedSite) -> set[int]:
    """The process ids of gunicorn's workers."""
    master = site.processes[WEB].pid
    children = Path(f"/proc/{master}/task/{master}/children").read_text()
    return {int(pid) for pid in children.split() if Path(f"/proc/{pid}").exists()} - {os.getpid()}
