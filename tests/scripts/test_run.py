"""What `make run` says when it cannot serve."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.servers import free_port

ROOT = Path(__file__).resolve().parent.parent.parent


def run(**environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "scripts/run.py"],
        cwd=ROOT,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "elearning.settings", **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def test_a_port_in_use_is_said_with_another(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        done = run(PORT=str(port), VAR_DIR=str(tmp_path))
    assert (done.returncode, done.stderr) == (
        1,
        f"parcours: port {port} is in use; choose another: make run PORT={port + 1}\n",
    )


@pytest.mark.parametrize("port", ["", "eighty", "70000"])
def test_a_port_that_is_none_is_said(port: str, tmp_path: Path) -> None:
    done = run(PORT=port, VAR_DIR=str(tmp_path))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "name a number from 1 to 65535" in done.stderr


def test_a_folder_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run(PORT=str(free_port()), VAR_DIR=str(tmp_path / "file" / "var"))
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "set VAR_DIR to a folder of yours" in done.stderr
