"""Slugs and keys: short, in ASCII, and not taken yet."""

from collections.abc import Container, Iterator

from django.utils.text import slugify

MAX_LENGTH = 80


def candidates(text: str, fallback: str) -> Iterator[str]:
    """ "a-title", "a-title-2", …; `fallback` stands in for text without a Latin letter."""
    stem = slugify(text)[: MAX_LENGTH - 5].strip("-_") or fallback
    yield stem
    number = 2
    while True:
        yield f"{stem}-{number}"
        number += 1


def free_name(text: str, fallback: str, taken: Container[str]) -> str:
    return next(name for name in candidates(text, fallback) if name not in taken)
