"""Whether a run of Chinese characters begins and ends where words do.

What stands beside a word varies; what stands beside a piece of a word does not (accessor
variety: Feng et al., 2004). Its own halves meet more often than by chance (mutual information).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from content.terms.candidates import Candidate, Key
from content.terms.words import IDEOGRAPHS

_LEAST_VARIETY = 2
# Share of one neighbour beyond which it belongs to the word.
_MOST_OF_ONE = 0.75
_LEAST_INFORMATION = 2.0


def bounded(found: dict[Key, Candidate], texts: Sequence[str]) -> dict[Key, Candidate]:
    """Those with the bounds of words on both sides, and halves that belong together."""
    wanted = {"".join(key) for key, one in found.items() if one.times > 1}
    before, behind = _neighbours(texts, wanted)
    single = Counter(sign for text in texts for sign in text)
    counts = {"".join(key): one.times for key, one in found.items()} | dict(single)
    total = sum(single.values()) or 1
    return {
        key: one
        for key, one in found.items()
        if (word := "".join(key)) in wanted
        and _varies(before[word])
        and _varies(behind[word])
        and _coheres(word, counts, total)
    }


def _neighbours(
    texts: Iterable[str], wanted: set[str]
) -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    before: dict[str, Counter[str]] = defaultdict(Counter)
    behind: dict[str, Counter[str]] = defaultdict(Counter)
    longest = max(map(len, wanted), default=0)
    edge = 0
    for text in texts:
        for run in IDEOGRAPHS.findall(text):
            for start in range(len(run)):
                for end in range(start + 2, min(start + longest, len(run)) + 1):
                    if (word := run[start:end]) not in wanted:
                        continue
                    # The bound of a run is a neighbour unlike any other.
                    edge += 1
                    before[word][run[start - 1] if start else f"\0{edge}"] += 1
                    behind[word][run[end] if end < len(run) else f"\0{edge}"] += 1
    return before, behind


def _varies(beside: Counter[str]) -> bool:
    most = max(beside.values(), default=0)
    return len(beside) >= _LEAST_VARIETY and most <= _MOST_OF_ONE * beside.total()


def _coheres(word: str, counts: dict[str, int], total: int) -> bool:
    together = _share(word, counts, total)
    return all(
        math.log2(together / _share(word[:cut], counts, total) / _share(word[cut:], counts, total))
        >= _LEAST_INFORMATION
        for cut in range(1, len(word))
    )


def _share(piece: str, counts: dict[str, int], total: int) -> float:
    return counts.get(piece, 1) / total
