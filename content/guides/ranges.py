"""Places in sources folded together: "A/76/121, para. 18–24, 27, p. 6–8". Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from content.guides.values import NOTE, OTHER, PARAGRAPH, Cited
from content.guides.words import Words

_ITEM = re.compile(r"(\d+) \(([a-z])\)")
_NUMBERED = re.compile(r"(\D*\s)(\d+)")


def folded(cited: Iterable[Cited], words: Words) -> list[tuple[str, str]]:
    """[(the source with all its places, its title)], in the order in which they come first."""
    by_source: dict[tuple[str, str], list[Cited]] = {}
    for one in cited:
        by_source.setdefault((one.name, one.title), []).append(one)
    return [(_told(name, rows, words), title) for (name, title), rows in by_source.items()]


def _told(name: str, rows: Sequence[Cited], words: Words) -> str:
    parts = [name]
    for kind, word in ((PARAGRAPH, "paragraph"), (NOTE, "note")):
        found = [row.locator for row in rows if row.kind == kind]
        if found:
            is_many = kind == NOTE and len(set(found)) > 1
            said = f"{word}s" if is_many else word
            parts.append(words(said, in_ranges(found, words("comma"))))
    parts += _others((row.locator for row in rows if row.kind == OTHER and row.locator), words)
    pages = [str(row.page) for row in rows if row.page]
    if pages:
        parts.append(words("page", in_ranges(pages, words("comma"))))
    return words.joined(parts)


def _others(locators: Iterable[str], words: Words) -> list[str]:
    """ "art. 2–3, 6" of articles one by one; what does not end in a number stands as it is."""
    by_name: dict[str, list[str]] = {}
    for locator in locators:
        found = _NUMBERED.fullmatch(locator)
        name, number = (found[1], found[2]) if found else (locator, "")
        by_name.setdefault(name, []).append(number)
    return [
        f"{name}{in_ranges(filter(None, rows), words('comma'))}" for name, rows in by_name.items()
    ]


def _is_named(item: str, numbers: Sequence[int]) -> bool:
    paragraph = item.partition(" (")[0]
    return paragraph.isdecimal() and int(paragraph) in numbers


def in_ranges(found: Iterable[str], comma: str = ", ") -> str:
    """ "18–20, 22, 24 (a)": what is no whole number stands alone, after those that are; an item of
    a paragraph that is named itself is not named again."""
    known = dict.fromkeys(found)
    numbers = sorted({int(one) for one in known if one.isdecimal()})
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs]
    others = [one for one in known if not one.isdecimal() and not _is_named(one, numbers)]
    return comma.join([*said, *_items(others)])


def _items(others: Sequence[str]) -> list[str]:
    """ "75 (a)–(c)" of items that follow one another."""
    runs: list[list[str]] = []
    for one in others:
        if runs and _follows(runs[-1][-1], one):
            runs[-1].append(one)
        else:
            runs.append([one])
    return [run[0] if len(run) == 1 else f"{run[0]}–({run[-1].partition('(')[2]}" for run in runs]


def _follows(one: str, other: str) -> bool:
    before, after = _ITEM.fullmatch(one), _ITEM.fullmatch(other)
    if before is None or after is None or before[1] != after[1]:
        return False
    return ord(after[2]) == ord(before[2]) + 1
