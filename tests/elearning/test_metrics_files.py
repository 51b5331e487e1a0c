"""The files in which workers count: added up, kept when a worker ends, forgotten at a start."""

import os
from pathlib import Path

import pytest
from prometheus_client.mmap_dict import MmapedDict

from elearning import metrics_files
from elearning.metrics_files import NOBODY, RESERVED_BYTES, file_of

DEAD = 2**22 + 1  # no process has a number beyond the kernel's highest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    metrics_files.clean(tmp_path / "metrics")
    return tmp_path / "metrics"


def count(folder: Path, pid: int, **counts: float) -> None:
    metrics_files.reserve(folder, pid)
    counted = MmapedDict(str(file_of(folder, pid)))  # type: ignore[no-untyped-call]
    for key, value in counts.items():
        counted.write_value(key, value, 0.0)  # type: ignore[no-untyped-call]
    counted.close()  # type: ignore[no-untyped-call]


def counted(folder: Path, pid: int) -> dict[str, float]:
    rows = MmapedDict.read_all_values_from_file(str(file_of(folder, pid)))  # type: ignore[no-untyped-call]
    return {key.strip(): value for key, value, *_ in rows}


def test_what_ended_workers_counted_is_added_up(folder: Path) -> None:
    count(folder, 101, saves=2, starts=1)
    count(folder, 102, saves=3)
    metrics_files.fold(folder, 101)
    metrics_files.fold(folder, 102)
    assert counted(folder, NOBODY) == {"saves": 5, "starts": 1}
    assert sorted(file.name for file in folder.glob("*.db")) == ["histogram_0.db"]


def test_a_worker_that_counted_nothing_ends_quietly(folder: Path) -> None:
    metrics_files.fold(folder, 101)
    assert counted(folder, NOBODY) == {}


def test_a_file_that_cannot_be_read_is_dropped(folder: Path) -> None:
    file_of(folder, 101).write_bytes(b"\xff\x7f\0\0" + b"\x01" * 100)
    metrics_files.fold(folder, 101)
    assert not file_of(folder, 101).exists()


def test_its_room_is_on_the_disk_before_it_is_used(folder: Path) -> None:
    """Else a full disk would kill the worker in mid-request."""
    metrics_files.reserve(folder, 101)
    before = file_of(folder, 101).stat()
    assert (before.st_size, before.st_blocks * 512 >= RESERVED_BYTES) == (RESERVED_BYTES, True)
    count(folder, 101, saves=1)
    assert file_of(folder, 101).stat().st_size == RESERVED_BYTES


def test_without_room_there_is_no_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", full)
    assert metrics_files.reserve(folder, 101) is False
    assert not file_of(folder, 101).exists()


def test_a_start_forgets_the_dead(folder: Path) -> None:
    count(folder, DEAD, saves=2)
    count(folder, NOBODY, saves=7)
    metrics_files.clean(folder)
    assert not file_of(folder, DEAD).exists()
    assert counted(folder, NOBODY) == {}


def test_a_second_server_in_the_folder_forgets_nothing_of_the_first(folder: Path) -> None:
    count(folder, os.getpid(), saves=2)
    count(folder, NOBODY, saves=7)
    metrics_files.clean(folder)
    assert counted(folder, os.getpid()) == {"saves": 2}
    assert counted(folder, NOBODY) == {"saves": 7}


def test_a_reader_that_stands_still_does_not_hold_up_the_master(folder: Path) -> None:
    count(folder, 101, saves=2)
    with metrics_files.held_still(folder):
        metrics_files.fold(folder, 101)
    assert counted(folder, NOBODY) == {"saves": 2}
