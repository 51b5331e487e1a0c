"""Files in which gunicorn's workers count their requests, so that each can tell the sum of all.

prometheus_client maps one file a process into memory. We reserve its room on the disk beforehand,
since a write into the map of a file that a full disk cannot hold kills the process (SIGBUS). What
a worker counted is kept when it ends: sums that fall look like a restart of the site.
"""

import contextlib
import fcntl
import os
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

VARIABLE = "PROMETHEUS_MULTIPROC_DIR"
# Some hundred series of a histogram; there are as many as (view, method, status) that occur.
RESERVED_BYTES = 1 << 20
NOBODY = 0
PATIENCE_SECONDS = 1.0


def default_folder() -> str:
    """Where the settings would put it; gunicorn's master does not load them."""
    here = Path(__file__).resolve().parent.parent / "var"
    return str(Path(os.environ.get("VAR_DIR", here)).resolve() / "metrics")


def file_of(folder: Path, pid: int) -> Path:
    """As prometheus_client names it; NOBODY's holds the counts of workers that ended."""
    return folder / f"histogram_{pid}.db"


def clean(folder: Path) -> None:
    """At the start of a site: forget the processes of the last. Another gunicorn that serves
    from the same folder keeps its counts."""
    folder.mkdir(parents=True, exist_ok=True)
    with _locked(folder, fcntl.LOCK_EX):
        files = {file: int(file.stem.rpartition("_")[2]) for file in folder.glob("histogram_*.db")}
        live = {file for file, pid in files.items() if pid != NOBODY and _is_alive(pid)}
        for file in files.keys() - live:
            if not (live and files[file] == NOBODY):
                file.unlink()
    reserve(folder, NOBODY)


def _is_alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def reserve(folder: Path, pid: int) -> bool:
    """Room for a process's counts; False, leaving no file, when the disk has none."""
    file = file_of(folder, pid)
    try:
        with file.open("ab") as opened:
            os.posix_fallocate(opened.fileno(), 0, RESERVED_BYTES)
    except OSError:
        file.unlink(missing_ok=True)
        return False
    return True


def fold(folder: Path, pid: int) -> None:
    """A worker ended: its counts join those of the others that did. Called by the master, which
    must not fall over it: counts that cannot be read are dropped."""
    file = file_of(folder, pid)
    if not file.exists() or not file_of(folder, NOBODY).exists():
        return
    with _locked(folder, fcntl.LOCK_EX):
        with contextlib.suppress(OSError, RuntimeError, ValueError, struct.error):
            _add(file, file_of(folder, NOBODY))
        file.unlink()


def _add(source: Path, target: Path) -> None:
    from prometheus_client.mmap_dict import MmapedDict

    sums = MmapedDict(str(target))  # type: ignore[no-untyped-call]
    try:
        for key, value, at, _ in MmapedDict.read_all_values_from_file(str(source)):  # type: ignore[no-untyped-call]
            sums.write_value(key, sums.read_value(key)[0] + value, at)  # type: ignore[no-untyped-call]
    finally:
        sums.close()  # type: ignore[no-untyped-call]


@contextmanager
def held_still(folder: Path) -> Iterator[None]:
    """While the files are added up, none is folded: nothing is counted twice."""
    with _locked(folder, fcntl.LOCK_SH):
        yield


@contextmanager
def _locked(folder: Path, how: int) -> Iterator[None]:
    """For a second at most: a worker that stands still while it holds the lock must not make the
    master stand still too."""
    with (folder / "lock").open("a") as lock:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not _got(lock, how) and time.monotonic() < deadline:
            time.sleep(0.02)
        yield


def _got(lock: TextIO, how: int) -> bool:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
