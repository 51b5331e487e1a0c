"""Items of a list as sentences, where what opens their list or goes on with it is not there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from content.capitals import with_capital
from content.planning.bodies import SourcePassage, SourceSection

_ITEM = "item"
# What ends a sentence that opens a list, in the scripts of the six languages.
_OPENS = (":", "：", "—", "–")
# What ends an item that others follow: "; and".
_GOES_ON = re.compile(
    r"\s*[;；؛,，،]\s*(?:and|or|et|ou|y|e|o|u|и|или|و|أو|和|以及|及|或)?\s*$", re.I
)
_STOPS = {"zh": "。"}
# French asks States "de renforcer …": by itself the item begins with its verb.
_ASKS = re.compile(
    r"^(?:de |d['’])(?!(?:autre|notre|votre)\b)(?=(?:ne pas )?(?:se |s['’])?\w+(?:er|ir|re)\b)",
    re.I,
)


def standing(sections: Sequence[SourceSection]) -> list[SourceSection]:
    """The sections of a lesson in order. The last item of a list ends with a stop; one that stands
    there alone is a paragraph, without its letter. Two or more keep theirs: they are a list."""
    told = [one for section in sections for one in section.passages]
    slugs = [section.source.slug for section in sections for _ in section.passages]
    languages = [section.source.language for section in sections for _ in section.passages]
    changed = dict(enumerate(told))
    for start, end in _lists(told, slugs):
        if end - start == 1 and not _is_opened(told, slugs, start):
            changed[start] = _alone(told[start], languages[start])
        changed[end - 1] = _ended(changed[end - 1], languages[end - 1])
    passages = iter(changed.values())
    return [
        replace(section, passages=tuple(next(passages) for _ in section.passages))
        for section in sections
    ]


def tellings(passages: Sequence[SourcePassage], language: str) -> Iterator[list[SourcePassage]]:
    """Each way in which `standing` may have left what one block of a lesson is made of: as it
    was, as the whole of its lists, as lists the last of which goes on in another block, and an
    item that stands alone."""
    yield list(passages)
    ends = [end for _start, end in _lists(passages, [""] * len(passages))]
    for ended in (ends, ends[:-1]) if ends else ():
        yield [_ended(one, language) if at in ended else one for at, one in enumerate(passages, 1)]
    if ends and len(passages) == 1:
        yield [_ended(_alone(passages[0], language), language)]


def _lists(told: Sequence[SourcePassage], slugs: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Where the items of each list begin and end; those of one paragraph are one list."""
    start = 0
    for at, one in enumerate([*told, None]):
        goes_on = (
            one is not None
            and at > start
            and _list_of(one, slugs[at]) == _list_of(told[start], slugs[start]) != ""
        )
        if goes_on:
            continue
        if start < at and told[start].kind == _ITEM:
            yield start, at
        start = at


def _list_of(one: SourcePassage, slug: str) -> str:
    """ "" for what is no item."""
    return f"{slug}/{one.key.partition('.')[0]}" if one.kind == _ITEM else ""


def _is_opened(told: Sequence[SourcePassage], slugs: Sequence[str], start: int) -> bool:
    if not start or slugs[start - 1] != slugs[start]:
        return False
    before = told[start - 1]
    is_named = told[start].key.startswith(f"{before.key}.")
    return is_named or before.text.rstrip().endswith(_OPENS)


def _alone(item: SourcePassage, language: str) -> SourcePassage:
    asked = _ASKS.match(item.text) if language.partition("-")[0] == "fr" else None
    cut = asked.end() if asked else 0
    text = item.text[cut:]
    marks = tuple((start - cut, end - cut, kind) for start, end, kind in item.marks if start >= cut)
    return replace(item, kind="paragraph", number="", text=with_capital(text), marks=marks)


def _ended(item: SourcePassage, language: str) -> SourcePassage:
    """With a stop for the sign behind which its list went on."""
    found = _GOES_ON.search(item.text)
    if not found:
        return item
    stop = _STOPS.get(language.partition("-")[0], ".")
    # What is called at the very end is called before the stop.
    marks = tuple(
        (min(start, found.start()), min(end, found.start()), kind)
        for start, end, kind in item.marks
    )
    return replace(item, text=item.text[: found.start()] + stop, marks=marks)
