"""Which term of a text is a good name for a part of it."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from content.terms.key_terms import Term

LEAST_TEXTS = 2
LEAST_OF_OTHERS = 3
_MOST_OF_IT = 0.6
_LONG = 3
# How much a term that shares a word speaks for another: "cocaine trafficking" for "trafficking in
# drugs".
_KIN = 0.5
# Characters at the start of a paragraph, where its subject is named; what stands further on, in a
# list of twelve perhaps, counts so much.
_AT_START = 180
_FURTHER_ON = 0.3


@dataclass(frozen=True, slots=True)
class Name:
    """A term with the numbers of the texts of the part that say it."""

    form: str
    texts: frozenset[int]


def told_by(names: Sequence[Name], texts: int) -> list[Name]:
    """The best name, and where fewer than half or so of the `texts` say it, one more that several
    of the others do; [] when there is none."""
    first = list(names[:1])
    if not first or len(first[0].texts) > _MOST_OF_IT * texts:
        return first
    others = (one for one in names[1:] if one.texts.isdisjoint(first[0].texts))
    second = next((one for one in others if len(one.texts) >= LEAST_OF_OTHERS), None)
    return [*first, second] if second else first


def names_for(
    terms: Sequence[Term], part: Collection[int], texts: Sequence[str], *, share: float
) -> list[Name]:
    """Terms that several of the `texts` numbered in `part` say, the best name first.

    It counts in how many of them it stands, at their starts above all, how much more often than
    elsewhere, and what other terms of the part have a word in common with it. `share` is how much
    of the whole the part is, above 0 to 1.
    """
    own = set(part)
    starts = {place: texts[place][:_AT_START].casefold() for place in own}
    weights: dict[Term, float] = {}
    for term in terms:
        here = {place: times for place, times in term.places if place in own}
        times = sum(here.values())
        # Several times in a part of one text will do.
        if len(here) < LEAST_TEXTS and (len(own) > 1 or times < LEAST_TEXTS):
            continue
        telling = math.log2(times / term.times / share) if share < 1 else 1.0
        named = sum(term.form.casefold() in starts[place] for place in here)
        # A body's or a programme's name that no paragraph begins with is one of many.
        if telling > 0 and (named or term.form[:1].islower() or len(own) == 1):
            length = math.log2(min(len(term.key), _LONG) + 0.5)
            said = named + _FURTHER_ON * (len(here) - named)
            weights[term] = said * telling * length
    spoken = {
        term: weight + _KIN * sum(weights[kin] for kin in weights if _is_kin(term, kin))
        for term, weight in weights.items()
    }
    return [
        Name(term.form, frozenset(place for place, _ in term.places if place in own))
        for term in sorted(spoken, key=lambda one: (-spoken[one], one.form))
    ]


def _is_kin(term: Term, other: Term) -> bool:
    return term is not other and not set(term.key).isdisjoint(other.key)
