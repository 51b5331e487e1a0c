"""Tasks that leave a trace in a file, so that a test can see what ran, how often and when."""

import os
import time
from pathlib import Path

from celery import shared_task

from courses.outbox.errors import Transient


def note(trace: str, words: str) -> None:
    """One line, appended whole whoever else writes."""
    with Path(trace).open("a") as file:
        file.write(f"{words}\n")


@shared_task(name="tests.note")
def write_note(trace: str, words: str) -> None:
    note(trace, words)


@shared_task(name="tests.linger")
def linger(trace: str, words: str, seconds: int) -> None:
    """Notes its process at the start, and its words at the end."""
    note(trace, f"{words} started {os.getpid()}")
    time.sleep(seconds)
    note(trace, f"{words} ended")


@shared_task(name="tests.linger_at_first")
def linger_at_first(trace: str, words: str, seconds: int) -> None:
    """Lingers only the first time it runs, so that its second life is quick."""
    first = words not in (Path(trace).read_text() if Path(trace).exists() else "")
    note(trace, f"{words} started {os.getpid()}")
    if first:
        time.sleep(seconds)
    note(trace, f"{words} ended")


@shared_task(name="tests.fail")
def fail(trace: str, words: str) -> None:
    note(trace, words)
    raise RuntimeError(words)


@shared_task(name="tests.wait_for_file")
def wait_for_file(trace: str, path: str) -> None:
    note(trace, "asked")
    if not Path(path).exists():
        raise Transient("not there yet", retry_in=0.2)
    note(trace, "found")
