"""Where a lesson can be cut, and what of it goes with which part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

SHORTEST_WORD = 4
_WORD = re.compile(r"\w+")
_NUMBERED = re.compile(r"^(.*?)\s*\((\d{1,3})\)$")
_JOINED = re.compile(r"\s*[;；؛]\s*")
# Scripts without spaces between words: pairs of signs serve as words.
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")


def places(kinds: Sequence[str], texts: Sequence[str], end: int) -> list[int]:
    """The blocks before `end` that a lesson of its own may begin with.

    Not the first; not what follows a heading, which would be left without text, or a colon, which
    announces it; not what stands in the place of a distressing part.
    """
    return [
        at
        for at in range(1, min(end, len(kinds)))
        if kinds[at] != "instead"
        and kinds[at - 1] != "heading"
        and (kinds[at] == "heading" or not texts[at - 1].rstrip().endswith((":", "：")))
    ]


def shared_out(objectives: Sequence[str], first: str, second: str) -> tuple[list[str], list[str]]:
    """The aims that the first part keeps, and those whose words stand rather in the second: what
    a part speaks of again and again counts more than a word that it says once."""
    above, under = Counter(_words(first)), Counter(_words(second))
    going = [aim for aim in objectives if _leans_to(_words(aim), above, under) > 0]
    return [aim for aim in objectives if aim not in going], going


def _leans_to(words: Iterable[str], above: Counter[str], under: Counter[str]) -> float:
    """Over 0 where the second part has more of the words, below where the first has."""
    return sum(
        (under[word] - above[word])
        / (under[word] + above[word])
        * log(1 + under[word] + above[word])
        for word in set(words)
        if under[word] + above[word]
    )


def title_without(title: str, part: str) -> str:
    """ "Schools; Banks" without "Banks" is "Schools"; as it is where it does not name the part, or
    names nothing else."""
    named = _JOINED.split(title)
    left = [name for name in named if name.casefold() != part.casefold()]
    if not left or len(left) == len(named):
        return title
    mark = _JOINED.search(title)
    return (mark.group() if mark else "; ").join(left)


def next_title(title: str) -> str:
    """ "Money" → "Money (2)" → "Money (3)"."""
    numbered = _NUMBERED.match(title)
    if numbered:
        return f"{numbered[1]} ({int(numbered[2]) + 1})"
    return f"{title} (2)"


def _words(text: str) -> list[str]:
    text = text.casefold()
    found = [word for word in _WORD.findall(text) if len(word) >= SHORTEST_WORD]
    if _UNSPACED.search(text):
        found += [text[at : at + 2] for at in range(len(text) - 1)]
    return found
