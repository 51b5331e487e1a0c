"""What a paragraph says of its topic: how large it is, the law on it, those who are harmed by it.

The aspects, their order and their terms are data, `aspects.yaml`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from content.topics.leaning import first_sentence
from content.topics.matching import EVERY_TOPIC, Hit, Lexicon
from content.topics.terms import Topic
from content.topics.words import folded
from content.yaml_files import load_yaml

LISTS = Path(__file__).parent / "aspects.yaml"
# What a passage is about stands in its first sentence, so its terms count so much more there.
_AT_FIRST = 1.5
_REPEATED = 0.25
_FIRST_WORDS = 2


@dataclass(frozen=True, slots=True)
class Family:
    """Aspects that go together; `names` by language."""

    key: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Aspect:
    """`weight` multiplies its terms'; `excluded` are topics of which it would be all."""

    key: str
    family: Family
    names: dict[str, str]
    terms: dict[str, dict[str, tuple[str, ...]]]
    weight: float = 1.0
    excluded: frozenset[str] = frozenset()

    def name(self, language: str) -> str:
        """As it stands within a title, in the language, which may name a region."""
        return self.names.get(language.partition("-")[0], self.names["en"])


@dataclass(frozen=True, slots=True)
class Spoken:
    """How much of an aspect, and by which words of the text, each once."""

    weight: float
    words: tuple[str, ...]


@cache
def aspects() -> dict[str, Aspect]:
    """Every aspect by its key, in the order in which a course has them."""
    data = load_yaml(LISTS.read_text("utf-8"))
    families = {key: Family(key, names) for key, names in data["families"].items()}
    return {key: _aspect(key, one, families) for key, one in data["aspects"].items()}


def is_empty(heading: str, language: str) -> bool:
    """Whether a heading tells nothing of what is under it: "Other matters", "Introduction"."""
    start = " ".join(map(folded, heading.split()[:_FIRST_WORDS]))
    return _empty(language.partition("-")[0]).search(start) is not None


@cache
def _empty(language: str) -> re.Pattern[str]:
    words = load_yaml(LISTS.read_text("utf-8"))["empty"].get(language, ())
    any_of = "|".join(re.escape(folded(word)) for word in words)
    # Chinese parts no words: there it is what the heading begins with.
    return re.compile(rf"^(?:{any_of})" if language == "zh" else rf"\b(?:{any_of})\b")


def spoken(text: str, language: str) -> dict[str, Spoken]:
    """What the text says of each aspect that it speaks of. `language` may name a region."""
    return dict(_spoken(text, language.partition("-")[0]))


# A plan is told anew at each step of the workbench.
@lru_cache(maxsize=4096)
def _spoken(text: str, language: str) -> tuple[tuple[str, Spoken], ...]:
    masks: dict[str, list[Hit]] = defaultdict(list)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in _lexicon(language).hits(text):
        (hits if hit.phrase.weight else masks)[hit.phrase.topic].append(hit)
    opening = len(first_sentence(text))
    found = {
        key: _weighed(key, _apart(own, masks[EVERY_TOPIC] + masks[key]), text, opening)
        for key, own in hits.items()
    }
    return tuple((key, one) for key, one in found.items() if one.weight)


def _weighed(key: str, hits: list[Hit], text: str, opening: int) -> Spoken:
    weights: dict[tuple[str, ...], float] = {}
    words: dict[tuple[str, ...], str] = {}
    repeats = 0.0
    for hit in hits:
        weight = hit.phrase.weight * (_AT_FIRST if hit.start < opening else 1.0)
        if hit.phrase.stems in weights:
            repeats += _REPEATED * hit.phrase.weight
        weights[hit.phrase.stems] = max(weight, weights.get(hit.phrase.stems, 0.0))
        words.setdefault(hit.phrase.stems, text[hit.start : hit.end])
    told = sorted(words, key=lambda stems: -weights[stems])
    weight = aspects()[key].weight * (sum(weights.values()) + repeats)
    return Spoken(weight, tuple(" ".join(words[stems].split()) for stems in told))


def _apart(hits: list[Hit], masks: list[Hit]) -> list[Hit]:
    """In the order of the text; of those that overlap the longest, which says more."""
    taken = {place for mask in masks for place in range(mask.start, mask.end)}
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, -hit.phrase.weight, hit.start)):
        if taken.isdisjoint(range(hit.start, hit.end)):
            taken.update(range(hit.start, hit.end))
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)


@cache
def _lexicon(language: str) -> Lexicon:
    return Lexicon(language, [Topic(one.key, one.names, one.terms) for one in aspects().values()])


def _aspect(key: str, data: dict[str, Any], families: dict[str, Family]) -> Aspect:
    terms = {
        language: {group: tuple(words) for group, words in groups.items()}
        for language, groups in data["terms"].items()
    }
    return Aspect(
        key=key,
        family=families[data["family"]],
        names=data["names"],
        terms=terms,
        weight=data.get("weight", 1.0),
        excluded=frozenset(data.get("except", ())),
    )
