"""What fuzzing has found, read again: see `fuzz.py`."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from tests.content.importing.fuzz import FINDS, SEEDS, changed, check
from tests.content.importing.support.reports import made_up

FOUND = sorted(FINDS.glob("*.*")) if FINDS.exists() else []


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_what_broke_a_reader_once_does_not_again(path: Path) -> None:
    check(path.read_bytes(), path.suffix[1:])


@pytest.mark.parametrize("kind", SEEDS)
def test_the_fuzzers_own_beginnings_are_sound(kind: str) -> None:
    whole = SEEDS[kind](made_up(1, "en"))
    check(whole, kind)
    check(changed(whole, kind, Random(1)), kind)
