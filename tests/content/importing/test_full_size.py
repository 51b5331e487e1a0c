"""The largest texts that are let in, each read in the child within the limits of every upload.

They are 512 MB and 30 s by the clock, counted in what the machine can do just then.
"""

from __future__ import annotations

import resource
import time
from pathlib import Path

import pytest

from content.importing.child import read_in_child
from tests.support.pace import within

SECONDS = 30
HEADINGS = 100_000
PARAGRAPH = 5_000_000  # characters


def _words() -> str:
    return " ".join(f"word{n % 977} and another" for n in range(PARAGRAPH // 18))[:PARAGRAPH]


def _wrapped() -> str:
    words = _words()
    return "\n".join(words[start : start + 80].strip() for start in range(0, len(words), 80))


FULL = {
    "headings.md": lambda: "\n\n".join(f"{'#' * (1 + n % 6)} Title {n}" for n in range(HEADINGS)),
    "headings.txt": lambda: "\n\n".join(f"{n}. Title {n}" for n in range(HEADINGS)),
    "headings.html": lambda: "".join(f"<h{1 + n % 6}>Title {n}</h2>" for n in range(HEADINGS)),
    "one line.txt": lambda: f"1. {_words()}.\n\n2. The end.\n",
    "many lines.txt": lambda: f"1. {_wrapped()}.\n\n2. The end.\n",
    "one paragraph.html": lambda: f"<html><body><p>1. {_words()}.</p><p>2. The end.</p></body>",
}


@pytest.mark.parametrize("name", FULL)
def test_it_is_read_within_the_childs_limits(name: str, tmp_path: Path) -> None:
    path = tmp_path / "stored"
    path.write_text(FULL[name](), "utf-8")
    before = _cpu()
    with within(SECONDS, time.monotonic):
        reading = read_in_child(path, filename=name, seconds=10 * SECONDS)
    print(f"{name}: {_cpu() - before:.1f} CPU s")
    assert reading.coverage >= 0.99


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime
