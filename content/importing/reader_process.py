"""The child process's side of `child.read_in_child`: limits first, then the one file.

Talks to its parent in lines of JSON on standard output: {"progress": [stage, share]} any
number of times, then {"reading": …} or {"problem": code, "detail": text} once.
"""

from __future__ import annotations

import ctypes
import gc
import json
import os
import resource
import signal
import sys
import sysconfig
from pathlib import Path
from typing import Any

from content.importing.pipeline import read
from content.importing.problems import ProblemWithReport, TooMuchMemory

_REFUSED = (
    "socket.", "subprocess.", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "os.system",
    "os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.chmod",
    "os.chown", "os.truncate", "shutil.", "urllib.", "http.client", "smtplib.", "ftplib.",
    "pty.", "webbrowser.", "glob.glob", "os.listdir", "os.scandir",
)  # fmt: skip
_OPEN_FILES = 64


def main() -> None:
    path, filename, memory_mb, seconds = Path(sys.argv[1]), sys.argv[2], *map(int, sys.argv[3:5])
    gc.disable()  # the process ends with its one file: looking for circles is time lost
    die_with_parent()
    limit(memory_mb, seconds)
    try:
        data = path.read_bytes()
        shut_in(path)
        reading = read(data, filename=filename, on_progress=_progress)
        answer: dict[str, Any] = {"reading": reading.dump()}
    except ProblemWithReport as problem:
        answer = {"problem": problem.code, "detail": problem.detail}
    except (MemoryError, RecursionError) as error:
        answer = {"problem": TooMuchMemory.code, "detail": type(error).__name__}
    say(answer)


def _progress(stage: str, share: float) -> None:
    say({"progress": [stage, round(share, 3)]})


def say(message: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def die_with_parent() -> None:
    """So that a killed worker leaves no reader behind (Linux; elsewhere the limits end it)."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG
        if os.getppid() != parent:
            sys.exit(1)


def limit(memory_mb: int, seconds: int) -> None:
    memory = memory_mb * 1024 * 1024
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_OPEN_FILES, _OPEN_FILES))


def shut_in(path: Path) -> None:
    """From here on: no sockets, no processes, nothing written, only Python's own files read."""
    paths = {path.resolve().parent, *(Path(p).resolve() for p in sys.path if p)}
    paths |= {Path(p).resolve() for p in sysconfig.get_paths().values()}
    allowed = tuple(f"{p}{os.sep}" for p in paths)

    def guard(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            _check_open(arguments, allowed)
        elif event.startswith(_REFUSED):
            raise PermissionError(f"{event} is refused while a report is read")

    sys.addaudithook(guard)


def _check_open(arguments: tuple[Any, ...], allowed: tuple[str, ...]) -> None:
    target, _, flags = arguments[0], arguments[1], arguments[2] or 0
    writes = flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND)
    if isinstance(target, int):
        return
    place = os.path.realpath(os.fsdecode(target))
    if writes or not place.startswith(allowed):
        raise PermissionError("this file is out of bounds while a report is read")


if __name__ == "__main__":
    main()
