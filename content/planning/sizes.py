"""How long a text is to a reader, and how long a lesson should be. The one place for both."""

from __future__ import annotations

import re

# A learner who is to remember what is read, not a fast reader.
WORDS_A_MINUTE = 150
CHARACTERS_A_MINUTE = 250
# What a reader of Chinese takes in while others take in a word.
CHARACTERS_A_WORD = CHARACTERS_A_MINUTE / WORDS_A_MINUTE
# Minutes of a lesson.
SHORTEST_LESSON = 5
LONGEST_LESSON = 12
_IDEOGRAPH = re.compile(r"[㐀-鿿豈-﫿぀-ヿ]")


def count_words(text: str) -> int:
    """Words between white space; ideographs count as the words that they stand for."""
    ideographs = len(_IDEOGRAPH.findall(text))
    others = len(_IDEOGRAPH.sub(" ", text).split()) if ideographs else len(text.split())
    return others + round(ideographs / CHARACTERS_A_WORD)


def minutes_for(words: int) -> int:
    """Whole minutes of reading, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
