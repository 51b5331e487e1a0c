"""The words of a text as topics look for them: inflections, accents and clitics folded away."""

from __future__ import annotations

import re
import unicodedata

import snowballstemmer

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")

_STEMMERS = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
# Marks that stand within words and mean nothing here: accents and vowel signs written apart, the
# Arabic stretching sign, soft hyphens, signs of direction and of no width.
_MARKS = (
    "\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
)
_WORD = re.compile(rf"[^\W_][\w{_MARKS}]*(?:[-‐‑][^\S\n]*\n\s*[^\W_][\w{_MARKS}]*)*")
_CHARACTER = re.compile("[\u3400-\u9fff]|[A-Za-z0-9]+")
_NO_LETTER = re.compile(rf"[{_MARKS}]|[-‐‑]\s+")
_ARABIC = str.maketrans("أإآٱىة", "اااايه")
# In Arabic "and", "by the" and "their" are written to the word; the stemmer at hand leaves
# "and the" where it stands, so only these are taken off.
_ARABIC_BEFORE = re.compile("^(?:[وف](?=.{3}))?(?:(?:بال|كال|ال|لل)(?=.{3})|[بلك](?=.{4}))?")
_ARABIC_OWNERS = re.compile("(?<=.{3})(?:هما|هم|هن|ها|نا)$")
_ARABIC_ENDS = re.compile("(?<=.{3})(?:ات|ان|ون|ين|يه|ه|ي|ا)$")
# Words between those of a term: "trafic de drogues", "trafic des drogues".
_SMALL_WORDS = {
    "en": "a an and the of in on to for its their s",
    "fr": "a à au aux d de des du en et l la le les leur leurs s un une",
    "es": "a al con de del e el en la las lo los su sus un una y",
    "ru": "в во и на о об от по с со",
    "ar": "في من على عن",
    "zh": "的 之",
}
# A report of hostile words must not fill the memory of a process that lives long.
_MOST_WORDS = 200_000


def word_pattern(language: str) -> re.Pattern[str]:
    """What is one word: in Chinese, a character."""
    return _CHARACTER if language == "zh" else _WORD


def folded(word: str) -> str:
    """Without case, accents, and what may stand within a word."""
    apart = unicodedata.normalize("NFD", _NO_LETTER.sub("", word.casefold()))
    bare = "".join(sign for sign in apart if not unicodedata.combining(sign))
    return bare.translate(_ARABIC)


class Stems(dict[str, str]):
    """From a word as written to its stem; "" for a small word. Each word is stemmed once."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._arabic = language == "ar"
        name = _STEMMERS.get(language)
        self._stemmer = snowballstemmer.stemmer(name) if name else None
        self._small = {folded(word) for word in _SMALL_WORDS.get(language, "").split()}

    def __missing__(self, word: str) -> str:
        if len(self) > _MOST_WORDS:
            self.clear()
        self[word] = stem = self._stem(word)
        return stem

    def _stem(self, word: str) -> str:
        if folded(word) in self._small:
            return ""
        if self._arabic:
            return _arabic_stem(folded(word))
        clean = unicodedata.normalize("NFC", _NO_LETTER.sub("", word.casefold()))
        return folded(self._stemmer.stemWord(clean) if self._stemmer else clean)


def _arabic_stem(word: str) -> str:
    bare = _ARABIC_BEFORE.sub("", word, count=1)
    return _ARABIC_ENDS.sub("", _ARABIC_OWNERS.sub("", bare))
