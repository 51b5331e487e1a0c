"""The terms of a text, by their C-value, and those a part of it is about.

K. Frantzi, S. Ananiadou, H. Mima, "Automatic recognition of multi-word terms: the
C-value/NC-value method", 2000: a term counts by its length and how often it stands there by
itself, not within a longer one.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from content.terms.bounds import bounded
from content.terms.candidates import Candidate, Key, candidates
from content.terms.field import field_terms
from content.terms.phrases import whole_phrases
from content.terms.words import small_words

MOST_KEPT = 300
LEAST_TIMES = 2
_SHOWN = 5
_MOSTLY = 0.8
_LONG = 3
_NAMED_TIMES = 3
_NAMED_WORDS = 3
_OFTEN_TIMES = 6
_RARE = 3
_FEW = 3
_MORE = 8
# A Chinese word of two or three is seldom one of a field, however often it stands there.
_CHARACTERS = 4
_LEAST_TELLING = 0.5


@dataclass(frozen=True, slots=True)
class Term:
    """`places` is (number of the text, times) in order; `key` the stems of its content words.
    `is_listed`: one of the field's list."""

    form: str
    key: Key
    value: float
    places: tuple[tuple[int, int], ...]
    is_listed: bool = False

    @property
    def times(self) -> int:
        return sum(times for _, times in self.places)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A term of a part: so often there, so often elsewhere, first in the text `place`."""

    form: str
    times: int
    elsewhere: int
    place: int


def terms_of(
    texts: Sequence[str], language: str, *, most: int = MOST_KEPT, least: int = LEAST_TIMES
) -> list[Term]:
    """The terms that stand there `least` times or more, the most telling first."""
    found = candidates(list(texts), language)
    if language == "zh":
        found = bounded(found, texts)
    weak = _weak_keys(language)
    often = {key: one for key, one in found.items() if one.times >= least}
    nested: dict[Key, list[int]] = defaultdict(list)
    for key, one in often.items():
        for part in _parts(key):
            if part in often:
                nested[part].append(one.times)
    made = [_term(key, one, nested[key]) for key, one in often.items() if key not in weak]
    telling = sorted((one for one in made if one.value > 0), key=lambda one: (-one.value, one.form))
    forms = [[one.form] for one in telling]
    whole = whole_phrases(forms, texts, language)
    return [one for one, is_whole in zip(telling, whole, strict=True) if is_whole][:most]


@cache
def _weak_keys(language: str) -> frozenset[Key]:
    return frozenset(
        max(candidates([form], language), key=len, default=())
        for form in small_words(language).weak
    )


def listed_first(terms: Sequence[Term], texts: Sequence[str], language: str) -> list[Term]:
    """The field's own terms that the texts use, however rarely, then `terms` without these."""
    listed = [
        Term(one.form(language), one.key, 0.0, tuple(sorted(one.places.items())), is_listed=True)
        for one in field_terms(texts, language)
    ]
    known = {one.key for one in listed}
    return listed + [one for one in terms if one.key not in known]


def terms_in(
    terms: Sequence[Term],
    part: Collection[int],
    *,
    share: float,
    told: Collection[str] = (),
    most: int = _SHOWN,
) -> list[Weighed]:
    """Those that the texts numbered in `part` are about rather than the others.

    `share` is how much of the whole the part is, above 0 to 1; `told` are the forms whose meaning
    is known. A term that is neither listed nor told nor a name must stand there often: what is
    only frequent is seldom a word that one learns.
    """
    own = set(part)
    weighed: list[tuple[float, Term, Weighed]] = []
    for term in terms:
        here = [(place, times) for place, times in term.places if place in own]
        times = sum(count for _, count in here)
        if not _is_worth(term, times, is_told=term.form in told):
            continue
        telling = math.log2(times / term.times / share) if share < 1 else 1.0
        if term.is_listed or term.form in told:
            telling = max(telling, _LEAST_TELLING)
        one = Weighed(term.form, times, term.times - times, here[0][0])
        weighed.append((-times * telling * math.log2(_length(term.key) + 0.5), term, one))
    chosen: list[tuple[Key, Weighed]] = []
    for weight, term, one in sorted(weighed, key=lambda row: (row[0], row[1].form)):
        if len(chosen) == most or weight >= 0:
            break
        # What is met once only fills a list that would be short.
        if one.times == 1 and len(chosen) >= _FEW and term.form not in told:
            continue
        if not any(_overlap(term.key, other) for other, _ in chosen):
            chosen.append((term.key, one))
    return [one for _, one in chosen]


def _is_worth(term: Term, times: int, *, is_told: bool) -> bool:
    """By how often it stands in a part, and elsewhere: there it may be learnt better."""
    elsewhere = term.times - times
    if is_told:
        return times > 0
    if term.is_listed:
        return times > 0 and elsewhere <= (_RARE if times == 1 else _MORE * times)
    if term.form[:1] > "\u3400" and len(term.form) < _CHARACTERS:
        return False
    capitals = sum(word[:1].isupper() for word in term.form.split())
    if 1 < capitals < _NAMED_WORDS:
        return False
    return times >= max(elsewhere, _NAMED_TIMES if capitals > 1 else _OFTEN_TIMES)


def _term(key: Key, one: Candidate, nested: list[int]) -> Term:
    alone = one.times - (sum(nested) / len(nested) if nested else 0)
    # Hardly ever by itself: a fragment of the longer one. Long and rare: a piece of a sentence.
    is_fragment = bool(nested) and max(nested) >= _MOSTLY * one.times
    is_rare = len(key) > _LONG and one.times <= LEAST_TIMES and key[0] < "\u3400"
    value = 0.0 if is_fragment or is_rare else math.log2(_length(key) + 0.1) * alone
    return Term(_form(one.forms), key, value, tuple(sorted(one.places.items())))


def _length(key: Key) -> float:
    """In words: a Chinese one is written with two characters or so. More than _LONG add nothing."""
    return min(len(key) / 2 + 0.5 if key[0] > "\u3400" else len(key), _LONG)


def _parts(key: Key) -> set[Key]:
    """What stands within it, itself apart."""
    size = len(key)
    return {
        key[start:end]
        for start in range(size)
        for end in range(start + 1, size + 1)
        if end - start < size
    }


def _overlap(one: Key, other: Key) -> bool:
    """Two names of much the same: one holds the other, or they share all but a word."""
    shared = set(one) & set(other)
    return len(shared) >= min(len(one), len(other)) or len(shared) > max(len(one), len(other)) / 2


def _form(forms: Counter[str]) -> str:
    """As it is written most often; a capital that only begins a sentence is not its own."""
    small: Counter[str] = Counter()
    for form, times in forms.items():
        lower = form[:1].lower() + form[1:]
        small[lower if lower in forms else form] += times
    return min(small, key=lambda form: (-small[form], len(form), form))
