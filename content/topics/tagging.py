"""Which topics a passage is about, how much, and by which of its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from content.topics.leaning import first_sentence
from content.topics.matching import EVERY_TOPIC, Hit, lexicon
from content.topics.terms import list_digest
from content.topics.words import word_pattern

# Goes up when the same list would tag differently, so that what is kept is tagged again.
RULES = 5
ENOUGH = 1.0
# A heading lends its topic to a passage that names none itself; to one that does, half of it.
NEAREST_HEADING_ALONE = 1.0
NEAREST_HEADING = 0.5
HEADING_ABOVE = 0.4
# The second and later times a term stands there count for the order, not for the decision.
REPEATED = 0.1
# What a passage says of its one topic from its first sentence on is no mention. Words: shorter ones
# are names in a list.
SOLE = 0.5
_LEAST_SOLE = 25


@dataclass(frozen=True, slots=True)
class Evidence:
    """Characters `start` to `end` of the passage's text are `term` of the list."""

    start: int
    end: int
    term: str


@dataclass(frozen=True, slots=True)
class Tag:
    """`weight` is 1 or more. `headings` are the titles that lent weight, nearest first.

    `evidence` is in the order of the text, without overlaps, and empty where only a heading speaks.
    """

    topic: str
    weight: float
    evidence: tuple[Evidence, ...] = ()
    headings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Found:
    score: float
    repeats: float
    evidence: tuple[Evidence, ...]


def edition() -> str:
    """Changes whenever passages must be tagged again: another list, or other rules."""
    return f"{RULES}-{list_digest()}"


def tags(text: str, language: str, headings: Sequence[str] = ()) -> tuple[Tag, ...]:
    """The topics of a passage, heaviest first.

    `language` is one of content.topics.words.LANGUAGES; in any other nothing is found.
    `headings` are the titles above the passage, the highest first.
    """
    found = _found(text, language)
    lent = _lent(tuple(headings), language)
    alone = not any(own.score >= ENOUGH for own in found.values())
    made = [_tag(topic, found.get(topic), lent.get(topic, ()), alone) for topic in {*found, *lent}]
    kept = [tag for tag in made if tag]
    if len(kept) == 1 and _is_from_the_first(kept[0], text, language):
        kept = [replace(kept[0], weight=kept[0].weight + SOLE)]
    return tuple(sorted(kept, key=lambda tag: (-tag.weight, tag.topic)))


def _is_from_the_first(tag: Tag, text: str, language: str) -> bool:
    if not tag.evidence or tag.headings or tag.evidence[0].start >= len(first_sentence(text)):
        return False
    return len(word_pattern(language).findall(text)) >= _LEAST_SOLE


def _tag(
    topic: str, own: _Found | None, lent: tuple[tuple[str, bool], ...], alone: bool
) -> Tag | None:
    score = (own.score if own else 0.0) + _help(lent, alone)
    if score < ENOUGH:
        return None
    weight = round(score + (own.repeats if own else 0.0), 2)
    titles = tuple(title for title, _ in lent)
    return Tag(topic, weight, own.evidence if own else (), titles)


def _help(lent: tuple[tuple[str, bool], ...], alone: bool) -> float:
    nearest = NEAREST_HEADING_ALONE if alone else NEAREST_HEADING
    return max((nearest if near else HEADING_ABOVE for _, near in lent), default=0.0)


def _lent(headings: tuple[str, ...], language: str) -> dict[str, tuple[tuple[str, bool], ...]]:
    """By topic, the headings that speak of it, and whether each is the nearest."""
    lent: dict[str, tuple[tuple[str, bool], ...]] = {}
    for above, title in enumerate(reversed(headings)):
        for topic in _heading_topics(title, language):
            lent[topic] = (*lent.get(topic, ()), (title, above == 0))
    return lent


@lru_cache(maxsize=4096)
def _heading_topics(title: str, language: str) -> tuple[str, ...]:
    return tuple(topic for topic, own in _found(title, language).items() if own.score >= ENOUGH)


def _found(text: str, language: str) -> dict[str, _Found]:
    masks: dict[str, list[Hit]] = defaultdict(list)
    hits: dict[str, list[Hit]] = defaultdict(list)
    for hit in lexicon(language).hits(text):
        (hits if hit.phrase.weight else masks)[hit.phrase.topic].append(hit)
    return {
        topic: _weighed(_apart(of_topic, masks[EVERY_TOPIC] + masks[topic]))
        for topic, of_topic in hits.items()
    }


def _apart(hits: list[Hit], masks: list[Hit]) -> list[Hit]:
    """Those no mask covers; of those that overlap, the longest, which says more."""
    taken = bytearray(max(hit.end for hit in (*hits, *masks)))
    for mask in masks:
        taken[mask.start : mask.end] = b"\1" * (mask.end - mask.start)
    chosen: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start - hit.end, -hit.phrase.weight, hit.start)):
        if not any(taken[hit.start : hit.end]):
            taken[hit.start : hit.end] = b"\1" * (hit.end - hit.start)
            chosen.append(hit)
    return sorted(chosen, key=lambda hit: hit.start)


def _weighed(hits: list[Hit]) -> _Found:
    """Inflections and spellings of one term are one term."""
    weights = {hit.phrase.stems: hit.phrase.weight for hit in hits}
    score = sum(weights.values())
    repeats = sum(hit.phrase.weight for hit in hits) - score
    evidence = tuple(Evidence(hit.start, hit.end, hit.phrase.term) for hit in hits)
    return _Found(score, REPEATED * repeats, evidence)
