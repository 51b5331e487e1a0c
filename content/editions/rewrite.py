"""Markdown with one of its blocks put in another's place, its key and sources kept or changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from content.markup.split import ATTRIBUTES, split_blocks
from content.markup.values import Lines
from content.planning.bodies import Source, SourcePassage, SourceSection, lesson_body, note_block
from content.planning.items import tellings

_SPACES = re.compile(r"[^\S\n]+")


def lines_of(body: str) -> list[str]:
    """As content.markup counts them."""
    return body.replace("\r\n", "\n").replace("\r", "\n").split("\n")


def block_at(body: str, lines: Lines) -> str:
    """The block's Markdown with its attribute line."""
    return "\n".join(lines_of(body)[lines[0] : lines[1]]).rstrip()


def with_block(body: str, lines: Lines, block: str) -> str:
    """`block` where the lines stood; "" takes them out with one of the empty lines around."""
    every = lines_of(body)
    first, end = lines
    if not block:
        while end < len(every) and not every[end].strip():
            end += 1
        return "\n".join([*every[:first], *every[end:]])
    apart = [""] if end < len(every) and every[end].strip() else []
    return "\n".join([*every[:first], block, *apart, *every[end:]])


def described(block: str, *, sources: Sequence[str], key: str = "") -> str:
    """The block with these sources; its own key, language and direction stay, `key` is for one
    that has none."""
    lines = block.rstrip().split("\n")
    told = split_blocks(block)[-1]
    while lines and ATTRIBUTES.match(lines[-1]):
        lines.pop()
    words = [f"#{told.key or key}"] if told.key or key else []
    if sources:
        words.append(f'src="{" ".join(dict.fromkeys(sources))}"')
    words += [
        f'{name}="{value}"' for name, value in (("lang", told.lang), ("dir", told.dir)) if value
    ]
    text = "\n".join(lines).rstrip()
    return f"{text}\n{{: {' '.join(words)}}}" if words else text


def renamed(sources: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """The sources with those that `names` knows called by their new names."""
    return [names.get(source, source) for source in sources]


def passages_as_block(passages: Sequence[tuple[SourcePassage, str]], slug: str) -> str:
    """(passage, number) in order as a draft would show them; of the report `slug`."""
    parts = []
    plain: list[SourcePassage] = []
    for passage, number in passages:
        if passage.kind != "footnote":
            plain.append(passage)
            continue
        parts.append(note_block(passage, number, Source(slug)))
    if plain:
        section = SourceSection("", 1, tuple(plain), Source(slug))
        parts.insert(0, lesson_body([section], title=""))
    return "\n\n".join(part.strip() for part in parts)


def is_as_drafted(
    block: str, passages: Sequence[tuple[SourcePassage, str]], slug: str, *, language: str
) -> bool:
    """Whether nobody changed a block since it was drafted of these, as for passages_as_block;
    attribute lines and spaces apart. What an older release drafted in another way counts as
    changed: then a person decides."""
    numbers = [number for _passage, number in passages]
    ways = tellings([passage for passage, _number in passages], language)
    drafts = (passages_as_block(list(zip(way, numbers, strict=True)), slug) for way in ways)
    return _bare(block) in map(_bare, drafts)


def _bare(text: str) -> str:
    lines = [line for line in text.split("\n") if not ATTRIBUTES.match(line)]
    return "\n".join(_SPACES.sub(" ", line).rstrip() for line in lines).strip()
