"""Headings of several reports that stand over the same thing."""

from __future__ import annotations

from collections.abc import Sequence

from content.topics.words import Stems, word_pattern

# Of all words of two headings, the share that stands in both: "Trafficking in persons" and
# "Trafficking in persons and smuggling of migrants" are not one theme, with "A. " before they are.
ALIKE = 0.6


def themes_of(titles: Sequence[str], language: str) -> list[int]:
    """For each title the place of the first one with its theme; one without words has its own."""
    language = language.partition("-")[0]
    pattern, stems = word_pattern(language), Stems(language)
    words = [frozenset(stems[word] for word in pattern.findall(title)) - {""} for title in titles]
    found: list[int] = []
    firsts: list[int] = []
    for place, own in enumerate(words):
        like = next((first for first in firsts if _likeness(own, words[first]) >= ALIKE), place)
        if like == place:
            firsts.append(place)
        found.append(like)
    return found


def _likeness(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / (len(one | other) or 1)
