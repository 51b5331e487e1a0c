"""The words that anybody writes in a language, to tell a piece of a word from a whole one.

From pyspellchecker's lists of English, French, Spanish, Russian and Arabic: loaded when first
asked, which most reports never do.
"""

from __future__ import annotations

from functools import cache, lru_cache

from spellchecker import SpellChecker

LANGUAGES = ("en", "fr", "es", "ru", "ar")
# The lists hold few of these languages' endings: that a word is none of theirs says little.
SHORT_LISTS = ("ru", "ar")
# Titles of other languages stand in every report; these are the likeliest.
_OTHERS = {"en": "fr"}
_OF_ONE_LETTER = {"en": "ai", "fr": "aàyô", "es": "aeouy", "ru": "аиоусвкяжб"}
# Written apart by everybody, though no list has them alone.
_ALWAYS_APART = frozenset(
    ("ad", "al", "co", "de", "des", "di", "ex", "in", "no", "non", "per", "pro", "re", "sub", "vs")
)


# A long report asks of the same few thousand words a million times.
@lru_cache(maxsize=1 << 16)
def is_word(word: str, language: str) -> bool:
    small = word.lower()
    if len(small) == 1:
        return small in _OF_ONE_LETTER.get(language, small)
    return small in _ALWAYS_APART or small in _list_of(language)


def are_words_of_another(left: str, right: str, language: str) -> bool:
    """Both stand in a title in English, or in French where the report is in English."""
    other = _OTHERS.get(language, "en")
    return is_word(left, other) and is_word(right, other)


@cache
def _list_of(language: str) -> SpellChecker:
    return SpellChecker(language=language, distance=1)
