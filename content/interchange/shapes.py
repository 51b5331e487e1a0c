"""What a document must look like: small shapes that convert a value, or say what is wrong."""

import difflib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from content.interchange.marked import Marked, Path
from content.interchange.problems import Found


@dataclass(slots=True)
class Checker:
    """One document being checked."""

    file: str
    marked: Marked
    found: Found

    def say(self, code: str, path: Path, **details: object) -> None:
        self.found.add(code, self.file, *self.marked.at(path), name=_name(path), **details)


class Shape(Protocol):
    def take(self, value: Any, path: Path, to: Checker) -> Any:
        """The value as it is used; None, and something said, for what does not fit."""


@dataclass(frozen=True, slots=True)
class Text:
    most: int = 20_000
    least: int = 0
    pattern: re.Pattern[str] | None = None

    def take(self, value: Any, path: Path, to: Checker) -> str | None:
        if value is None and self.least == 0:
            return ""
        text = value if isinstance(value, str) else to.marked.raws.get(path)
        if text is None or value is None:
            to.say("is_no_text" if value is not None else "is_empty", path)
            return None
        return self._checked(text, path, to)

    def _checked(self, value: str, path: Path, to: Checker) -> str | None:
        if len(value) > self.most:
            to.say("too_long", path, length=len(value), most=self.most)
            return None
        if len(value.strip()) < self.least:
            to.say("is_empty", path)
            return None
        if self.pattern and not self.pattern.fullmatch(value):
            to.say("bad_key", path, text=value)
            return None
        return value


@dataclass(frozen=True, slots=True)
class Number:
    """Whole unless `parts`; between both ends, both included. `empty`: none may be given."""

    least: float = 0
    most: float = 1_000_000
    parts: bool = False
    empty: bool = False

    def take(self, value: Any, path: Path, to: Checker) -> Any:
        if value is None and self.empty:
            return None
        allowed = (int, float) if self.parts else (int,)
        if isinstance(value, bool) or not isinstance(value, allowed):
            to.say("is_no_number" if self.parts else "is_no_whole_number", path)
            return None
        if not self.least <= value <= self.most:
            to.say("out_of_range", path, least=f"{self.least:g}", most=f"{self.most:g}")
            return None
        return value


@dataclass(frozen=True, slots=True)
class Flag:
    def take(self, value: Any, path: Path, to: Checker) -> bool | None:
        if not isinstance(value, bool):
            to.say("is_no_flag", path)
            return None
        return value


@dataclass(frozen=True, slots=True)
class OneOf:
    words: tuple[str, ...]

    def take(self, value: Any, path: Path, to: Checker) -> str | None:
        value = to.marked.raws.get(path, value)
        if value not in self.words:
            hint = nearest(str(value), self.words)
            to.say("none_of", path, text=value, words=", ".join(self.words), hint=hint)
            return None
        return str(value)


@dataclass(frozen=True, slots=True)
class Anything:
    """A text, number or flag that somebody else looks into."""

    def take(self, value: Any, path: Path, to: Checker) -> Any:
        if isinstance(value, dict | list):
            to.say("is_no_text", path)
            return None
        return value


@dataclass(frozen=True, slots=True)
class Given:
    """A mapping that is checked later, when it is known what it must be."""

    def take(self, value: Any, path: Path, to: Checker) -> dict[str, Any]:
        if not isinstance(value, dict):
            to.say("is_no_mapping", path)
            return {}
        return value


@dataclass(frozen=True, slots=True)
class ListOf:
    inner: Shape
    most: int = 10_000

    def take(self, value: Any, path: Path, to: Checker) -> list[Any]:
        if value is None:
            return []
        if not isinstance(value, list):
            to.say("is_no_list", path)
            return []
        if len(value) > self.most:
            to.say("too_many", path, count=len(value), most=self.most)
            return []
        return [self.inner.take(one, (*path, at), to) for at, one in enumerate(value)]


@dataclass(frozen=True, slots=True)
class MapOf:
    inner: Shape
    keys: re.Pattern[str] | None = None
    most: int = 10_000

    def take(self, value: Any, path: Path, to: Checker) -> dict[str, Any]:
        if value is None:
            return {}
        if not isinstance(value, dict):
            to.say("is_no_mapping", path)
            return {}
        if len(value) > self.most:
            to.say("too_many", path, count=len(value), most=self.most)
            return {}
        for key in value:
            if self.keys and not self.keys.fullmatch(key):
                to.say("bad_key", (*path, key), text=key)
        return {key: self.inner.take(one, (*path, key), to) for key, one in value.items()}


@dataclass(frozen=True, slots=True)
class Record:
    """Named fields; what is not named here is refused, with the name that was meant."""

    fields: Mapping[str, Shape]
    required: tuple[str, ...] = ()
    but_not: Mapping[str, str] = field(default_factory=dict)  # {name: code of why it is refused}

    def take(self, value: Any, path: Path, to: Checker) -> dict[str, Any]:
        if not isinstance(value, dict):
            to.say("is_no_mapping", path)
            return {}
        for name in value.keys() - self.fields.keys():
            hint = nearest(name, self.fields)
            code = self.but_not.get(name, "unknown_key")
            to.say(code, (*path, name), key=name, hint=hint)
        for name in self.required:
            if name not in value:
                to.say("missing", path, key=name)
        return {
            name: self.fields[name].take(one, (*path, name), to)
            for name, one in value.items()
            if name in self.fields
        }


@dataclass(frozen=True, slots=True)
class Either:
    """A text, or what has parts."""

    text: Shape
    other: Shape

    def take(self, value: Any, path: Path, to: Checker) -> Any:
        shape = self.other if isinstance(value, dict | list) else self.text
        return shape.take(value, path, to)


def nearest(name: str, known: Iterable[str]) -> str:
    """The one that was meant, or ""."""
    return next(iter(difflib.get_close_matches(name[:80], list(known), 1, 0.6)), "")


def _name(path: Path) -> str:
    """How a person would call the place: questions › q-law › choices › 2."""
    return " › ".join(str(part + 1) if isinstance(part, int) else part for part in path)
