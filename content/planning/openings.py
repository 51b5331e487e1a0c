"""What a long heading says behind its opening: of "Strengthening the capacity of States to seize
assets", "Seize assets".

The words of such openings are data, `lists/openings.yaml`; Chinese headings are short, and Russian
ones would begin with a word in another case.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from content.capitals import with_capital
from content.topics.words import folded
from content.yaml_files import load_yaml

OPENINGS = Path(__file__).parent / "lists" / "openings.yaml"
_WORD = re.compile(r"[^\W\d_]+")
_SPACED = re.compile(r"\S+")
_OF = r"(?:de la |de l['’]|de los |de las |del |des |du |de |d['’]|of the |of )"
_AND_OF = re.compile(rf"^((?:(?!{_OF})\S+ ){{1,3}}?(?:et|ou|y|e|o|and|or)) {_OF}")
# Where others follow with articles of their own, the first stays under what governs them all.
_AGAINST = re.compile(r"(?:lutt\w+|combat) contre (?:les |la |le |l['’])$", re.I)
_AND_ARTICLE = re.compile(r"(?:,| et| ou) (?:les |la |le |l['’])")
_COLON = re.compile("[:：]")
# Characters that words of one stem share.
_STEM = 5
# Adjectives stand before their noun there, so that it may lose what stands before both.
_ADJECTIVES_FIRST = ("en",)


@dataclass(frozen=True, slots=True)
class Opening:
    light: tuple[str, ...]
    small: frozenset[str]
    linking: frozenset[str]


def stems_of(title: str, language: str) -> frozenset[str]:
    """The beginnings of its longer words, to know them by in other headings."""
    listed = _listed().get(language)
    small = listed.small if listed else frozenset()
    words = (folded(one) for one in _WORD.findall(title) if one.casefold() not in small)
    return frozenset(word[:_STEM] for word in words if len(word) >= _STEM)


def behind_opening(title: str, language: str, known: Collection[str] = ()) -> str:
    """The title as it is where its opening says something. `known` are the stems of words that
    headings beside it say, too."""
    listed = _listed().get(language)
    if listed is None:
        return title
    # `is_light`: since the last link; `linked` is where that leads to.
    is_light, before, linked, end = True, "", 0, 0
    for found in _WORD.finditer(title):
        word, between = found.group().casefold(), title[end : found.start()]
        if _COLON.search(between) or before in listed.linking:
            linked, is_light = found.start(), True
        end = found.end()
        if word in listed.small:
            before = word
            continue
        plain = folded(word)
        if not plain.startswith(listed.light):
            if plain[:_STEM] not in known:
                may_begin = is_light and (before or language in _ADJECTIVES_FIRST)
                return _from(title, found.start() if may_begin else linked)
            is_light = False
        before = ""
    return title


def _from(title: str, start: int) -> str:
    """Of "measures of care and of schooling", "Care and schooling"."""
    against = _AGAINST.search(title[:start])
    if against and _AND_ARTICLE.search(title[start:]):
        start = against.start()
    told = title[start:] if not start else _AND_OF.sub(r"\1 ", title[start:], count=1)
    return with_capital(told)


def shared_start(titles: Sequence[str], language: str) -> str:
    """What three headings or more begin with before a small word: of "Session on climate",
    "Session on soils" and so on, "Session"; "" where they begin each in its own way."""
    listed = _listed().get(language)
    if listed is None or len(titles) < 3:
        return ""
    words = [_SPACED.findall(title) for title in titles]
    same = 0
    while all(len(one) > same + 1 and one[same] == words[0][same] for one in words):
        same += 1
    while same and not all(_is_small(one[same], listed) for one in words):
        same -= 1
    return " ".join(words[0][:same])


def behind_shared(title: str, shared: str, language: str) -> str:
    """The title behind `shared` and the small words that follow it."""
    listed = _listed()[language]
    for found in _WORD.finditer(title, len(shared)):
        if found.group().casefold() not in listed.small:
            return _from(title, found.start())
    return title


def _is_small(word: str, listed: Opening) -> bool:
    return all(one.casefold() in listed.small for one in _WORD.findall(word)[:1])


def says_something(text: str, language: str, known: Collection[str] = ()) -> bool:
    """Whether it has a word that is of no opening and no other heading."""
    listed = _listed().get(language, Opening((), frozenset(), frozenset()))
    words = (one.casefold() for one in _WORD.findall(text))
    return any(
        word not in listed.small
        and not (listed.light and folded(word).startswith(listed.light))
        and folded(word)[:_STEM] not in known
        for word in words
        if len(word) > 1
    )


@cache
def _listed() -> dict[str, Opening]:
    listed = load_yaml(OPENINGS.read_text("utf-8"))
    return {
        language: Opening(
            tuple(folded(one) for one in own["light"].split()),
            frozenset(own["small"].split()),
            frozenset(own["linking"].split()),
        )
        for language, own in listed.items()
    }
