"""What the steps of `make test` are started with."""

import subprocess
import sys

import pytest

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
