"""How long a text is to a reader."""

from __future__ import annotations

import re

# As courses.catalog counts the minutes of a lesson.
WORDS_A_MINUTE = 150
# A Chinese reader takes in about 1.6 characters where others take in a word.
CHARACTERS_A_WORD = 1.6
_IDEOGRAPH = re.compile(r"[㐀-鿿豈-﫿぀-ヿ]")


def count_words(text: str) -> int:
    """Words between white space; ideographs count as the words that they stand for."""
    ideographs = len(_IDEOGRAPH.findall(text))
    others = len(_IDEOGRAPH.sub(" ", text).split()) if ideographs else len(text.split())
    return others + round(ideographs / CHARACTERS_A_WORD)


def minutes_for(words: int) -> int:
    """Whole minutes of reading, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
