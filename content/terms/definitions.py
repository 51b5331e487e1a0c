"""The sentence that says what a term means, where a text has one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from content.terms.sentences import sentences_of
from content.terms.words import LISTS
from content.yaml_files import load_yaml

_LONGEST = 600
_MARKED = r"(?:(?:the|an?|les?|la|l['’]|un[ea]?|el|los|las)\s*)?[“«\"„‘]?\s*%s\s*[”»\"“’]?"


@dataclass(frozen=True, slots=True)
class Definition:
    """`place` is the number of the text that has the sentence."""

    text: str
    place: int


def definitions_of(
    terms: Iterable[str], texts: Sequence[str], language: str
) -> dict[str, Definition]:
    """By term, the first sentence that says what it means; most terms have none."""
    wanted = [(term, term.casefold()) for term in terms]
    found: dict[str, Definition] = {}
    for place, sentence in _telling(texts, language):
        lower = sentence.casefold()
        for term, plain in wanted:
            if plain in lower and term not in found and _defines(sentence, term, language):
                found[term] = Definition(sentence, place)
    return found


def _telling(texts: Sequence[str], language: str) -> Iterator[tuple[int, str]]:
    """The sentences that may define something, with the number of their text."""
    triggers = [one.replace("^", "").replace("{}", "") for one in _listed().get(language, ())]
    trigger = re.compile("|".join(triggers) or "(?!)", re.I)
    for place, text in enumerate(texts):
        if trigger.search(text):
            for sentence in sentences_of(text):
                if len(sentence) <= _LONGEST and trigger.search(sentence):
                    yield place, sentence


def _defines(sentence: str, term: str, language: str) -> bool:
    return any(re.search(one, sentence, re.I) for one in _patterns(language, term))


def _patterns(language: str, term: str) -> list[str]:
    marked = _MARKED % re.escape(term)
    return [one.replace("{}", marked) for one in _listed().get(language, ())]


@cache
def _listed() -> dict[str, list[str]]:
    listed: dict[str, list[str]] = load_yaml((LISTS / "definitions.yaml").read_text("utf-8"))
    return listed
