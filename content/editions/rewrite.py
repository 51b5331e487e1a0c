"""Markdown with one of its blocks put in another's place, its key and sources kept or changed."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from content.markup.split import ATTRIBUTES, split_blocks
from content.markup.values import Lines
from content.planning.bodies import Source, SourcePassage, SourceSection, escaped, lesson_body
from content.planning.items import GOES_ON

# What makes a sentence of an item that stands alone (content.planning.items), and back.
_LETTER = re.compile(r"^\s*(?:- (?:[^\W_]{1,5}\) )?)?(?:de |d['’])?", re.I)
_END = re.compile(rf"{GOES_ON.pattern}|\s*[.。]\s*$", re.I)
_CALL = re.compile(r"<sup>[^<]{1,20}</sup>")
_LINK = re.compile(r"\[([^\]]*)\]\(https?://[^)\s]*\)")


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
        note = f"<sup>{escaped(number)}</sup> {escaped(passage.text)}"
        parts.append(f'{note}\n{{: src="{slug}/{passage.key}"}}')
    if plain:
        section = SourceSection("", 1, tuple(plain), Source(slug))
        parts.insert(0, lesson_body([section], title=""))
    return "\n\n".join(part.strip() for part in parts)


def is_as_drafted(block: str, drafted: str) -> bool:
    """Whether nobody changed a block since it was drafted; attribute lines and spaces apart."""
    return _bare(block) == _bare(drafted)


def _bare(text: str) -> str:
    lines = [line for line in text.split("\n") if not ATTRIBUTES.match(line)]
    # Drafts made before had neither letters, italics nor links, and calls at the end.
    bare = _CALL.sub("", _LINK.sub(r"\1", "\n".join(lines))).replace("*", "")
    lines = [_END.sub("", _LETTER.sub("", line)) for line in bare.split("\n")]
    bare = "\n".join(line[:1].lower() + line[1:] for line in lines)
    return re.sub(r"\s+", " ", bare).strip()
