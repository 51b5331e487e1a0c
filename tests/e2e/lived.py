"""A clock that stands still while nothing gets on: a machine that is held up for a second has done
in it nothing of what a second is enough for."""

import time
from threading import Thread

TICK, LONGEST = 0.01, 0.05  # s


class Lived:
    """Of a gap between two ticks no more than LONGEST counts."""

    def __init__(self) -> None:
        self._ticked = (0.0, time.monotonic())
        Thread(target=self._tick, daemon=True).start()

    def seconds(self) -> float:
        lived, last = self._ticked
        return lived + min(time.monotonic() - last, LONGEST)

    def _tick(self) -> None:
        while True:
            time.sleep(TICK)
            self._ticked = (self.seconds(), time.monotonic())
