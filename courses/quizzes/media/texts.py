"""The texts of a question, whatever its kind, by their paths. Pure."""

from collections.abc import Iterator, Mapping
from typing import Any

from courses.quizzes.types.values import Spec

HTML = "_html"


def texts_of(spec: Spec) -> Iterator[tuple[str, str]]:
    """(path as in types.base.Problem, text) of all that its author wrote."""
    return ((path, text) for path, text in _leaves(spec, "") if not path.endswith(HTML))


def html_of(spec: Spec) -> Iterator[str]:
    """What was rendered of it."""
    return (text for path, text in _leaves(spec, "") if path.endswith(HTML))


def place_of(spec: Spec, words: str) -> str:
    """The path of the first text that holds `words`; the stem where none does."""
    return next((path for path, text in texts_of(spec) if words in text), "stem")


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for name, inner in value.items():
            yield from _leaves(inner, f"{path}.{name}" if path else str(name))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, f"{path}.{index}")
