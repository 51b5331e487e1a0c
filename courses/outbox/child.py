"""The child process that runs a lane's jobs, one after the other: `python -m courses.outbox.child`.

Its only ties to the relay are its standard input (orders; its end means the relay is gone) and
output (what it does). Recycled after RECYCLE_AFTER jobs.
"""

import os
import signal
import sys
import threading

import django

from elearning.loading import loading

RECYCLE_AFTER = 500


class Orders:
    """What the relay wants, read by a thread so that its end is seen even while a job runs."""

    def __init__(self) -> None:
        self.something = threading.Event()
        self.stop = self.ready = False
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        for line in sys.stdin:
            self.stop = self.stop or line.strip() == "stop"
            if self.stop and not self.ready:
                os._exit(0)  # still being loaded: nothing is in hand
            self.something.set()
        # The relay died: whoever comes next has our leases, so nothing more may be done here.
        os._exit(3)

    def wait(self) -> bool:
        """True when there may be work; False when it is time to go."""
        self.something.wait()
        self.something.clear()
        return not self.stop


def run_lane(lane: str, holder: str, answers: int, orders: Orders) -> None:
    from django.db import close_old_connections

    from courses.outbox import leases
    from courses.outbox.running import known_tasks, run_leased

    def say(words: str) -> None:
        os.write(answers, f"{words}\n".encode())

    left = RECYCLE_AFTER
    with loading():
        known_tasks()
    orders.ready = True
    while left and orders.wait():
        while left and not orders.stop and (job := leases.claim_next(lane, holder=holder)):
            say(f"start {job.pk}")
            run_leased(job)
            say("end")
            close_old_connections()
            left -= 1


def main() -> None:
    lane, holder = sys.argv[1:3]
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    orders = Orders()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "elearning.settings")
    with loading():
        django.setup()
    run_lane(lane, holder, answers, orders)
    os._exit(0)  # the thread that reads orders would hold up an orderly end


if __name__ == "__main__":
    main()
