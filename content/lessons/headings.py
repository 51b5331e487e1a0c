"""Headings of a lesson's Markdown: their levels when it becomes a part, or a lesson of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from content.editions.rewrite import lines_of
from content.markup.split import HEADING, split_blocks

HIGHEST, DEEPEST = 2, 6


def levelled(markdown: str) -> str:
    """With the first heading on the second level, and none left out from there down."""
    above: list[int] = []

    def level(was: int) -> int:
        while above and above[-1] >= was:
            above.pop()
        above.append(was)
        return min(HIGHEST + len(above) - 1, DEEPEST)

    return _with_levels(markdown, level)


def below(markdown: str) -> str:
    """Each heading a level deeper, to stand under another."""
    return _with_levels(markdown, lambda was: min(was + 1, DEEPEST))


def without_title(markdown: str) -> str:
    """Without the heading that it begins with: the title of the lesson says the same."""
    blocks = split_blocks(markdown)
    if not blocks or not HEADING.match(blocks[0].source):
        return markdown
    return levelled("\n".join(lines_of(markdown)[blocks[0].lines[1] :]).lstrip("\n"))


def _with_levels(markdown: str, level: Callable[[int], int]) -> str:
    lines = lines_of(markdown)
    for at in _heading_lines(markdown):
        rest = lines[at].lstrip("#")
        lines[at] = "#" * level(len(lines[at]) - len(rest)) + rest
    return "\n".join(lines)


def _heading_lines(markdown: str) -> Iterable[int]:
    """Those of blocks: not of code, and not within a call-out."""
    blocks = split_blocks(markdown)
    return (one.lines[0] for one in blocks if not one.callout and HEADING.match(one.source))
