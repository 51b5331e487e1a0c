"""The stage `clean`: lines put right, furniture and tables of contents set aside."""

from __future__ import annotations

from dataclasses import dataclass, replace

from content.importing.clean.characters import put_right
from content.importing.clean.contents import contents_lines
from content.importing.clean.furniture import is_rule, kinds_of_furniture
from content.importing.clean.tables import with_tables
from content.importing.lines import Line, Source, without_calls
from content.importing.values import SetAside


@dataclass(frozen=True, slots=True)
class Cleaned:
    """`rules` are the indexes in `lines` of those with a rule above them."""

    lines: tuple[Line, ...]
    rules: frozenset[int]
    aside: tuple[SetAside, ...]


def cleaned(source: Source) -> Cleaned:
    kinds = kinds_of_furniture(source.lines)
    for index in _contents(source.lines, kinds):
        kinds[index] = kinds[index] or "contents"
    kept: list[Line] = []
    raw: list[str] = []
    rules: set[int] = set()
    aside: list[SetAside] = []
    turned = False
    for line, kind in zip(source.lines, kinds, strict=True):
        turned = turned or line.turn
        if kind:
            aside.append(SetAside(kind, _plain(line), line.page))
            # Text out of a PDF tells where a page ends by its number or running head alone.
            turned = turned or (kind in ("page_number", "running_head") and line.page is None)
            if is_rule(line.text):
                rules.add(len(kept))
            continue
        text = put_right(line.text) if line.tag != "table" else _table(line.text)
        if text:
            # White space below a running head says nothing about the line.
            gap = 0.0 if turned and not line.turn and line.right else line.gap
            same = (text, turned, gap) == (line.text, line.turn, line.gap)
            kept.append(line if same else replace(line, text=text, turn=turned, gap=gap))
            raw.append(line.text)
            turned = False
    if source.flowing:
        return Cleaned(tuple(kept), frozenset(rules), tuple(aside))
    lines, moved = with_tables(kept, raw)
    return Cleaned(tuple(lines), frozenset(moved[at] for at in rules if at in moved), tuple(aside))


def _contents(lines: tuple[Line, ...], kinds: list[str]) -> set[int]:
    """Tables of contents among the lines that are no furniture."""
    places = [index for index, kind in enumerate(kinds) if not kind]
    found = contents_lines(tuple(lines[index] for index in places))
    return {places[at] for at in found}


def _plain(line: Line) -> str:
    return put_right(without_calls(line.text))


def _table(text: str) -> str:
    rows = text.split("\n")
    return "\n".join("\t".join(put_right(cell) for cell in row.split("\t")) for row in rows)
