"""What stands in the margin of a block: one mark for the items of one list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from content.places import numbers_together, paragraph_of
from courses.catalog.source_words import PLACE, page_said, place_said, source_words

Source = Mapping[str, Any]


def margin_marks(sources: Sequence[Source]) -> list[dict[str, Any]]:
    """The sources, those of one paragraph's list as one that leads to the first of them.

    Each has "words" beside what a source has: "A/76/121, para. 75 (a)–(g), p. 12".
    """
    marks = []
    for _group, found in groupby(enumerate(sources), key=lambda one: _list_of(*one)):
        together = [source for _at, source in found]
        words = source_words(together[0]) if len(together) == 1 else _words(together)
        marks.append({**together[0], "words": words})
    return marks


def _list_of(at: int, source: Source) -> tuple[object, ...]:
    """Equal for those that go together: items of one paragraph of one report."""
    paragraph = paragraph_of(str(source.get("locator") or "")) if source.get("passage") else ""
    return (source["report"], paragraph) if paragraph else (at,)


def _words(sources: Sequence[Source]) -> str:
    name = PLACE.match(str(sources[0]["label"]))
    page = sources[0].get("page")
    where = place_said(numbers_together([str(source["locator"]) for source in sources]))
    parts = [name["name"] if name else "", where, page_said(page) if page else ""]
    return _(", ").join(part for part in parts if part)


def mended_words(mended: Sequence[Sequence[str]]) -> list[dict[str, str]]:
    """Of a report's `mended`: {"key", "place", "before", "after"}; no key for a heading."""
    return [
        {"key": key, "place": place_said(key), "before": before, "after": after}
        for key, before, after in mended
    ]
