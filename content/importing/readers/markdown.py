"""Markdown, also as character recognition leaves it: its heading marks are only a hint."""

from __future__ import annotations

import re
from collections.abc import Iterator

from content.importing.limits import MOST_LINES
from content.importing.lines import Line, Progress, Source
from content.importing.marks import Said
from content.importing.problems import NoText, TooLarge
from content.importing.readers.markup import inline, marks_in, plain
from content.importing.readers.text import decoded

_HEADING = re.compile(r"^ {0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)\s*$")
_RULE = re.compile(r"^ {0,3}([-*_])(?:\s*\1){2,}\s*$")
_NOTE = re.compile(r"^\[\^([^\]\s]+)\]:\s*(.*)$")
_RAISED_NOTE = re.compile(
    r"^(?:<sup>\s*(\d{1,4})\s*</sup>|\$\s*\^\{?(\d{1,4})\}?\s*\$)\s*(.*)$", re.I
)
_BULLET = re.compile(r"^(\s*)[-*+•]\s+(.*)$")
_QUOTE = re.compile(r"^ {0,3}>\s?(.*)$")
_NUMBERED = re.compile(r"^\s*(?:\d{1,4}|[٠-٩]{1,4})\s?[.)．、\-–]\s*\S")
_LISTED = re.compile(r"^\s*\(?(?:[a-zа-я]|[ivx]{1,5}|[أ-ي])\)\s+\S")
_TABLE = re.compile(r"^\s*\|.*\|\s*$")
_TABLE_RULE = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
_FENCE = re.compile(r"^\s*(```|~~~)")
_COMMENT = re.compile(r"<!--.*?-->", re.S)
_ANCHOR = re.compile(r"<(?:a|span)\s+(?:id|name)=[^>]*>\s*</(?:a|span)>", re.I)


def read_markdown(data: bytes, on_progress: Progress) -> Source:
    raw = decoded(data)
    text = _ANCHOR.sub("", _COMMENT.sub("", _without_front_matter(raw)))
    blocks = list(_blocks(text.split("\n")))
    lines = tuple(_lines(iter(blocks)))
    if not lines:
        raise NoText("no characters")
    on_progress("read", 1.0)
    raw = "\n".join(line.text for line in lines)
    marks = tuple(mark for block in blocks for mark in _marks(block))
    return Source("md", lines, raw, flowing=True, marks=marks)


def _marks(block: list[str]) -> list[Said]:
    is_other = _HEADING.match(block[0]) or _TABLE.match(block[0])
    return [] if is_other else marks_in(" ".join(row.strip() for row in block))


def _without_front_matter(raw: str) -> str:
    if raw.startswith("---\n") and (end := raw.find("\n---\n", 4)) != -1:
        return raw[end + 5 :]
    return raw


def _blocks(rows: list[str]) -> Iterator[list[str]]:
    """Rows that belong together: split at blank lines and where a mark starts something."""
    block: list[str] = []
    for row in rows:
        if not row.strip():
            if block:
                yield block
            block = []
        elif block and _starts_alone(row, block):
            yield block
            block = [row]
        else:
            block.append(row)
    if block:
        yield block


def _starts_alone(row: str, block: list[str]) -> bool:
    if _TABLE.match(row):
        return not _TABLE.match(block[-1])
    if _UNDERLINE.match(row) and len(block) == 1 and not _starts_something(block[0]):
        return False
    return _TABLE.match(block[-1]) is not None or _starts_something(row) or _ends(block[-1])


def _starts_something(row: str) -> bool:
    marks = (_HEADING, _NOTE, _RAISED_NOTE, _BULLET, _NUMBERED, _LISTED, _RULE, _FENCE)
    return any(mark.match(row) for mark in marks)


def _ends(row: str) -> bool:
    """A hard break, a heading or a rule ends its block with its own row."""
    return row.endswith(("  ", "\\")) or bool(_HEADING.match(row) or _RULE.match(row))


def _lines(blocks: Iterator[list[str]]) -> Iterator[Line]:
    for number, block in enumerate(blocks):
        if number > MOST_LINES:
            raise TooLarge("too many lines")
        line = _line(block, number)
        if line is not None and line.text:
            yield line


def _line(block: list[str], number: int) -> Line | None:
    first = block[0]
    if heading := _HEADING.match(first):
        return _heading(heading[2], len(heading[1]), number)
    if len(block) == 2 and (underline := _UNDERLINE.match(block[1])):
        return _heading(first, 1 if underline[1][0] == "=" else 2, number)
    if _TABLE.match(first):
        return Line(_table(block), tag="table", gap=1.0, block=number)
    if _RULE.match(first) and len(block) == 1:
        return Line(first.strip(), tag="artifact", style="separator", gap=1.0, block=number)
    if _FENCE.match(first) and len(block) == 1:
        return None
    return _words(block, number)


def _heading(text: str, depth: int, number: int) -> Line:
    return Line(inline(text).text, tag="h", depth=depth, gap=1.0, bold=True, block=number)


def _table(block: list[str]) -> str:
    rows = [row.strip().strip("|") for row in block if not _TABLE_RULE.match(row)]
    return "\n".join("\t".join(plain(cell) for cell in row.split("|")) for row in rows)


def _words(block: list[str], number: int) -> Line:
    text = " ".join(row.strip().rstrip("\\") for row in block)
    if note := _NOTE.match(text):
        return Line(plain(note[2]), tag="note", style=note[1], gap=1.0, block=number)
    if note := _RAISED_NOTE.match(text):
        raised = note[1] or note[2]
        return Line(plain(note[3]), tag="note", style=raised, gap=1.0, block=number)
    if all(_QUOTE.match(row) for row in block):
        text = " ".join(row.lstrip(" >").strip() for row in block)
        return Line(plain(text), tag="quote", gap=1.0, block=number)
    if bullet := _BULLET.match(text):
        if not _NUMBERED.match(bullet[2]) and not _LISTED.match(bullet[2]):
            return Line("• " + plain(bullet[2]), tag="item", gap=1.0, block=number)
        text = bullet[2]
    said = inline(text)
    return Line(said.text, bold=said.bold, italic=said.italic, gap=1.0, block=number)
