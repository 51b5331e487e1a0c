"""Limits that give way to a slow machine, and to nothing else."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable

import pytest

from tests.support.pace import SLOWEST, USUAL_SECONDS, Standstill, slowness, within
from tests.support.servers import wait_for


def clock(times: Iterable[float]) -> Callable[[], float]:
    return iter(times).__next__


@pytest.mark.parametrize(("took", "found"), [(0.01, 1), (1, 1), (3, 3), (100, SLOWEST)])
def test_slowness_is_told_by_what_the_work_takes(took: float, found: float) -> None:
    assert slowness(clock([0, took * USUAL_SECONDS])) == pytest.approx(found)


def test_what_keeps_its_limit_is_not_measured_further() -> None:
    with within(2, clock([0, 2])):
        pass


def test_on_a_machine_three_times_slower_it_may_take_three_times_as_long() -> None:
    with within(2, clock([0, 5.9, 10, 10 + 3 * USUAL_SECONDS])):
        pass


@pytest.mark.parametrize(("spent", "factor"), [(2.1, 1), (6.1, 3), (17, 100)])
def test_longer_than_that_fails(spent: float, factor: float) -> None:
    times = clock([0, spent, 20, 20 + factor * USUAL_SECONDS])
    with pytest.raises(AssertionError, match="are allowed here"), within(2, times):
        pass


def test_only_time_in_which_nobody_here_was_let_work_is_lost() -> None:
    # Asleep as long as it wanted; woken seven seconds late; at work meanwhile; late, and at work.
    woke, worked = [0, 0.05, 7.1, 9.15, 14.2], [0, 0.0, 0.0, 2.0, 4.0]
    still = Standstill(clock(woke), clock(worked))
    lost = []
    for _ in woke[1:]:
        still.wake()
        lost.append(still._known[0])
    assert lost == pytest.approx([0, 7, 7, 10])


def test_what_stands_still_now_is_lost_already() -> None:
    still = Standstill(clock([0, 4.05, 6.05]), clock([0, 1, 1]))
    assert (still.seconds(), still.seconds()) == pytest.approx((3, 5))


STOPPED = """
import time
from tests.support.pace import within
print("waiting", flush=True)
with within(0.5, time.monotonic):
    input()
"""


def test_a_process_that_was_stopped_has_not_taken_long() -> None:
    """As on a machine of which others take the cores."""
    command, pipe = [sys.executable, "-c", STOPPED], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True) as waiting:
        assert waiting.stdout is not None and waiting.stdout.readline()
        os.kill(waiting.pid, signal.SIGSTOP)
        time.sleep(2)
        os.kill(waiting.pid, signal.SIGCONT)
        _, said = waiting.communicate("\n")
    assert waiting.returncode == 0, said


def test_what_never_happens_is_told() -> None:
    with pytest.raises(TimeoutError, match=r"the end did not happen within \d s"):
        wait_for(lambda: False, seconds=0.2, what="the end")


def test_what_happened_when_the_time_was_up_is_not_missed() -> None:
    """A machine stood still between the look and the clock."""
    looks = iter([False, False])
    wait_for(lambda: next(looks, True), seconds=-1, what="the end")
