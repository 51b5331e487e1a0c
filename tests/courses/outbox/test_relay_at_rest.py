"""What the embedded relay does all day, seen on one that runs."""

import json
import time
from datetime import timedelta
from pathlib import Path
from statistics import median

import pytest

from courses.outbox.clock import database_now
from courses.outbox.models import Heartbeat
from tests.support.pace import slowness, within
from tests.support.stand import Stand, seconds_taken, state_of

pytestmark = [pytest.mark.embedded, pytest.mark.timeout(900)]


def test_a_job_committed_while_the_relay_rests_is_done_within_half_a_second(running: Stand) -> None:
    """Most of them: for a second or two the machine may do something else altogether."""
    taken = []
    for number in range(7):
        time.sleep(0.5)
        job = running.enqueue("tests.note", words=f"prompt {number}")
        running.wait_until_done(job)
        taken.append(seconds_taken(job))
    assert median(taken) < 0.5 or median(taken) < 0.5 * slowness(), taken


def test_a_job_waits_for_its_time(running: Stand) -> None:
    due_at = database_now() + timedelta(seconds=2)
    job = running.enqueue("tests.note", words="later", due_at=due_at)
    with within(3, time.monotonic):
        running.wait_until_done(job)
    job.refresh_from_db()
    assert job.finished_at is not None and job.finished_at >= due_at


def test_a_transient_failure_is_tried_until_it_passes(running: Stand) -> None:
    gate = running.folder / "gate"
    job = running.enqueue("tests.wait_for_file", path=str(gate))
    running.wait_for_trace("asked")
    gate.touch()
    running.wait_until_done(job)
    assert running.traced()[-1] == "found"


def test_a_failing_job_is_put_off_with_its_error(running: Stand) -> None:
    job = running.enqueue("tests.fail", words="broken")
    running.wait_for_trace("broken")
    running.wait(lambda: state_of(job)[0] == "due", what="put off")
    assert job.last_error == "RuntimeError: broken"


def test_a_canary_sings_soon_after_the_start(running: Stand) -> None:
    running.wait(Heartbeat.objects.filter(name="canary:short").exists, what="canary")


def test_a_canary_sent_by_hand_comes_through(running: Stand) -> None:
    told = running.manage("canary", "--json", "--lane", "long", "--seconds", "60")
    assert running.ended(told) == 0
    assert json.loads(told.log.read_text())["lane"] == "long"
    assert Heartbeat.objects.filter(name="canary:long").exists()


def test_a_lost_canary_is_one_line_and_exit_code_1(stand: Stand) -> None:
    told = stand.manage("canary", "--seconds", "0.2")
    assert stand.ended(told) == 1
    assert told.log.read_text() == (
        "CommandError: The canary did not come through the short lane within 0.2 s.\n"
    )


def test_an_idle_relay_takes_next_to_no_time(running: Stand) -> None:
    before = cpu_seconds(running.processes[0].popen.pid)
    time.sleep(3)
    spent = cpu_seconds(running.processes[0].popen.pid) - before
    assert spent < 0.15 or spent < 0.15 * slowness(time.process_time)


def cpu_seconds(process: int) -> float:
    """Processor time of a process so far, from /proc (in ticks of 10 ms)."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / 100
