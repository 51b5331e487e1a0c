"""Whether a paragraph goes on from the one before it: "To this end, …", "This project …".

The beginnings that say so are data, `leaning.yaml`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from pathlib import Path

from content.topics.words import folded
from content.yaml_files import load_yaml

LISTS = Path(__file__).parent / "leaning.yaml"
# Characters of a text in which its first sentence is looked for.
_LOOKED_AT = 400
# Characters of it among which a word like "also" says that it goes on.
_EARLY = 45
_SENTENCE = re.compile(r"[.!?؟](?=\s|$)|。")
_APOSTROPHES = str.maketrans("’ʼ", "''")
# What may stand before the first word.
_BEFORE = re.compile(r"^[\s«\"“(–—-]+")
# The noun of an event is what its words end with.
_NOUN = re.compile(r".*[\s'](\S+)$")
_GOES_TOGETHER = re.compile(r"[一-鿿]$|'$")
# Of a word, but for Chinese, which parts none.
_START = (r"(?<!\w)", "")
_NEVER = re.compile(r"(?!)")


class Lean(IntEnum):
    """NOT: it stands alone; ADDS: it can be read alone, but not first; POINTS: it cannot."""

    NOT = 0
    ADDS = 1
    POINTS = 2


def lean_of(text: str, language: str) -> Lean:
    """How much a paragraph rests on the one before it, by its first sentence.

    `language` may name a region; in one without a list every paragraph stands alone.
    """
    said = _patterns(language.partition("-")[0])
    words = _BEFORE.sub("", first_sentence(text).translate(_APOSTROPHES)).split()
    plain = folded(" ".join(words))
    if said.points.search(plain) or _is_some_thing(said.things.match(plain), words):
        return Lean.POINTS
    if any(_is_some_event(one, words) for one in said.events.finditer(plain)):
        return Lean.POINTS
    is_more = said.adds.match(plain) or said.early.search(plain[:_EARLY])
    return Lean.ADDS if is_more else Lean.NOT


def _is_some_thing(thing: re.Match[str] | None, words: list[str]) -> bool:
    """ "The project was", but not "The project AIRCOP was"."""
    if thing is None:
        return False
    after = words[len(thing.group().split()) :]
    return not (after and after[0][0].isupper())


def _is_some_event(event: re.Match[str], words: list[str]) -> bool:
    """ "At the forum it was said", but not "At the Forum of Youth", nor where the sentence has told
    before of "a forum"."""
    noun = _NOUN.sub(r"\1", event.group("event"))
    before, after = event.string[: event.start()], words[len(event.string[: event.end()].split()) :]
    return noun not in before and not (after and after[0][0].isupper())


def first_sentence(text: str) -> str:
    """With its stop; the first 400 characters where there is none."""
    start = text[:_LOOKED_AT]
    found = _SENTENCE.search(start)
    return start[: found.end()] if found else start


def announces(text: str, language: str) -> bool:
    """Whether what opens a list says how many items follow, or that all do."""
    last = _SENTENCE.split(text)[-1]
    plain = " ".join(map(folded, last.translate(_APOSTROPHES).split()))
    return _patterns(language.partition("-")[0]).counts.search(plain) is not None


@dataclass(frozen=True, slots=True)
class _Said:
    """`things` and `adds` are looked for at the start, the others anywhere."""

    points: re.Pattern[str] = _NEVER
    things: re.Pattern[str] = _NEVER
    adds: re.Pattern[str] = _NEVER
    counts: re.Pattern[str] = _NEVER
    early: re.Pattern[str] = _NEVER
    events: re.Pattern[str] = _NEVER


@cache
def _patterns(language: str) -> _Said:
    listed = load_yaml(LISTS.read_text("utf-8")).get(language)
    if not listed:
        return _Said()
    within = "|".join(re.escape(folded(one)) for one in listed["within"])
    things, start = _any(listed["things"]), _START[language == "zh"]
    event = rf"{start}(?:{_any(listed['during'])})\s*(?P<event>{_any(listed['events'])})"
    which = _any([*listed["of"], *listed["which"]])
    return _Said(
        re.compile(f"^(?:{_any(listed['points'])})|{within}"),
        re.compile(rf"(?:{things})(?!\s+(?:{_any(listed['of'])}))") if things else _NEVER,
        re.compile(f"(?:{_any(listed['adds'])})"),
        re.compile(f"{start}(?:{_any(listed['counts'])})"),
        re.compile(f"{start}(?:{_any(listed['early'])})"),
        re.compile(rf"{event}(?!\s+(?:{which}))" if which else event),
    )


def _any(phrases: list[str]) -> str:
    """The longest first; each a whole word where its language parts words."""
    plain = sorted((" ".join(map(folded, one.split())) for one in phrases), key=len, reverse=True)
    return "|".join(
        re.escape(one) + ("" if _GOES_TOGETHER.search(one) else r"(?!\w)") for one in plain
    )
