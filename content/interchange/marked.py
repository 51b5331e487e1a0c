"""YAML from anybody, with the line and column of each part. No aliases, no tags, no surprises.

Only what a course needs is read: mappings, lists, texts, whole and decimal numbers, true and
false. `raws` keeps how a plain scalar was written, so that a text like `no` or 1.10 stays one.
"""

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml import events

from content.interchange.problems import Found
from content.yaml_files import LOADER

Path = tuple[str | int, ...]
DEEPEST = 24
MOST_PARTS = 400_000
LONGEST_NUMBER = 18
WHOLE = re.compile(r"[-+]?\d+", re.ASCII)
DECIMAL = re.compile(r"[-+]?(?:\d+\.\d*|\.\d+|\d+(?:\.\d*)?[eE][-+]?\d{1,3})", re.ASCII)
NULLS = ("", "~", "null", "Null", "NULL")
FLAGS = {
    word: value
    for value, words in ((True, ("true", "yes", "on")), (False, ("false", "no", "off")))
    for stem in words
    for word in (stem, stem.title(), stem.upper())
}


@dataclass(slots=True)
class Marked:
    """`marks` is {path: (line, column)} from 1, of a key where there is one, else of the value."""

    value: Any = None
    marks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    raws: dict[Path, str] = field(default_factory=dict)

    def at(self, path: Path) -> tuple[int, int]:
        """Of the nearest part that has a place."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))


class _Refused(Exception):
    def __init__(self, code: str, event: Any, **details: object) -> None:
        super().__init__(code)
        self.code, self.mark, self.details = code, event.start_mark, details


def read_yaml(text: str, file: str, found: Found, *, lines_before: int = 0) -> Marked | None:
    """None where it cannot be read; what can be told of it is in `found`."""
    reader = _Reader(file, found, lines_before)
    try:
        return reader.read(text)
    except _Refused as refused:
        place = (refused.mark.line + 1 + lines_before, refused.mark.column + 1)
        found.add(refused.code, file, *place, **refused.details)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1 + lines_before, mark.column + 1) if mark else (1, 1)
        found.add("yaml", file, *place, why=error.problem or error.context or "")
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        found.add("yaml", file, 1 + lines_before, 1, why=str(error).partition("\n")[0])
    return None


class _Reader:
    def __init__(self, file: str, found: Found, lines_before: int) -> None:
        self.file, self.found, self.lines_before = file, found, lines_before
        self.made = Marked()
        self.parts = 0

    def read(self, text: str) -> Marked:
        stream: Iterator[Any] = yaml.parse(text, Loader=LOADER)
        next(stream)  # the stream's start
        first = next(stream)
        if isinstance(first, events.StreamEndEvent):
            self.made.value = None
            return self.made
        self.made.value = self._part(next(stream), stream, ())
        next(stream)  # the document's end
        after = next(stream)
        if not isinstance(after, events.StreamEndEvent):
            raise _Refused("several_documents", after)
        return self.made

    def _part(self, event: Any, stream: Iterator[Any], path: Path) -> Any:
        self.parts += 1
        if isinstance(event, events.AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("alias", event)
        if getattr(event, "tag", None) not in (None, "!"):
            raise _Refused("tag", event, tag=event.tag)
        if len(path) > DEEPEST:
            raise _Refused("too_deep", event)
        if self.parts > MOST_PARTS:
            raise _Refused("too_many_parts", event)
        self.made.marks.setdefault(path, self._place(event))
        if isinstance(event, events.MappingStartEvent):
            return self._mapping(stream, path)
        if isinstance(event, events.SequenceStartEvent):
            return self._list(stream, path)
        return self._scalar(event, path)

    def _mapping(self, stream: Iterator[Any], path: Path) -> dict[str, Any]:
        made: dict[str, Any] = {}
        while not isinstance(event := next(stream), events.MappingEndEvent):
            if not isinstance(event, events.ScalarEvent):
                raise _Refused("key_is_no_text", event)
            if event.tag not in (None, "!") or event.anchor:
                raise _Refused("alias" if event.anchor else "tag", event, tag=event.tag)
            key, inner = event.value, (*path, event.value)
            if key in made:
                self._say("key_twice", event, key=key)
            self.made.marks[inner] = self._place(event)
            made[key] = self._part(next(stream), stream, inner)
        return made

    def _list(self, stream: Iterator[Any], path: Path) -> list[Any]:
        made: list[Any] = []
        while not isinstance(event := next(stream), events.SequenceEndEvent):
            made.append(self._part(event, stream, (*path, len(made))))
        return made

    def _scalar(self, event: Any, path: Path) -> Any:
        text: str = event.value
        if event.style:  # quoted, or a block
            return text
        self.made.raws[path] = text
        if text in NULLS:
            return None
        if text in FLAGS:
            return FLAGS[text]
        if WHOLE.fullmatch(text):
            return int(text) if len(text) <= LONGEST_NUMBER else self._huge(event, text)
        if DECIMAL.fullmatch(text):
            number = float(text) if len(text) <= 40 else math.inf
            return number if math.isfinite(number) else self._huge(event, text)
        return text

    def _huge(self, event: Any, text: str) -> str:
        self._say("huge_number", event, number=text[:30])
        return text[:30]

    def _say(self, code: str, event: Any, **details: object) -> None:
        self.found.add(code, self.file, *self._place(event), **details)

    def _place(self, event: Any) -> tuple[int, int]:
        return event.start_mark.line + 1 + self.lines_before, event.start_mark.column + 1
