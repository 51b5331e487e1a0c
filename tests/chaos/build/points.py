"""Named crash points: a process that passes one while it is armed kills itself there.

Armed by a file, so that a point strikes once, in whichever process comes first: removing the
file is what only one of them can do.
"""

import json
import os
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

POINTS = ("after_commit", "before_publish", "mid_grade", "after_smtp_250")
HITS = "hits.jsonl"


def chaos_folder(var_dir: Path) -> Path:
    """Where orders and records of the test build lie."""
    return var_dir / "chaos"


def arm(var_dir: Path, point: str) -> None:
    folder = chaos_folder(var_dir)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / point).touch()


def disarm(var_dir: Path) -> None:
    for point in POINTS:
        (chaos_folder(var_dir) / point).unlink(missing_ok=True)


def die_here(var_dir: Path, point: str, **facts: Any) -> None:
    """SIGKILL to this very process, recorded before, if the point is armed."""
    folder = chaos_folder(var_dir)
    try:
        (folder / point).unlink()
    except FileNotFoundError:
        return
    append_line(folder / HITS, t=time.time(), point=point, pid=os.getpid(), **facts)
    os.kill(os.getpid(), signal.SIGKILL)


def append_line(path: Path, **line: Any) -> None:
    """One JSON line, whole and on the disk when this returns."""
    file = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o644)
    try:
        os.write(file, (json.dumps(line) + "\n").encode())
        os.fsync(file)
    finally:
        os.close(file)


def wrap(owner: Any, name: str, around: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Replaces `owner.name`. AttributeError when the product calls it otherwise by now."""
    setattr(owner, name, around(getattr(owner, name)))


def before(point: str, var_dir: Path) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Dies before the call."""

    def around(inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            die_here(var_dir, point)
            return inner(*args, **kwargs)

        return call

    return around


def after(point: str, var_dir: Path) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Dies after the call, before its caller hears of it."""

    def around(inner: Callable[..., Any]) -> Callable[..., Any]:
        def call(*args: Any, **kwargs: Any) -> Any:
            answer = inner(*args, **kwargs)
            die_here(var_dir, point)
            return answer

        return call

    return around
