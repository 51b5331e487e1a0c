"""Where the subject of a text turns: lexical cohesion between passages, as in Hearst's TextTiling.

M. Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages", 1997.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from content.terms.words import content_stems

# What stands on either side of a gap that is compared: so many texts, and content words, at least.
TEXTS = 3
WORDS = 120
# The cosine of two sections on much the same.
_ALIKE = 0.25


def turns(texts: Sequence[str], language: str) -> list[float]:
    """For each text, how much the subject turns before it: 0 not at all, 1 the most here."""
    likeness = _likeness([content_stems(text, language) for text in texts])
    depths = [0.0, *(_depth(likeness, gap) for gap in range(len(likeness)))][: len(texts)]
    most = max(depths, default=0.0)
    return [depth / most for depth in depths] if most else depths


def likeness(texts: Sequence[Sequence[str]], language: str) -> list[float]:
    """For each of these groups of texts, how alike its words are to those of the group before it:
    1 for the first, and from `_ALIKE` on."""
    said = [[content_stems(text, language) for text in group] for group in texts]
    weights = _weights([text for group in said for text in group])
    words = [Counter(word for text in group for word in text) for group in said]
    found = [_cosine(one, other, weights) / _ALIKE for one, other in pairwise(words)]
    return [1.0, *(min(one, 1.0) for one in found)][: len(texts)]


def _likeness(words: Sequence[Sequence[str]]) -> list[float]:
    """At each gap between neighbours, the cosine of what stands before and behind it.

    A word counts by how few of the texts have it: what all of a section says tells no part of it.
    """
    weights = _weights(words)
    return [
        _cosine(
            Counter(_nearest(words[at] for at in range(gap - 1, -1, -1))),
            Counter(_nearest(words[at] for at in range(gap, len(words)))),
            weights,
        )
        for gap in range(1, len(words))
    ]


def _weights(words: Sequence[Sequence[str]]) -> dict[str, float]:
    known = Counter(word for one in words for word in set(one))
    return {word: math.log((len(words) + 1) / count) ** 2 for word, count in known.items()}


def _nearest(texts: Iterable[Sequence[str]]) -> list[str]:
    found: list[str] = []
    for number, text in enumerate(texts):
        if number >= TEXTS and len(found) >= WORDS:
            break
        found += text
    return found


def _cosine(one: Counter[str], other: Counter[str], weights: Mapping[str, float]) -> float:
    together = sum(count * other[word] * weights[word] for word, count in one.items())
    squares = [sum(n * n * weights[word] for word, n in side.items()) for side in (one, other)]
    lengths = math.sqrt(squares[0] * squares[1])
    return together / lengths if lengths else 0.0


def _depth(likeness: Sequence[float], gap: int) -> float:
    """How far likeness falls here from the nearest heights on both sides."""
    left = right = likeness[gap]
    for value in reversed(likeness[:gap]):
        if value < left:
            break
        left = value
    for value in likeness[gap + 1 :]:
        if value < right:
            break
        right = value
    return left + right - 2 * likeness[gap]
