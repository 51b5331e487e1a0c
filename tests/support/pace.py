"""What a time limit means on this machine, now: it may be slower than where the limit was set.

Nothing is measured until a limit is passed. Then it counts as many times over as a fixed piece of
work takes longer here than usual. A machine of which others take the cores altogether, for seconds,
is as quick as ever when it is measured afterwards: that time is not counted at all.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import TracebackType
from typing import Self

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


class Standstill:
    """Tells, inside `with`, for how many seconds nobody here was let work: a thread that sleeps
    for a moment wakes so much too late, though this process has not worked meanwhile."""

    STEP = 0.05

    def __init__(self, clock: Clock = time.monotonic, processor: Clock = time.process_time) -> None:
        self.clock, self.processor = clock, processor
        self._over = threading.Event()
        # Seconds lost until it last woke, and when that was; in one piece, for who asks meanwhile.
        self._known = (0.0, clock(), processor())

    def seconds(self) -> float:
        return self._look()[0]

    def wake(self) -> None:
        self._known = self._look()

    def _look(self) -> tuple[float, float, float]:
        """What would be known, were the sleeper to wake now."""
        lost, woke, worked = self._known
        now, work = self.clock(), self.processor()
        return lost + max(0.0, now - woke - (work - worked) - self.STEP), now, work

    def _sleep(self) -> None:
        while not self._over.wait(self.STEP):
            self.wake()

    def __enter__(self) -> Self:
        self._thread = threading.Thread(target=self._sleep, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()


def rest(seconds: float) -> None:
    """Sleeps so long; the time in which nobody here was let work does not count."""
    start = time.monotonic()
    with Standstill() as still:
        while (left := seconds + still.seconds() - (time.monotonic() - start)) > 0:
            time.sleep(min(left, still.STEP))


@contextmanager
def within(seconds: float, clock: Clock = time.process_time) -> Iterator[None]:
    """The block may take so long on a usual machine: of the processor's time, or by `clock`."""
    with Standstill() as still:
        start = clock()
        yield
        spent = clock() - start
        lost = still.seconds() if clock is time.monotonic else 0.0
    spent -= lost
    if spent > seconds:
        allowed = seconds * slowness(clock)
        assert spent <= allowed, f"took {spent:.2f} s; {allowed:.2f} s are allowed here"
