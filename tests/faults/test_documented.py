"""docs/faults.md names a test for each fault, and each of them exists."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROW = re.compile(r"^\| (\d+) \| .* \| (.*) \|$", re.MULTILINE)
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_(\d\d)_\w+)`")
WANTED = {*range(1, 28), *range(29, 33), 34}


def rows() -> dict[int, str]:
    text = (ROOT / "docs" / "faults.md").read_text()
    return {int(number): tests for number, tests in ROW.findall(text)}


def test_every_fault_has_its_row() -> None:
    assert set(rows()) == WANTED


@pytest.mark.parametrize("number", sorted(WANTED))
def test_the_tests_of_a_fault_exist_and_carry_its_number(number: int) -> None:
    named = NAMED.findall(rows()[number])
    assert named
    for path, name, its_number in named:
        assert int(its_number) == number
        assert f"def {name}(" in (ROOT / path).read_text(), f"{path} has no {name}"
