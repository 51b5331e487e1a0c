"""What the steps of `make test` are started with."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from scripts import test as steps
from scripts.test import keep_bytecode


def test_processes_of_a_run_keep_what_they_have_compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONDONTWRITEBYTECODE", "1")
    assert is_kept() == "False"
    keep_bytecode()
    assert is_kept() == "True"


def is_kept() -> str:
    code = "import sys; print(not sys.dont_write_bytecode)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return said.stdout.strip()


APT_GET = """#!/bin/sh
echo "$@" >> {log}
case "$*" in *install*) test $(grep -c install {log}) -gt {failing};; esac
"""


@pytest.mark.parametrize(("failing", "times"), [(0, 1), (1, 2), (9, 3)])
def test_a_mirror_that_hiccups_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failing: int, times: int
) -> None:
    """As often as it may, and each time for the list too."""
    log, program = tmp_path / "log", tmp_path / "apt-get"
    program.write_text(APT_GET.format(log=log, failing=failing))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:{os.environ['PATH']}")
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(steps, "PACKAGES", {"no-such-program": "a-package"})
    monkeypatch.setattr(steps, "APT_PAUSES", (0, 0))
    steps.install_packages()
    asked = ["update" if " update " in line else line for line in log.read_text().splitlines()]
    assert [line.split()[-1] for line in asked] == ["update", "a-package"] * times
