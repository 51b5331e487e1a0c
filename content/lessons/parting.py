"""A lesson's Markdown in two, and two lessons' in one. Footnotes and definitions go along."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from content.editions.rewrite import lines_of
from content.lessons.headings import below, levelled
from content.markup.split import DEFINITION, HEADING, split_blocks
from content.markup.values import RawBlock
from content.planning.bodies import escaped

NOTE = re.compile(r"^<sup>([^<]{1,20})</sup> ")
CALL = re.compile(r"<sup>([^<]{1,20})</sup>")
LABEL = re.compile(r"^ {0,3}\*?\[([^\]\n]+)\]:[ \t]*(.*?)[ \t]*$")

Call = tuple[str, str]
"""The name of a report, "" where none is cited, and the number of a footnote."""


class CannotJoin(Exception):
    """Both texts explain the same `label` of a link or abbreviation, and differently."""

    def __init__(self, label: str) -> None:
        super().__init__(label)
        self.label = label


@dataclass(frozen=True, slots=True)
class _Notes:
    """A heading and the footnotes below it, as their author wrote them."""

    heading: str
    notes: tuple[tuple[Call, str], ...]

    def only(self, is_wanted: Callable[[Call], bool]) -> _Notes:
        return replace(self, notes=tuple(one for one in self.notes if is_wanted(one[0])))


@dataclass(frozen=True, slots=True)
class _Text:
    """A text without the footnotes that end it and without its definitions, and these."""

    body: str
    notes: tuple[_Notes, ...]
    definitions: tuple[str, ...]

    @classmethod
    def of(cls, markdown: str) -> _Text:
        lines = lines_of(markdown)
        blocks = split_blocks(markdown)
        notes = blocks[first_note([block.source for block in blocks]) :]
        own = lines[: notes[0].lines[0]] if notes else lines
        body = "\n".join(line for line in own if not DEFINITION.match(line))
        definitions = tuple(line for line in lines if DEFINITION.match(line))
        return cls(body.strip("\n"), tuple(_grouped(notes, lines)), definitions)

    @property
    def calls(self) -> set[Call]:
        return {
            (name, number)
            for block in split_blocks(self.body)
            for number in CALL.findall(block.source)
            for name in {token.partition("/")[0] for token in block.sources} | {""}
        }

    def written(self) -> str:
        parts = [self.body] if self.body else []
        for one in self.notes:
            parts += [one.heading, *(text for _, text in one.notes)] if one.notes else []
        said = "\n\n".join(parts).casefold()
        used = [line for line in self.definitions if _as_used(line).casefold() in said]
        parts += ["\n".join(dict.fromkeys(used))] if used else []
        return "\n\n".join(parts) + "\n" if parts else ""


def parted(markdown: str, line: int) -> tuple[str, str]:
    """What stands above the line, which begins a block, and what from it on.

    Each part has the footnotes that it calls and the definitions that it uses; the headings of
    the second begin at the second level again.
    """
    lines = lines_of(markdown)
    first = _Text.of("\n".join(lines[:line]))
    second = _Text.of("\n".join(lines[line:]))
    above, under = first.calls, second.calls
    definitions = first.definitions + second.definitions
    kept = tuple(notes.only(lambda call: call in above) for notes in second.notes)
    gone = tuple(
        notes.only(lambda call: call in under or call not in above) for notes in second.notes
    )
    return (
        replace(first, notes=kept, definitions=definitions).written(),
        levelled(replace(second, notes=gone, definitions=definitions).written()),
    )


def joined(first: str, second: str, *, title: str) -> str:
    """The second below the first, under its `title` where it does not begin with a heading of
    its own. Raises CannotJoin."""
    one, other = _Text.of(first), _Text.of(second)
    _check_labels(one.definitions, other.definitions)
    under = other.body
    if under and not HEADING.match(under) and title:
        under = f"## {escaped(title)}\n\n{below(under)}"
    return replace(
        one,
        body="\n\n".join(text for text in (one.body, under) if text),
        notes=_together(one.notes + other.notes),
        definitions=one.definitions + other.definitions,
    ).written()


def first_note(sources: Sequence[str]) -> int:
    """Where the footnotes that end a text begin, with their heading; as many as there are blocks
    where there are none. `sources` are the blocks' Markdown."""
    start = len(sources)
    while start and (NOTE.match(sources[start - 1]) or _heads_note(sources, start - 1)):
        start -= 1
    headings = (at for at in range(start, len(sources)) if HEADING.match(sources[at]))
    return next(headings, len(sources))


def _heads_note(sources: Sequence[str], at: int) -> bool:
    under = sources[at + 1] if at + 1 < len(sources) else ""
    return bool(HEADING.match(sources[at]) and NOTE.match(under))


def _grouped(blocks: Sequence[RawBlock], lines: Sequence[str]) -> Iterable[_Notes]:
    heading = ""
    notes: list[tuple[Call, str]] = []
    for block in blocks:
        text = "\n".join(lines[slice(*block.lines)]).strip("\n")
        number = NOTE.match(block.source)
        if number:
            name = block.sources[0].partition("/")[0] if block.sources else ""
            notes.append(((name, number[1]), text))
            continue
        if notes:
            yield _Notes(heading, tuple(notes))
        heading, notes = text, []
    if notes:
        yield _Notes(heading, tuple(notes))


def _together(groups: Iterable[_Notes]) -> tuple[_Notes, ...]:
    """Those under the same heading in one, each note once."""
    found: dict[str, dict[str, Call]] = {}
    for group in groups:
        own = found.setdefault(group.heading, {})
        for call, text in group.notes:
            own.setdefault(text, call)
    return tuple(
        _Notes(heading, tuple((call, text) for text, call in own.items()))
        for heading, own in found.items()
    )


def _check_labels(first: Iterable[str], second: Iterable[str]) -> None:
    known = dict(_label(line) for line in first)
    for label, meaning in map(_label, second):
        if known.get(label, meaning) != meaning:
            raise CannotJoin(label)


def _as_used(definition: str) -> str:
    """A link is named in brackets, an abbreviation stands as it is."""
    label = _label(definition)[0]
    return label if definition.lstrip().startswith("*") else f"[{label}]"


def _label(definition: str) -> tuple[str, str]:
    found = LABEL.match(definition)
    return (found[1], found[2]) if found else (definition, "")
