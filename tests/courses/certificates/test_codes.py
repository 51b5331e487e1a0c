import math

import pytest

from courses.certificates.codes import ALPHABET, LENGTH, grouped, new_code, tidy


def test_a_code_has_at_least_128_bits() -> None:
    assert len(new_code()) * math.log2(len(ALPHABET)) >= 128


def test_codes_differ() -> None:
    assert len({new_code() for _ in range(100)}) == 100


def test_a_code_reads_the_same_as_it_is_printed() -> None:
    code = new_code()
    assert tidy(grouped(code)) == code


@pytest.mark.parametrize(
    "typed",
    [
        "7k3q-9xwm-2b4t-hj8r-p5nv-c6da-z1e0",
        "7K3Q 9XWM 2B4T HJ8R P5NV C6DA ZIEO",
        "7K3Q9XWM2B4THJ8RP5NVC6DAzleo",
    ],
)
def test_case_spaces_and_confused_letters_do_not_matter(typed: str) -> None:
    assert tidy(typed) == "7K3Q9XWM2B4THJ8RP5NVC6DAZ1E0"


@pytest.mark.parametrize("typed", ["", "7K3Q", "7" * (LENGTH + 1), "U" * LENGTH, "é" * LENGTH])
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert tidy(typed) is None
