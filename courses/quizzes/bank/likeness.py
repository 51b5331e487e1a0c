"""How alike two stems are, and marks by which alike ones are found among thousands. Pure.

A stem is the set of its words and pairs of neighbouring words (in Chinese of its characters).
Its marks are a MinHash in bands: stems that share six tenths of their sets share a mark nearly
always (995 of 1000), others seldom; whoever shares one is then compared exactly.
"""

import re
from collections.abc import Mapping
from hashlib import blake2b
from itertools import pairwise
from random import Random
from typing import Any
from zlib import crc32

from courses.quizzes.bank.lint.reading import plain
from courses.quizzes.bank.search import fold

ALIKE = 60  # percent
LEAST_WORDS = 3
BANDS, ROWS = 12, 2
PRIME = (1 << 61) - 1
_WORD = re.compile(r"[\u3400-\u9fff]|[^\W_]+")

_random = Random(20_000)
_HASHES = [(_random.randrange(1, PRIME), _random.randrange(PRIME)) for _ in range(BANDS * ROWS)]


def features(stem: str) -> frozenset[str]:
    """Empty for a stem too short to be compared."""
    words = _WORD.findall(fold(plain(stem)))
    if len(words) < LEAST_WORDS:
        return frozenset()
    return frozenset([*words, *(f"{one} {two}" for one, two in pairwise(words))])


def percent(one: frozenset[str], other: frozenset[str]) -> int:
    """Of what either has, how much both have."""
    return 100 * len(one & other) // len(one | other) if one and other else 0


def likeness(specs: Mapping[str, Any], others: Mapping[str, Any]) -> int:
    """Of two questions: that of the language in which they are most alike."""
    return max(
        (
            percent(features(_stem(specs[language])), features(_stem(others[language])))
            for language in specs.keys() & others.keys()
        ),
        default=0,
    )


def marks(specs: Mapping[str, Any]) -> set[int]:
    """Signed integers of 64 bits, BANDS for each language."""
    found: set[int] = set()
    for spec in specs.values():
        found |= _marks(features(_stem(spec)))
    return found


def _marks(of: frozenset[str]) -> set[int]:
    if not of:
        return set()
    numbers = [crc32(feature.encode()) for feature in of]
    least = [min((a * number + b) % PRIME for number in numbers) for a, b in _HASHES]
    return {_mark(band, least[band * ROWS : (band + 1) * ROWS]) for band in range(BANDS)}


def _mark(band: int, least: list[int]) -> int:
    digest = blake2b(repr((band, least)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def _stem(spec: Mapping[str, Any]) -> str:
    return str(spec.get("stem") or "")
