"""How alike two texts are, by their words, in any script."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

# Han, kana and the like are written without spaces: each sign is a word there.
_WORD = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]|[^\W_\u2e80-\u9fff\uf900-\ufaff]+")
_UNSEEN = dict.fromkeys((0x00AD, 0x200B, 0xFEFF))

Words = Counter[str]


def folded(text: str) -> str:
    """The text as it counts for being the same: white space and invisible signs apart."""
    return " ".join(unicodedata.normalize("NFC", text).translate(_UNSEEN).split())


def in_order(text: str) -> list[str]:
    """Its words, letters small, without punctuation."""
    return _WORD.findall(unicodedata.normalize("NFC", text).translate(_UNSEEN).casefold())


def words_of(text: str) -> Words:
    return Counter(in_order(text))


def likeness(one: Words, other: Words) -> float:
    """0..1: twice what they share ÷ what both have."""
    both = one.total() + other.total()
    return 2 * _shared(one, other) / both if both else 1.0


def held_by(part: Words, whole: Words) -> float:
    """0..1: how much of `part` stands in `whole`."""
    return _shared(part, whole) / max(1, part.total())


def _shared(one: Words, other: Words) -> int:
    if len(other) < len(one):
        one, other = other, one
    return sum(min(count, other[word]) for word, count in one.items() if word in other)
