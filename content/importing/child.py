"""Reading an untrusted report in a child process that may be killed at any moment."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from content.importing.limits import LARGEST_FILE
from content.importing.lines import Progress, silent
from content.importing.problems import (
    Damaged,
    EmptyReport,
    ProblemWithReport,
    TooLarge,
    TooMuchMemory,
    TooSlow,
    problem_for,
)
from content.importing.values import Reading

_ROOT = Path(__file__).resolve().parents[2]
_START = (
    "import sys; sys.path.insert(0, {root!r}); "
    "from content.importing.reader_process import main; main()"
)
_OUT_OF_MEMORY = frozenset((signal.SIGABRT, signal.SIGTRAP, signal.SIGILL, signal.SIGKILL))


def read_in_child(
    path: Path,
    *,
    filename: str,
    on_progress: Progress = silent,
    memory_mb: int = 512,
    seconds: int = 30,
) -> Reading:
    """The report at `path`, read under limits. Raises ProblemWithReport; leaves nothing behind."""
    _check_size(path)
    command = [
        sys.executable, "-I", "-c", _START.format(root=str(_ROOT)),
        str(path.resolve()), _safe_name(filename), str(memory_mb), str(seconds),
    ]  # fmt: skip
    child = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        return _answer(child, on_progress, time.monotonic() + seconds)
    finally:
        if child.poll() is None:
            child.kill()
        child.wait()
        if child.stdout is not None:
            child.stdout.close()


def _check_size(path: Path) -> None:
    size = path.stat().st_size
    if size > LARGEST_FILE:
        raise TooLarge(f"{size} bytes")
    if size == 0:
        raise EmptyReport()


def _safe_name(filename: str) -> str:
    """The end of the name: it only ever tells Markdown from text, and may hold anything."""
    return "".join(c for c in filename[-100:] if c.isprintable() and c != "/")


def _answer(child: subprocess.Popen[bytes], on_progress: Progress, until: float) -> Reading:
    for line in _lines(child, until):
        message: dict[str, Any] = json.loads(line)
        if "progress" in message:
            stage, share = message["progress"]
            on_progress(stage, share)
        elif "reading" in message:
            return Reading.load(message["reading"])
        else:
            raise problem_for(message.get("problem", ""), message.get("detail", ""))
    raise _died(child)


def _lines(child: subprocess.Popen[bytes], until: float) -> Iterator[bytes]:
    """Whole lines as they come, until the child is done. Raises TooSlow at `until`."""
    assert child.stdout is not None
    held: list[bytes] = []
    with selectors.DefaultSelector() as selector:
        selector.register(child.stdout, selectors.EVENT_READ)
        while True:
            left = until - time.monotonic()
            if left <= 0 or not selector.select(left):
                raise TooSlow()
            piece = os.read(child.stdout.fileno(), 1 << 20)
            if not piece:
                return
            held.append(piece)
            if b"\n" in piece:
                *whole, rest = b"".join(held).split(b"\n")
                held = [rest]
                yield from whole


def _died(child: subprocess.Popen[bytes]) -> ProblemWithReport:
    """The problem behind a child that ended without an answer."""
    ended = -child.wait()
    if ended == signal.SIGXCPU:
        return TooSlow("processor time")
    if ended in _OUT_OF_MEMORY:
        return TooMuchMemory(f"signal {ended}")
    return Damaged(f"the reader ended with {-ended}")
