"""What a time limit means on this machine, now: it may be slower than where the limit was set.

Nothing is measured until a limit is passed. Then it counts as many times over as a fixed piece of
work takes longer here than usual.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

# The work takes so long on two cores of their own.
WORK, USUAL_SECONDS = 2_000_000, 0.1
SLOWEST = 8.0

Clock = Callable[[], float]


def slowness(clock: Clock = time.monotonic) -> float:
    """1 (as usual) to 8. By the default clock others at work count, by `process_time` they do
    not."""
    start = clock()
    sum(number * number for number in range(WORK))
    return min(SLOWEST, max(1.0, (clock() - start) / USUAL_SECONDS))


@contextmanager
def within(seconds: float, clock: Clock = time.process_time) -> Iterator[None]:
    """The block may take so long on a usual machine: of the processor's time, or by `clock`."""
    start = clock()
    yield
    spent = clock() - start
    if spent > seconds:
        allowed = seconds * slowness(clock)
        assert spent <= allowed, f"took {spent:.2f} s; {allowed:.2f} s are allowed here"
