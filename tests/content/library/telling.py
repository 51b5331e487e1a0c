"""What a writer reads when a course does not hold: one line for each thing, and where it is."""

from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from tests.support.library import Block, Course, Text

Spec = dict[str, Any]


def tell(problems: Iterable[str]) -> None:
    """Fails with what was found; nothing found is well."""
    if found := list(dict.fromkeys(problems)):
        pytest.fail("\n".join(found), pytrace=False)


def blocks(course: Course) -> Iterator[tuple[str, Block]]:
    """("en lesson#block", block) of each language."""
    for text in course.texts.values():
        for key, lesson in text.lessons.items():
            for block in lesson:
                yield f"{text.language} {key}#{block.key}", block


def specs(course: Course) -> Iterator[tuple[str, str, Spec]]:
    """("en question", kind, spec) of each question in each language that has it."""
    for question in course.rows("questions"):
        for text in course.texts.values():
            spec = (text.front.get("questions") or {}).get(question["key"])
            if spec is not None:
                yield f"{text.language} {question['key']}", question["kind"], spec


def strings(value: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """(place, text) of all texts in a value."""
    if isinstance(value, str):
        yield place, value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from strings(inner, f"{place}.{name}".lstrip("."))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            named = inner.get("id", index) if isinstance(inner, dict) else index
            yield from strings(inner, f"{place}.{named}")


def prose(text: Text) -> Iterator[tuple[str, str]]:
    """(place, text) of everything a reader sees in one language."""
    yield from strings(text.front)
    for key, lesson in text.lessons.items():
        yield from ((f"{key}#{block.key}", block.text) for block in lesson)
