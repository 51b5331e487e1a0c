"""The child process: its limits, its walls, and what is left when it dies."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from content.importing.child import read_in_child
from content.importing.problems import Damaged, TooMuchMemory, TooSlow
from tests.content.importing.support.reports import made_up
from tests.content.importing.support.typeset import as_pdf
from tests.content.importing.support.writers import as_text

ROOT = Path(__file__).resolve().parents[3]


def _stored(tmp_path: Path, data: bytes) -> Path:
    path = tmp_path / "stored"
    path.write_bytes(data)
    return path


def test_progress_is_told_stage_by_stage(tmp_path: Path) -> None:
    told: list[tuple[str, float]] = []
    path = _stored(tmp_path, as_pdf(made_up(3, "en")))
    reading = read_in_child(
        path, filename="r.pdf", on_progress=lambda stage, share: told.append((stage, share))
    )
    assert reading.format == "pdf"
    assert list(dict.fromkeys(stage for stage, _ in told)) == [
        "read",
        "clean",
        "outline",
        "passages",
    ]
    assert told[-1] == ("passages", 1.0)


def test_too_little_time_is_a_problem_and_leaves_no_child(tmp_path: Path) -> None:
    before = _children()  # servers of other tests
    with pytest.raises(TooSlow):
        read_in_child(_stored(tmp_path, b"1. Text."), filename="r.txt", seconds=0)
    assert _children() == before


def test_too_little_memory_is_a_problem(tmp_path: Path) -> None:
    data = b"A word and another word in a long line of text. " * 200_000
    with pytest.raises(TooMuchMemory):
        read_in_child(_stored(tmp_path, data), filename="r.txt", memory_mb=130)


def test_a_reader_that_dies_is_a_damaged_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("content.importing.child._START", "import os; os._exit(7)  # {root}")
    with pytest.raises(Damaged):
        read_in_child(_stored(tmp_path, b"1. Text."), filename="r.txt")


@pytest.mark.parametrize(
    "attempt",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('/etc/passwd').read()",
        "open('/tmp/left-behind', 'w')",
    ],
)
def test_the_walls_hold(tmp_path: Path, attempt: str) -> None:
    path = _stored(tmp_path, b"text")
    code = (
        f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
        "from pathlib import Path\n"
        "from content.importing.reader_process import shut_in\n"
        f"shut_in(Path({str(path)!r}))\n"
        "try:\n"
        f"    {attempt}\n"
        "except PermissionError as error:\n"
        "    print('refused')\n"
    )
    ran = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=False
    )
    assert ran.stdout.strip() == "refused", ran.stderr


def test_the_same_bytes_give_the_same_keys(tmp_path: Path) -> None:
    path = _stored(tmp_path, as_text(made_up(5, "fr"), spread=True))
    first = read_in_child(path, filename="a.txt")
    again = read_in_child(path, filename="b.txt")
    assert [p.key for p in first.passages] == [p.key for p in again.passages]
    assert len({p.key for p in first.passages}) == len(first.passages)


def _children() -> list[str]:
    listed = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children")
    return listed.read_text().split() if listed.exists() else []
