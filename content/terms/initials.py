"""Whether an abbreviation is made of the initials of the words before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import cache

_PLURAL = re.compile(r"(?<=[A-Z\u0410-\u042f])s$")
_SIGNS = re.compile(r"[^\w]|_|\d")
# Of a word that gives several letters ("SAFNet": Network), and of one that gives none.
_MORE_LETTERS = 0.5
_PASSED_OVER = 1.0
_NEUTRAL = 0.25
# The share of the letters that may cost something.
_MOST_COST = 0.5


def letters_of(short: str) -> str:
    """Capitals without accents; a plural "s" is no letter of it."""
    plain = unicodedata.normalize("NFD", _PLURAL.sub("", short.strip()))
    return _SIGNS.sub("", plain).casefold()


def words_behind(
    words: Sequence[str], short: str, *, small: Collection[str], neutral: Collection[str]
) -> int | None:
    """How many of the last words `short` stands for; None when it is not their initials.

    The first letter begins the first of them. Words are casefolded, without accents.
    """
    letters = letters_of(short)
    if len(letters) < 2:
        return None

    @cache
    def cost(word: int, letter: int) -> float:
        """Of words[word:] giving letters[letter:]."""
        if word == len(words):
            return 0.0 if letter == len(letters) else float("inf")
        own = words[word]
        passing = 0.0 if own in small else _NEUTRAL if own in neutral else _PASSED_OVER
        best = passing + cost(word + 1, letter)
        for many in range(1, min(len(own), len(letters) - letter) + 1):
            if own[many - 1] != letters[letter + many - 1]:
                break
            best = min(best, _MORE_LETTERS * (many - 1) + cost(word + 1, letter + many))
        return best

    found = [
        (cost(first + 1, 1), -first)
        for first, word in enumerate(words)
        if word[:1] == letters[0] and word not in small
    ]
    several = [
        (cost(first + 1, many) + _MORE_LETTERS * (many - 1), -first)
        for first, word in enumerate(words)
        for many in range(2, min(len(word), len(letters)) + 1)
        if word not in small and word[:many] == letters[:many]
    ]
    best, first = min(found + several, default=(float("inf"), 0))
    return len(words) + first if best <= _MOST_COST * (len(letters) - 1) else None
