"""Texts as the bank's search compares them. Pure."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

_NOT_TEXT = (
    *("id", "option", "category", "gaps", "marking", "language", "picture", "shape"),
    *("start", "target", "after", "not_after", "points", "least", "most", "worth"),
)


def fold(text: str) -> str:
    """Without case, accents and repeated spaces."""
    apart = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(c for c in apart if unicodedata.category(c) != "Mn")
    return re.sub(r"\s+", " ", bare).strip()


def search_text(key: str, specs: Mapping[str, Any]) -> str:
    """All that a question can be found by: its key and its texts, in every language."""
    return fold(" ".join([key, *_texts(specs)]))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            if name not in _NOT_TEXT and not name.endswith("_html"):
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)
