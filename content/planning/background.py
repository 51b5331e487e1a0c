"""What of a report is read beside a course: introductions, thanks, methods, lists of abbreviations,
and what the report asks of those it is sent to.

The headings that say so are data, `lists/background.yaml`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from content.planning.tree import branch
from content.planning.values import OPENING, PlanSection
from content.topics.words import folded
from content.yaml_files import load_yaml

HEADINGS = Path(__file__).parent / "lists" / "background.yaml"
# Words: a longer one is no mere introduction, whatever it is called.
LONGEST = 1_800
# The share of a report that may be set apart; beyond, its introduction is its subject.
MOST_SHARE = 0.4
# Set apart with all that stands under their headings.
ASKED = ("recommendations", "own_affairs")
# The share beyond which recommendations are a subject of the report.
MOST_ASKED = 0.2
_TIDY = re.compile(r"[\s*.:…_]+")


def background_of(sections: Sequence[PlanSection]) -> dict[int, str]:
    """By section id, why its own text is background: "note", "opening" or a kind of the list.

    What stands under headings below such a section is judged by those headings, but for
    `ASKED`.
    """
    notes = {one.id: "note" for one in sections if one.part == "note" and one.passages}
    body = [one for one in sections if one.part != "note" and one.words]
    found = {one.id: kind for one in body if (kind := _kind(one, alone=len(body) == 1))}
    # A heading without text of its own gives way to those below it.
    bare = [one for one in sections if one.part != "note" and not one.passages]
    found |= {one.id: kind for one in bare if (kind := _kind(one, alone=False))}
    found = _asked(sections, found)
    kept = sum(one.words for one in body if one.id not in found)
    aside = sum(one.words for one in body if one.id in found)
    if aside > MOST_SHARE * (aside + kept):
        return notes
    return notes | found


def _asked(sections: Sequence[PlanSection], found: dict[int, str]) -> dict[int, str]:
    """With what stands below recommendations; without those that are a large part of the report."""
    whole = sum(one.words for one in sections)
    changed = dict(found)
    below: set[int] = set()
    for pk in [one.id for one in sections if found.get(one.id) in ASKED]:
        own = branch(sections, pk)
        if pk in below:
            continue
        below |= {one.id for one in own}
        if sum(one.words for one in own) > MOST_ASKED * whole:
            del changed[pk]
        else:
            changed |= {one.id: found[pk] for one in own}
    return changed


def _kind(section: PlanSection, *, alone: bool) -> str:
    if section.words > LONGEST or alone:
        return ""
    if section.id == OPENING:
        return "opening"
    return kind_of(section.title)


def kind_of(heading: str) -> str:
    """The kind of the list that the heading says, "" for none."""
    title = _plain(heading)
    return next((kind for kind, pattern in _patterns() if pattern.fullmatch(title)), "")


def _plain(title: str) -> str:
    return _TIDY.sub(" ", folded(title.replace("’", "'"))).strip()


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    listed = load_yaml(HEADINGS.read_text("utf-8"))
    return tuple(
        (kind, re.compile("|".join(_pattern(one) for said in by_language.values() for one in said)))
        for kind, by_language in listed.items()
    )


def _pattern(heading: str) -> str:
    return re.escape(_plain(heading.replace("*", "\0"))).replace("\0", ".*")
