"""The doors of the package: short texts are rendered here, long or dense ones in a child."""

from collections.abc import Sequence

from content.markup.bounded import is_dense, render_in_child
from content.markup.errors import TooLong
from content.markup.html import APART, converter, kind_of, plain_text, plain_title
from content.markup.keys import assign_keys
from content.markup.split import split_blocks
from content.markup.values import Block

MAX_BYTES = 200_000


def render_blocks(markdown: str, *, previous: Sequence[Block] = ()) -> tuple[Block, ...]:
    """The blocks of a text, in order. Raises TooLong, TooDeep, TooSlow, BadFormula.

    Empty ones, and those of which the allow-list leaves nothing, are left out.
    """
    _check_length(markdown)
    blocks = render_in_child(markdown) if is_dense(markdown) else convert_blocks(markdown)
    return assign_keys(blocks, previous)


def render(markdown: str) -> str:
    """Sanitised HTML of a whole text. Raises as render_blocks does."""
    return "\n".join(block.html for block in render_blocks(markdown))


def render_inline(markdown: str) -> str:
    """Sanitised HTML for the inside of a line or label. Raises as render_blocks does."""
    _check_length(markdown)
    if is_dense(markdown):
        return " ".join(block.text for block in render_in_child(markdown))
    return converter().inline(markdown)


def convert_blocks(markdown: str) -> list[Block]:
    """As render_blocks, unbounded in time and without keys of its own making."""
    convert = converter()
    blocks = []
    for raw in split_blocks(markdown):
        if raw.diagram:
            drawn = Block(raw.key, "diagram", "", "", raw.sources, raw.diagram, raw.lines)
            blocks.append(drawn)
            continue
        html = convert.html(raw)
        kind = kind_of(raw, html)
        text = plain_text(html)
        if text or kind in {"figure", "rule"} or "<img" in html:
            title = plain_title(convert.inline(raw.title)) if raw.callout in APART else ""
            blocks.append(Block(raw.key, kind, html, text, raw.sources, title, raw.lines))
    return blocks


def _check_length(markdown: str) -> None:
    if len(markdown.encode()) > MAX_BYTES:
        raise TooLong
