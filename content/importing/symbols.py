"""The report's symbol (A/99/123, HRI/C/GC/7), from its masthead or its running heads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from content.importing.clean.furniture import SYMBOL
from content.importing.lines import Source
from content.importing.values import SetAside

_PLACES = ("masthead", "running_head", "title")
_WHOLE = re.compile(rf"^(?:{SYMBOL.pattern})$")


def symbol_of(source: Source, aside: Iterable[SetAside]) -> str | None:
    """The first symbol of the masthead, else the one that runs along the pages."""
    del source
    texts = [held for held in aside if held.kind in _PLACES]
    for held in texts:
        if held.kind == "masthead" and (found := _first(held.text)):
            return found
    counts = Counter(found for held in texts if (found := _first(held.text)))
    return counts.most_common(1)[0][0] if counts else None


def _first(text: str) -> str | None:
    for found in SYMBOL.finditer(text):
        said = found[0].rstrip(".*")
        if said.count("/") >= 1 and re.search(r"\d", said) and _WHOLE.match(said):
            return said
    return None
