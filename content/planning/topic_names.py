"""The few things that passages of a topic course name most of all: a project, people, a country.

Words that name none of these are data, `lists/names.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

from content.planning.bodies import SourcePassage
from content.planning.openings import says_something, stems_of
from content.planning.telling import names_for
from content.terms.key_terms import Term, terms_of
from content.terms.words import content_stems
from content.topics.aspects import aspects
from content.topics.terms import topics
from content.topics.words import word_pattern
from content.yaml_files import load_yaml

LISTS = Path(__file__).parent / "lists" / "names.yaml"
MOST = 4
# Passages that say it, and their share; of a greater share two will do.
_LEAST = 3
_LEAST_SHARE = 0.15
_FEW = 2
_SHARE_OF_FEW = 0.3
# Of all that say it, the share that stands here: else it names another lesson as well.
_MOSTLY_HERE = 0.5
# A country that so many of the passages name.
_LEAST_OF_COUNTRY = 0.4
_NO_COUNTRIES = ("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ")
# Characters: a topic with more is not looked through, for a person waits for it.
_MOST_LOOKED_THROUGH = 150_000

Named = Callable[[Collection[int]], list[str]]


def named_in(texts: Mapping[int, SourcePassage], language: str) -> Named:
    """What gives up to MOST names for passages of these, by their ids, the best first.

    `texts` are all that were chosen. A name says something beside those of topics, and stands
    mostly in these passages.
    """
    language = language.partition("-")[0]
    said = [texts[pk].text for pk in texts]
    number = {pk: at for at, pk in enumerate(texts)}
    whole = sum(map(len, said))

    def named(passages: Collection[int]) -> list[str]:
        own = [number[pk] for pk in passages if pk in number]
        share = sum(len(said[at]) for at in own) / whole if whole else 0
        if not share or whole > _MOST_LOOKED_THROUGH:
            return []
        terms = _terms_and_countries(tuple(said), language)
        found = _terms(terms[0], own, said, share, language)
        return [*found, *_countries(terms[1], own)][:MOST]

    return named


@lru_cache(maxsize=4)
def _terms_and_countries(
    said: tuple[str, ...], language: str
) -> tuple[list[Term], dict[str, frozenset[int]]]:
    """A plan is told anew at each step of the workbench."""
    pattern = _country_pattern(language)
    places: dict[str, set[int]] = {}
    for at, text in enumerate(said):
        for found in pattern.findall(text) if pattern else ():
            places.setdefault(found, set()).add(at)
    return terms_of(said, language), {name: frozenset(at) for name, at in places.items()}


def _terms(
    terms: Sequence[Term],
    own: Sequence[int],
    said: Sequence[str],
    share: float,
    language: str,
) -> Iterator[str]:
    known, taken = _known(language), set[str]()
    times = {term.form: len(term.places) for term in terms}
    for name in names_for(terms, own, said, share=share):
        here = len(name.texts)
        stems = _stems([name.form], language)
        is_here = here >= _MOSTLY_HERE * times[name.form]
        if not (
            is_here and _is_often(here, len(own)) and stems - known and stems.isdisjoint(taken)
        ):
            continue
        if _is_whole(name.form, language):
            taken |= stems
            yield name.form


def _is_often(here: int, passages: int) -> bool:
    least, share = (_FEW, _SHARE_OF_FEW) if here < _LEAST else (_LEAST, _LEAST_SHARE)
    return here >= max(least, share * passages)


def _is_whole(form: str, language: str) -> bool:
    """ "Programme of strengthening" asks for what is strengthened."""
    words = word_pattern(language).findall(form)
    return language in ("zh", "ru", "ar") or says_something(words[-1], language)


@cache
def _known(language: str) -> frozenset[str]:
    """What a lesson's title says without them, and what tells no lesson from others."""
    aspect_names = (one.name(language) for one in aspects().values())
    topic_names = (one.name(language) for one in topics().values())
    weak = load_yaml(LISTS.read_text("utf-8")).get(language, "")
    return _stems([*aspect_names, *topic_names, weak], language)


def _stems(titles: Sequence[str], language: str) -> frozenset[str]:
    """In Chinese its pairs of characters."""
    if language == "zh":
        return frozenset(pair for title in titles for pair in content_stems(title, language))
    return frozenset(stem for title in titles for stem in stems_of(title, language))


def _countries(places: Mapping[str, frozenset[int]], own: Sequence[int]) -> list[str]:
    """Those that most of the passages speak of, the one that most do first."""
    here = {name: len(at.intersection(own)) for name, at in places.items()}
    found = (
        name
        for name, times in here.items()
        if times >= max(_LEAST, _LEAST_OF_COUNTRY * len(own))
        and times >= _MOSTLY_HERE * len(places[name])
    )
    return sorted(found, key=lambda name: (-here[name], name))


@cache
def _country_pattern(language: str) -> re.Pattern[str] | None:
    try:
        territories = Locale.parse(language).territories
    except (UnknownLocaleError, ValueError):
        return None
    # Three figures are a part of the world, as is what stands for many countries.
    names = [
        name
        for code, name in territories.items()
        if code.isalpha() and len(code) == 2 and code not in _NO_COUNTRIES
    ]
    parts = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    return re.compile(parts if language == "zh" else rf"(?<!\w)(?:{parts})(?!\w)")
