"""The words of a text as terms and subjects need them: which are small, which are of one stem."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from content.lists import digest_of
from content.topics.words import Stems, folded
from content.yaml_files import load_yaml

LISTS = Path(__file__).parent / "lists"
LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh")
IDEOGRAPHS = re.compile("[\u3400-\u9fff]+")
# A word with the hyphens within it; an apostrophe ends the article before it ("l'Office").
WORD = re.compile(r"[^\W\d_][\w\u0300-\u036f\u064b-\u065f\u0640\u200c-\u200f]*(?:[-‐‑][^\W_]\w*)*")


_ARABIC_AND = "و"
_NEVER = "(?!)"
_JOINING = (
    *("a", "an", "the", "of", "on", "in", "for", "to", "and", "at", "by", "de", "del", "la", "las"),
    *("el", "los", "y", "e", "du", "des", "d", "l", "le", "les", "et", "au", "aux"),
)


@dataclass(frozen=True, slots=True)
class SmallWords:
    """As `plain` writes them. `inside` may stand within a term, `stop` neither begins nor ends
    one, nor does a word with the ending of a verb. `weak` are terms of every report, as listed;
    `through` are Chinese signs that stand within none."""

    stop: frozenset[str]
    inside: frozenset[str]
    but: frozenset[str]
    not_first: re.Pattern[str]
    not_last: re.Pattern[str]
    weak: frozenset[str]
    through: frozenset[str]

    def may_begin(self, word: str) -> bool:
        return word in self.but or not (word in self.stop or self.not_first.search(word))

    def may_end(self, word: str) -> bool:
        return word in self.but or not (word in self.stop or self.not_last.search(word))


@cache
def small_words(language: str) -> SmallWords:
    """Empty for a language that has no list."""
    path = LISTS / f"{language}.yaml"
    listed = load_yaml(path.read_text("utf-8")) if language in LANGUAGES else {}
    inside = [plain(str(word), language) for word in listed.get("inside", ())]
    stop = [plain(word, language) for word in str(listed.get("stop", "")).split()]
    return SmallWords(
        frozenset(stop + inside),
        frozenset(inside),
        frozenset(str(listed.get("but", "")).split()),
        re.compile(listed.get("not_first", _NEVER)),
        re.compile(listed.get("not_last", _NEVER)),
        frozenset(listed.get("weak", ())),
        frozenset(listed.get("through", "")),
    )


@dataclass(frozen=True, slots=True)
class Naming:
    """How names are told in a language. `small` and `neutral` are casefolded, without accents."""

    small: frozenset[str]
    neutral: frozenset[str]
    breaks: re.Pattern[str]
    heads: frozenset[str]
    bounds: str
    ends: tuple[str, ...]


@cache
def naming(language: str) -> Naming:
    """Empty for a language that has no list."""
    path = LISTS / f"{language}.yaml"
    listed = load_yaml(path.read_text("utf-8")) if language in LANGUAGES else {}
    words = "|".join(
        re.escape(one).replace("'", "['’]").replace("\\ ", r"\s+") + (r"(?!\w)" * (one[-1] != "'"))
        for one in map(str, listed.get("breaks", ()))
    )
    return Naming(
        small=frozenset(folded(str(one)) for one in (*listed.get("inside", ()), *_JOINING)),
        neutral=frozenset(map(str, listed.get("neutral", ()))),
        breaks=re.compile(rf"(?<!\w)(?:{words})" if words else _NEVER, re.I),
        heads=frozenset(plain(one, language) for one in listed.get("heads", ())),
        bounds=listed.get("bounds", ""),
        ends=tuple(listed.get("ends", ())),
    )


@lru_cache(maxsize=50_000)
def plain(word: str, language: str) -> str:
    """As the lists write it: accents tell words apart ("a" and "à"), Arabic marks do not."""
    if language != "ar":
        return word.casefold()
    bare = folded(word)
    return bare[1:] if bare.startswith(_ARABIC_AND) and len(bare) > 3 else bare


@cache
def stems(language: str) -> Stems:
    return Stems(language)


def content_stems(text: str, language: str) -> list[str]:
    """The stems of the words that say something, in order; in Chinese, pairs of characters."""
    if language == "zh":
        return _pairs(text)
    small, stemmed = small_words(language).stop, stems(language)
    words = (word for word in WORD.findall(text) if len(word) > 2)
    return [
        stem for word in words if plain(word, language) not in small and (stem := stemmed[word])
    ]


def _pairs(text: str) -> list[str]:
    small = small_words("zh").stop
    return [
        one + two
        for run in IDEOGRAPHS.findall(text)
        for one, two in pairwise(run)
        if one not in small and two not in small
    ]


@cache
def list_digest() -> str:
    """Twelve hexadecimal digits that change with any word of any list."""
    return digest_of(LISTS)
