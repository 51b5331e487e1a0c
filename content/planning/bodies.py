"""A lesson's Markdown from the passages of a report, each block with its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

_INLINE = re.compile(r"([\\`*])|(\b_|_\b)|(\[(?=\^))|((?<=\])[(\[:])|(\{(?=:))")
_LINE_START = re.compile(r"^(\s*)([-+#>=|~]|:::|\d+(?=[.)]\s))", re.M)
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage as it goes into a lesson. `kind` as in content.importing.values."""

    key: str
    kind: str
    text: str
    calls: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A heading, "" for none, and the passages to show under it; `level` 1 is the highest."""

    title: str
    level: int
    passages: tuple[SourcePassage, ...]


def lesson_body(
    sections: Sequence[SourceSection],
    *,
    slug: str,
    title: str,
    footnotes: dict[str, SourcePassage],
) -> str:
    """Markdown with `{: src="<slug>/<key>"}` behind each block.

    `footnotes` are those of the report by number; the ones that are called become notes.
    """
    blocks: list[str] = []
    top = min((section.level for section in sections), default=1)
    for index, section in enumerate(sections):
        if section.title and not (index == 0 and title.startswith(section.title)):
            depth = min(2 + section.level - top, 4)
            blocks.append(f"{'#' * depth} {escaped(_one_line(section.title))}")
        blocks += _blocks(section.passages, slug)
    called = dict.fromkeys(
        number for section in sections for one in section.passages for number in one.calls
    )
    blocks += [_note(footnotes[number], number, slug) for number in called if number in footnotes]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escaped(text: str) -> str:
    """Text that Markdown shows as it is: nothing in a report is taken for a mark or a tag."""
    text = _ENTITY.sub("&amp;", text)
    text = _TAG.sub("&lt;", text)
    text = _INLINE.sub(lambda found: "\\" + found.group(), text)
    return _LINE_START.sub(_escaped_start, text)


def _escaped_start(found: re.Match[str]) -> str:
    space, mark = found.groups()
    # In "2019. A year" the stop makes the list, not the figure.
    return f"{space}{mark}\\" if mark[0].isdigit() else f"{space}\\{mark}"


def _blocks(passages: Iterable[SourcePassage], slug: str) -> list[str]:
    blocks: list[str] = []
    for is_item, run in groupby(passages, key=lambda passage: passage.kind == "item"):
        if is_item:
            blocks.append(_list(list(run), slug))
        else:
            blocks += [_block(passage, slug) for passage in run]
    return blocks


def _block(passage: SourcePassage, slug: str) -> str:
    if passage.kind == "table":
        return f"{_table(passage.text)}\n{_anchor([passage.key], slug)}"
    text = escaped(_one_line(passage.text)) + _calls(passage)
    if passage.kind == "quote":
        text = f"> {text}"
    return f"{text}\n{_anchor([passage.key], slug)}"


def _list(items: list[SourcePassage], slug: str) -> str:
    lines = [f"- {escaped(_one_line(item.text))}{_calls(item)}" for item in items]
    return "\n".join([*lines, _anchor([item.key for item in items], slug)])


def _table(text: str) -> str:
    rows = [[_cell(cell) for cell in line.split("\t")] for line in text.splitlines() if line]
    width = max((len(row) for row in rows), default=1)
    rows = [row + [""] * (width - len(row)) for row in rows]
    head, *body = rows or [[""]]
    lines = [head, ["---"] * width, *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return escaped(_one_line(text)).replace("|", "\\|")


def _calls(passage: SourcePassage) -> str:
    return "".join(f"[^{number}]" for number in passage.calls)


def _note(footnote: SourcePassage, number: str, slug: str) -> str:
    return f"[^{number}]: {escaped(_one_line(footnote.text))}\n{_anchor([footnote.key], slug)}"


def _anchor(keys: Iterable[str], slug: str) -> str:
    tokens = " ".join(f"{slug}/{key}" for key in keys)
    return f'{{: src="{tokens}"}}'


def _one_line(text: str) -> str:
    return " ".join(text.split())
