"""Limits that give way to a slow machine, and to nothing else."""

from collections.abc import Callable, Iterable

import pytest

from tests.support.pace import SLOWEST, USUAL_SECONDS, slowness, within


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
