"""Runs of words that may be a term: a simple linguistic filter of small words and stops."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from content.terms.words import IDEOGRAPHS, WORD, plain, small_words, stems

MOST_WORDS = 6
_LONGEST_RUN = 11
_MOST_CHARACTERS = 8
# What stands between two words of a term: white space, or an apostrophe behind an article.
_BETWEEN = re.compile(r"[^\S\n]*\n?[^\S\n]*|['’]")


@dataclass(slots=True)
class Candidate:
    """`forms` counts how it is written; `places` counts it by the number of the text."""

    forms: Counter[str] = field(default_factory=Counter)
    places: Counter[int] = field(default_factory=Counter)

    @property
    def times(self) -> int:
        return self.places.total()


Key = tuple[str, ...]


def candidates(texts: list[str], language: str) -> dict[Key, Candidate]:
    """By the stems of their content words, so that plurals and articles tell none apart."""
    found: dict[Key, Candidate] = {}
    for number, text in enumerate(texts):
        runs = _character_runs(text) if language == "zh" else _word_runs(text, language)
        for key, form in runs:
            known = found.get(key)
            if known is None:
                known = found[key] = Candidate()
            known.forms[form] += 1
            known.places[number] += 1
    return found


def _word_runs(text: str, language: str) -> Iterator[tuple[Key, str]]:
    small, stemmed = small_words(language), stems(language)
    words = list(WORD.finditer(text))
    bare = [plain(word.group(), language) for word in words]
    for first, word in enumerate(words):
        if len(word.group()) < 2 or not small.may_begin(bare[first]):
            continue
        key = [stemmed[word.group()]]
        for last in range(first + 1, min(first + _LONGEST_RUN, len(words))):
            if not _BETWEEN.fullmatch(text, words[last - 1].end(), words[last].start()):
                break
            if bare[last] in small.inside:
                continue
            if bare[last] in small.stop or len(key) == MOST_WORDS:
                break
            key.append(stemmed[words[last].group()])
            if small.may_end(bare[last]):
                yield tuple(key), _written(text[word.start() : words[last].end()], language)


def _written(form: str, language: str) -> str:
    """On one line; in Arabic without the "and" that is written to the first word."""
    form = " ".join(form.split())
    is_joined = language == "ar" and form[:1] == "و" and form[1:3] in ("ال", "لل")
    return form[1:] if is_joined else form


def _character_runs(text: str) -> Iterator[tuple[Key, str]]:
    """Every run of characters; whether it has the bounds of a word is judged by its neighbours."""
    small = small_words("zh")
    for run in IDEOGRAPHS.findall(text):
        for start, first in enumerate(run):
            if first in small.stop:
                continue
            for end in range(start + 1, min(start + _MOST_CHARACTERS, len(run)) + 1):
                piece = run[start:end]
                if piece[-1] in small.through:
                    break
                if len(piece) > 1 and piece[-1] not in small.stop and piece not in small.stop:
                    yield tuple(piece), piece
