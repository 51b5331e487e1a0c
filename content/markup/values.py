"""What rendering gives."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Block:
    """One block of a text: what has a place, a key and sources of its own.

    `kind` is heading, paragraph, list, table, quote, code, figure, rule or callout;
    `html` is sanitised; `text` is plain; `sources` are raw tokens such as "a-76-121/18".
    """

    key: str
    kind: str
    html: str
    text: str
    sources: tuple[str, ...] = ()


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
