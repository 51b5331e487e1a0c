"""The embedded relay as a real process on a SQLite file, and what it survives."""

import os
import signal
import sys
import time

import pytest

from courses.outbox.models import Heartbeat, Job
from tests.support.pace import within
from tests.support.servers import wait_for
from tests.support.stand import Stand, state_of

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(900)]


def process_of(line: str) -> int:
    """The process id at the end of a line of the trace."""
    return int(line.rsplit(" ", 1)[1])


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def test_a_job_committed_before_the_relay_starts_is_done(stand: Stand) -> None:
    job = stand.enqueue("tests.note", words="waited")
    stand.relay()
    stand.wait_until_done(job)
    assert stand.traced() == ["waited"]


def test_03_a_child_killed_in_mid_task_is_replaced_and_the_job_is_done(stand: Stand) -> None:
    job = stand.enqueue("tests.linger_at_first", words="struck", seconds=60)
    stand.relay()
    os.kill(process_of(stand.wait_for_trace("struck started")), signal.SIGKILL)
    stand.wait_until_done(job)
    assert state_of(job) == ("done", 2)
    assert [line for line in stand.traced() if line == "struck ended"] == ["struck ended"]


def test_04_a_killed_relay_takes_its_children_with_it_and_the_next_one_finishes(
    stand: Stand,
) -> None:
    job = stand.enqueue("tests.linger_at_first", words="orphan", seconds=60)
    first = stand.relay()
    child = process_of(stand.wait_for_trace("orphan started"))
    first.kill()
    wait_for(lambda: not is_alive(child), seconds=5, what="end of the orphan")
    stand.relay()
    stand.wait_until_done(job)
    assert state_of(job) == ("done", 1)


def test_long_work_does_not_hold_up_short_work(stand: Stand) -> None:
    long = stand.enqueue("tests.linger", words="report", seconds=60, lane="long")
    stand.relay()
    stand.wait_for_trace("report started")
    short = stand.enqueue("tests.note", words="grade")
    stand.wait_until_done(short)
    assert state_of(long)[0] == "leased"


def test_a_relay_that_is_told_to_stop_finishes_the_job_in_hand(stand: Stand) -> None:
    job = stand.enqueue("tests.linger", words="brief", seconds=1)
    relay = stand.relay()
    child = process_of(stand.wait_for_trace("brief started"))
    assert relay.stop() == 0
    assert state_of(job) == ("done", 1)
    assert not is_alive(child)


def test_a_job_that_outlasts_the_stop_is_due_again_and_not_blamed(stand: Stand) -> None:
    job = stand.enqueue("tests.linger", words="slow", seconds=60)
    relay = stand.relay()
    stand.wait_for_trace("slow started")
    with within(8, time.monotonic):
        assert relay.stop(signal.SIGINT) == 0
    assert state_of(job) == ("due", 0)


def test_a_second_relay_in_the_same_folder_is_refused_in_one_line(stand: Stand) -> None:
    stand.relay()
    stand.wait(Heartbeat.objects.exists, what="first relay")
    second = stand.relay()
    assert stand.ended(second) == 1
    assert second.log.read_text().startswith("CommandError: A relay already runs here (process ")
    assert second.log.read_text().count("\n") == 1


def test_a_job_over_its_time_limit_is_killed_and_recorded(stand: Stand) -> None:
    """`apply` knows no limits; the relay kills the child."""
    stand.env["JOB_SHORT_SECONDS"] = "2"
    job = stand.enqueue("tests.linger_at_first", words="stuck", seconds=60)
    stand.relay()
    stand.wait_until_done(job)
    assert state_of(job) == ("done", 2)


def test_three_hundred_jobs_each_run_once_across_a_killed_relay(stand: Stand) -> None:
    jobs = [stand.enqueue("tests.note", words=f"job {n}") for n in range(300)]
    first = stand.relay()
    stand.wait(lambda: len(stand.traced()) > 50, what="fifty jobs")
    first.kill()
    stand.relay()
    stand.wait_until_done(*jobs)
    assert set(stand.traced()) == {f"job {n}" for n in range(300)}
    assert len(stand.traced()) <= 301
    assert Job.objects.filter(state="dead").count() == 0


def test_an_attached_relay_ends_with_its_parent(stand: Stand) -> None:
    code = (
        "import subprocess, sys, time\n"
        "relay = subprocess.Popen([sys.executable, 'manage.py', 'relay', '--attached'])\n"
        "print(relay.pid, flush=True)\n"
        "time.sleep(200)"
    )
    parent = stand.run(sys.executable, "-c", code)
    stand.wait(Heartbeat.objects.exists, what="relay")
    relay = int(parent.log.read_text().split()[0])
    parent.kill()
    wait_for(lambda: not is_alive(relay), seconds=15, what="end of the relay")
