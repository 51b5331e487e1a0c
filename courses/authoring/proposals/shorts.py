"""The abbreviations that a lesson of a plan uses first."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from django.db.models import Q, Value
from django.db.models.functions import StrIndex
from django.db.models.lookups import GreaterThan

from content.models import Passage
from content.spellings import written_alike
from content.terms.abbreviations import Abbreviation

# A condition of more alternatives than a thousand is none for SQLite.
MOST_SOUGHT = 500


def new_shorts(
    known: Sequence[Abbreviation], text: str, before: Collection[int], names: Mapping[str, str]
) -> list[Abbreviation]:
    """In the order in which `text` uses them; one query at most, for those of its passages
    `before` that may have one. `names` are ways of writing and the right one of each."""
    used = {
        one: found.start()
        for one in known
        if one.short not in names and (found := _word(one.short).search(text))
    }
    left = {one.short for one in used}
    for earlier in _texts_with(left, before, names) if left else ():
        alike = written_alike(earlier, names)[0]
        left -= {short for short in left if short in alike and _word(short).search(alike)}
    return sorted((one for one in used if one.short in left), key=used.__getitem__)


def _word(short: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(short)}(?!\w)")


def _texts_with(
    shorts: Collection[str], passages: Collection[int], names: Mapping[str, str]
) -> Iterator[str]:
    """Those that have the letters of one, in a word or in another way of writing it."""
    found = Passage.objects.filter(pk__in=passages).order_by()
    others = {one for one, right in names.items() if any(short in right for short in shorts)}
    if len(sought := {*shorts, *others}) <= MOST_SOUGHT:
        # Not `contains`, which in SQLite takes small letters for capitals: "UN" is in "funds".
        has_one = (Q(GreaterThan(StrIndex("text", Value(one)), 0)) for one in sorted(sought))
        found = found.filter(Q(*has_one, _connector=Q.OR))
    return iter(found.values_list("text", flat=True))
