"""`manage.py outline`, run as others run it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "manage.py", "outline", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_json_is_one_document_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text("I. Introduction\n\n1. A paragraph of the report.\n\n2. Another one.\n")
    ran = _run(str(path), "--json", "--passages")
    document = json.loads(ran.stdout)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert document["paragraphs"]["count"] == 2
    assert [p["id"] for p in document["passages"]] == ["1", "2"]


def test_a_problem_is_one_line_on_stderr(tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    path.write_text("This is no PDF.")
    ran = _run(str(path), "--json")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.count("\n") == 1
    assert "Upload a PDF" in ran.stderr


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    ran = _run(str(tmp_path / "nothing.pdf"))
    assert ran.returncode == 1
    assert ran.stderr.count("\n") == 1
