"""What rendering gives."""

from dataclasses import dataclass, field

Lines = tuple[int, int]
"""From a line of the text, counted from 0, to the one behind the last, attributes among them."""


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text: what has a place, a key and sources of its own.

    `kind` is heading, paragraph, list, table, quote, code, figure, rule, callout, distressing,
    instead or diagram; `html` is sanitised; `text` is plain; `sources` are raw tokens such as
    "a-76-121/18". A distressing part and what stands in its place have a plain `title` of their
    own, which is not in their HTML. Of a diagram, `title` is its name and the rest is empty:
    whoever knows the diagrams draws it.
    """

    key: str
    kind: str
    html: str
    text: str
    sources: tuple[str, ...] = ()
    title: str = ""
    lines: Lines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class RawBlock:
    """A block as written. `key` is empty when the author gave none."""

    source: str
    key: str = ""
    sources: tuple[str, ...] = ()
    lang: str = ""
    dir: str = ""
    callout: str = ""
    title: str = ""
    diagram: str = ""
    lines: Lines = field(default=(0, 0), compare=False)


@dataclass(frozen=True, slots=True)
class LoneLine:
    """An attribute line that is directly below no text of its own; `line` is counted from 0."""

    line: int
    key: str
    sources: tuple[str, ...]
