"""Blocks of a text found again after an edit, so that they keep what they are tied to.

An edit moves, splits, joins, quotes and rewrites paragraphs, and their attribute lines get lost
on the way. What is plainly the same block goes on with its sources; where it cannot be told, the
doubt is handed to a person.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from content.editions.likeness import Words, folded, held_by, likeness, words_of

INSIDE = 0.8  # of its words: a part of the other, or a quotation in it
FEWEST = 4  # words of a part; "See above." stands in anything
REWRITTEN = 0.6
CLEARLY = 0.15  # more alike than the next one
PERHAPS = 0.3
MOST_OFFERED = 3


@dataclass(frozen=True, slots=True)
class Held:
    """A block as it was, that a source or a question holds on to."""

    key: str
    text: str
    sources: tuple[str, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A block as it is now."""

    text: str
    sources: tuple[str, ...] = ()
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Doubt:
    """It may be one of `candidates` (places in the new text, the likeliest first). `is_bare`: the
    very words are there and only the source was taken off."""

    key: str
    candidates: tuple[int, ...]
    is_bare: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """`sources` are to be added, {place in the new text: sources}; `places` say where each block
    went on, {key: place}; of those in `gone` nothing is left."""

    sources: Mapping[int, tuple[str, ...]]
    places: Mapping[str, int]
    doubts: tuple[Doubt, ...]
    gone: tuple[str, ...]


@dataclass(slots=True)
class _Found:
    sources: dict[int, list[str]] = field(default_factory=dict)
    places: dict[str, int] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def go_on(self, old: Held, places: Sequence[int]) -> None:
        self.places[old.key] = places[0]
        for place in places:
            self.sources.setdefault(place, []).extend(old.sources)


def keep(
    old: Sequence[Held],
    new: Sequence[Written],
    unchanged: Iterable[str] = (),
    answers: Mapping[str, int | None] | None = None,
) -> Kept:
    """`unchanged` are the texts of all blocks that there were, so that what stood there before is
    taken for no other's heir; `answers` {key: place in the new text, None for gone} settle doubts.
    """
    found = _Found()
    texts = [folded(one.text) for one in new]
    before = {folded(text) for text in unchanged} | {folded(one.text) for one in old}
    fresh = {at: words_of(one.text) for at, one in enumerate(new) if texts[at] not in before}
    heirs = _heirs(old, new, fresh)
    free: dict[str, list[int]] = {}
    for at, text in enumerate(texts):
        free.setdefault(text, []).append(at)
    for one in old:
        places = free.get(folded(one.text), [])
        if places:
            _same_words(one, new, places, found, answers or {})
        else:
            _other_words(one, new, fresh, heirs, found, answers or {})
    added = {
        at: tuple(name for name in dict.fromkeys(names) if name not in new[at].sources)
        for at, names in found.sources.items()
    }
    sources = {at: names for at, names in added.items() if names}
    return Kept(sources, found.places, tuple(found.doubts), tuple(found.gone))


def _heirs(
    old: Sequence[Held], new: Sequence[Written], fresh: Mapping[int, Words]
) -> frozenset[int]:
    """Rewritten blocks that still say which one they were: they are like no other by chance."""
    every = [set(one.sources) for one in old if one.sources]
    return frozenset(
        at for at in fresh if any(sources <= set(new[at].sources) for sources in every)
    )


def _same_words(
    one: Held,
    new: Sequence[Written],
    places: list[int],
    found: _Found,
    answers: Mapping[str, int | None],
) -> None:
    """The block is there, wherever it went; whether its source was meant to go is asked."""
    tied = [at for at in places if set(one.sources) <= set(new[at].sources)]
    if tied:
        found.go_on(one, tied[:1])
        places.remove(tied[0])
    else:
        _ask(Doubt(one.key, tuple(places[:MOST_OFFERED]), is_bare=True), one, found, answers)


def _other_words(
    one: Held,
    new: Sequence[Written],
    fresh: Mapping[int, Words],
    heirs: frozenset[int],
    found: _Found,
    answers: Mapping[str, int | None],
) -> None:
    # The few words of a heading stand in any paragraph about the matter: it is no part of one.
    fresh = {at: own for at, own in fresh.items() if new[at].is_heading == one.is_heading}
    words = words_of(one.text)
    parts = [at for at, own in fresh.items() if is_part(own, words)]
    named = [at for at in fresh if one.sources and set(one.sources) <= set(new[at].sources)]
    wholes = [at for at, own in fresh.items() if is_part(words, own)]
    certain = list(dict.fromkeys([*named, *wholes, *parts]))
    if certain:
        likely = max(certain, key=lambda at: (likeness(words, fresh[at]), -at))
        found.go_on(one, [likely, *(at for at in certain if at != likely)])
        return
    others = ((at, own) for at, own in fresh.items() if at not in heirs)
    alike = sorted(((likeness(words, own), -at) for at, own in others), reverse=True)
    best, following = ([score for score, _at in alike] + [0.0, 0.0])[:2]
    if best >= REWRITTEN and best - following >= CLEARLY:
        found.go_on(one, [-alike[0][1]])
    elif best >= PERHAPS:
        offered = tuple(-at for score, at in alike[:MOST_OFFERED] if score >= PERHAPS)
        _ask(Doubt(one.key, offered), one, found, answers)
    else:
        found.gone.append(one.key)


def _ask(doubt: Doubt, one: Held, found: _Found, answers: Mapping[str, int | None]) -> None:
    answer = answers.get(doubt.key, -1)
    if answer is None and doubt.is_bare:
        # The block stays, without its source.
        found.places[one.key] = doubt.candidates[0]
    elif answer is None:
        found.gone.append(one.key)
    elif answer in doubt.candidates:
        found.go_on(one, [answer])
    else:
        found.doubts.append(doubt)


def is_part(part: Words, whole: Words) -> bool:
    return part.total() >= FEWEST and held_by(part, whole) >= INSIDE
