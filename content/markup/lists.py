"""Nested lists as people indent them (two, three or four spaces) for a parser that wants four."""

import re

ITEM = re.compile(r"^( *)([-*+]|\d{1,9}\.)([ ]+)(\S.*)$")
STEP = 4


def indent_by_four(source: str) -> str:
    """The same list with each level indented by four spaces."""
    if not ITEM.match(source.split("\n", 1)[0]):
        return source
    out: list[str] = []
    levels: list[tuple[int, int]] = []  # (indent of the marker, indent of its text)
    for line in source.split("\n"):
        width = len(line) - len(line.lstrip())
        item = ITEM.match(line)
        if item:
            while levels and width < levels[-1][1] and (width <= levels[-1][0] or width < 2):
                levels.pop()
            levels.append((width, width + len(item[2]) + 1))
            out.append(" " * STEP * (len(levels) - 1) + f"{item[2]} {item[4]}")
        elif not line.strip():
            out.append("")
        else:
            depth = sum(1 for marker, _ in levels if width > marker)
            out.append(" " * STEP * depth + " " * max(0, _extra(width, levels)) + line.lstrip())
    return "\n".join(out)


def _extra(width: int, levels: list[tuple[int, int]]) -> int:
    """Spaces beyond the text of the innermost item above: code inside an item keeps its own."""
    above = [text for marker, text in levels if width > marker]
    return width - above[-1] if above and width - above[-1] >= STEP else 0
