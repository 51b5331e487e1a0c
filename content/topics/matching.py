"""Finding the terms of every topic in one pass over the words of a text."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from content.topics.terms import AGAINST, WEIGHTS, Topic, offices, topics
from content.topics.words import Stems, folded, word_pattern

# Between the words of one term stand no stops, commas or brackets, unless it is written so.
_STOP = re.compile(r"[.,;:!?()\[\]،؛؟。，；：、！？（）]")
EVERY_TOPIC = ""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A term ready to be looked for. Weight 0: what it covers does not count for its topic."""

    topic: str
    term: str
    weight: float
    stems: tuple[str, ...]
    exact: tuple[str | None, ...]
    has_stops: bool


@dataclass(frozen=True, slots=True)
class Hit:
    """Characters `start` to `end` of the text are the phrase."""

    phrase: Phrase
    start: int
    end: int


class Lexicon:
    """Every phrase of one language, by the stem of its first word."""

    def __init__(self, language: str, listed: Iterable[Topic]) -> None:
        self._pattern = word_pattern(language)
        self._stems = Stems(language)
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for phrase in self._phrases(language, listed):
            if phrase not in self._by_first[phrase.stems[0]]:
                self._by_first[phrase.stems[0]].append(phrase)

    def phrases(self) -> list[Phrase]:
        return [phrase for phrases in self._by_first.values() for phrase in phrases]

    def hits(self, text: str) -> list[Hit]:
        """Where terms stand, also those within longer ones and those a mask covers."""
        stems = [self._stems[word] for word in self._pattern.findall(text)]
        if self._by_first.keys().isdisjoint(stems):
            return []
        kept = [stem for stem in stems if stem]
        found = [
            (place, phrase)
            for place, stem in enumerate(kept)
            if stem in self._by_first
            for phrase in self._by_first[stem]
            if tuple(kept[place : place + len(phrase.stems)]) == phrase.stems
        ]
        return list(self._placed(text, found)) if found else []

    def _placed(self, text: str, found: list[tuple[int, Phrase]]) -> Iterator[Hit]:
        words = [match for match in self._pattern.finditer(text) if self._stems[match[0]]]
        for place, phrase in found:
            run = words[place : place + len(phrase.stems)]
            start, end = run[0].start(), run[-1].end()
            if len(run) > 1 and not phrase.has_stops and _stopped(text, run):
                continue
            if all(
                asked is None or asked in (word[0], folded(word[0]))
                for asked, word in zip(phrase.exact, run, strict=True)
            ):
                yield Hit(phrase, start, end)

    def _phrases(self, language: str, listed: Iterable[Topic]) -> Iterator[Phrase]:
        for name in offices(language):
            yield from self._forms(EVERY_TOPIC, name, 0.0)
        for topic in listed:
            for group, terms in topic.terms.get(language, {}).items():
                weight = 0.0 if group == AGAINST else WEIGHTS[group]
                for term in terms:
                    yield from self._forms(topic.key, term, weight)

    def _forms(self, topic: str, term: str, weight: float) -> Iterator[Phrase]:
        """As written; with no accents, as in capitals; without hyphens, as over a line's end."""
        shown = term.replace("=", "")
        bare = self._pattern.sub(lambda word: _acronym(word[0]) or folded(word[0]), term)
        for written in (term, bare, term.replace("-", "")):
            words = re.findall(rf"(=?)({self._pattern.pattern})", written)
            kept = [(mark, word) for mark, word in words if self._stems[word]]
            if kept:
                yield Phrase(
                    topic,
                    shown,
                    weight,
                    tuple(self._stems[word] for _, word in kept),
                    tuple(
                        _acronym(word) or (folded(word) if mark else None) for mark, word in kept
                    ),
                    bool(_STOP.search(term)),
                )


def _acronym(word: str) -> str | None:
    """The word if it is written in capitals: in small letters it would be another word."""
    return word if len(word) > 1 and word.isupper() else None


def _stopped(text: str, run: list[re.Match[str]]) -> bool:
    gaps = itertools.pairwise(run)
    return any(_STOP.search(text, one.end(), other.start()) for one, other in gaps)


@cache
def lexicon(language: str) -> Lexicon:
    return Lexicon(language, topics().values())
