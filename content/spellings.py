"""Abbreviations that a report writes in several ways: "ONUDC", "ONU DC", "ONUDD". Pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from content.planning.inline import Mark
from content.terms.abbreviations import defined
from content.terms.initials import letters_of, words_behind
from content.terms.words import naming

_CAPITALS = re.compile(r"(?<![\w-])[A-ZÀ-ÞА-ЯЁ]{5,12}(?![\w-])")
_APART = re.compile(r"(?<![\w-])([A-ZÀ-ÞА-ЯЁ]{2,8}) ([A-ZÀ-ÞА-ЯЁ]{1,6})(?![\w-])")
_WORD = re.compile(r"[^\W\d_]+")
# Abbreviations of the world's own that differ in few letters: none of them is another misspelt.
_LISTED = """UNODC UNODA UNIDO UNICEF UNIFEM UNITAR UNICRI UNFPA UNMIK UNMIL UNMIS ONUDC ONUDI
MINUK MINUL CNUDC CNUDM CEDAO CEDEAO EUROPOL AFRIPOL"""
_WELL_KNOWN = frozenset(_LISTED.split())
_LEAST_TIMES = 3
_MOST_CAPITALS = 0.7


@dataclass(frozen=True, slots=True)
class Spelling:
    """`others` are the ways beside the right one, each with how often it stands there."""

    right: str
    times: int
    others: Mapping[str, int]


def spellings_of(texts: Sequence[str], language: str) -> list[Spelling]:
    """Those of one letter's difference, or with a space within, that the report explains at most
    once between them."""
    running = [text for text in texts if not _is_shouted(text)]
    counts = Counter(word for text in running for word in _CAPITALS.findall(text))
    apart = Counter(pair for text in running for pair in _APART.findall(text))
    names = {one.short: one.long for one in defined(texts, language)}
    found = []
    for group in _groups(counts, names):
        right = _right(group, counts, names, language)
        others = {word: counts[word] for word in group if word != right}
        others |= {
            f"{left} {rest}": times
            for (left, rest), times in apart.items()
            if left + rest in group and rest not in counts and rest not in names
        }
        total = counts[right] + sum(others.values())
        if others and total > _LEAST_TIMES:
            shown = sorted(others.items(), key=lambda one: -one[1])
            found.append(Spelling(right, counts[right], dict(shown)))
    return found


def _is_shouted(text: str) -> bool:
    letters = [sign for sign in text if sign.isalpha()]
    return sum(sign.isupper() for sign in letters) > _MOST_CAPITALS * (len(letters) or 1)


def _groups(counts: Counter[str], names: Mapping[str, str]) -> list[list[str]]:
    """Words that lead to one another by one letter at a time, the most frequent first."""
    left = [word for word, _times in counts.most_common()]
    groups: list[list[str]] = []
    while left:
        group = [left.pop(0)]
        while near := [word for word in left if _belongs(word, group, names)]:
            group.append(near[0])
            left.remove(near[0])
        groups.append(group)
    return groups


def _belongs(word: str, group: Sequence[str], names: Mapping[str, str]) -> bool:
    if word in _WELL_KNOWN and any(other in _WELL_KNOWN for other in group):
        return False
    if word in names and any(names.get(other, names[word]) != names[word] for other in group):
        return False
    return any(_one_off(word, other) for other in group)


def _one_off(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _right(
    group: Sequence[str], counts: Counter[str], names: Mapping[str, str], language: str
) -> str:
    """The one whose letters are the initials of what the report says it stands for, else one
    that the world knows, else the most frequent."""
    said = [names[word] for word in group if word in names]
    fitting = [word for word in group if any(_fits(word, long, language) for long in said)]
    known = [word for word in group if word in _WELL_KNOWN]
    return max(fitting or known or group, key=lambda word: (word in _WELL_KNOWN, counts[word]))


def _fits(short: str, long: str, language: str) -> bool:
    small = naming(language)
    words = [letters_of(word) for word in _WORD.findall(long)]
    return words_behind(words, short, small=small.small, neutral=small.neutral) == len(words)


def written_alike(
    text: str, names: Mapping[str, str], marks: Iterable[Mark] = ()
) -> tuple[str, tuple[Mark, ...]]:
    """The text with the one way of writing for the others (`names`: other → right), and its
    marks where they are then."""
    if not names or not any(other in text for other in names):
        return text, tuple(marks)
    done: list[str] = []
    shifts: list[tuple[int, int]] = []
    place = 0
    for found in _any_of(names).finditer(text):
        right = names[found[0]]
        done += [text[place : found.start()], right]
        shifts.append((found.end(), len(right) - len(found[0])))
        place = found.end()
    moved = tuple((_moved(start, shifts), _moved(end, shifts), kind) for start, end, kind in marks)
    return "".join([*done, text[place:]]), moved


def rewritten_in(text: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The ways of writing that `written_alike` gives up, in the order of the text."""
    if not any(other in text for other in names):
        return ()
    return tuple(dict.fromkeys(_any_of(names).findall(text)))


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(re.escape(other) for other in sorted(names, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{either})(?!\w)")


def _moved(place: int, shifts: Sequence[tuple[int, int]]) -> int:
    return place + sum(by for end, by in shifts if end <= place)
