"""Reading an untrusted report in a child process that may be killed at any moment."""

from __future__ import annotations

import json
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator, Sequence
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
_START = "import sys; sys.path.insert(0, {root!r}); from {module} import {function} as main; main()"
_MAIN = "content.importing.reader_process:main"
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
    arguments = [str(path.resolve()), _safe_name(filename), str(memory_mb), str(seconds)]
    answers = ask_child(_MAIN, arguments, seconds=seconds)
    try:
        return _answer(answers, on_progress)
    finally:
        answers.close()


def ask_child(
    main: str, arguments: Sequence[str], *, seconds: int
) -> Generator[dict[str, Any], None, None]:
    """What `main` ("module:function") says in a child process of its own, message by message.

    The child limits itself (reader_process.limit, shut_in). Raises ProblemWithReport where it
    dies or goes on for longer than `seconds`; leaves no child behind.
    """
    module, _, function = main.partition(":")
    start = _START.format(root=str(_ROOT), module=module, function=function)
    child = subprocess.Popen(
        [sys.executable, "-I", "-c", start, *arguments],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"LANG": "C.UTF-8", "PATH": os.defpath},
        start_new_session=True,
    )
    try:
        for line in _lines(child, time.monotonic() + seconds):
            yield json.loads(line)
        if child.wait() != 0:
            raise _died(child)
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


def _answer(answers: Iterator[dict[str, Any]], on_progress: Progress) -> Reading:
    for message in answers:
        if "progress" in message:
            stage, share = message["progress"]
            on_progress(stage, share)
        elif "reading" in message:
            return Reading.load(message["reading"])
        else:
            raise problem_for(message.get("problem", ""), message.get("detail", ""))
    raise Damaged("the reader ended without an answer")


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
