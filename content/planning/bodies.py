"""A lesson's Markdown from the passages of a report, each block with its anchor."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

# Only characters that Python-Markdown knows to be escapable; others become references.
_INLINE = re.compile(r"[\\`*$]|\b_|_\b|\[(?=[^\]]*\][(\[:])|(?<=\])[(\[]|\{(?=:)")
_MARK_AT_START = re.compile(r"^([-+#>]|\d+(?=\.\s))")
_REFERENCES = {"~": "&#126;", ":": "&#58;", "|": "&#124;", "=": "&#61;"}
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
    notes_title: str = "Notes",
) -> str:
    """Markdown with `{: src="<slug>/<key>"}` behind each block.

    `footnotes` are those of the report by number; the ones that are called stand at the end.
    """
    blocks: list[str] = []
    headed = [
        bool(section.title) and not (index == 0 and title.startswith(section.title))
        for index, section in enumerate(sections)
    ]
    # The lesson's title is the first level, so the first heading is the second, none left out.
    top = min((one.level for one, shown in zip(sections, headed, strict=True) if shown), default=1)
    depth = 1
    for section, shown in zip(sections, headed, strict=True):
        if shown:
            depth = min(2 + section.level - top, depth + 1, 4)
            blocks.append(f"{'#' * depth} {escaped(section.title)}")
        blocks += _blocks(section.passages, slug)
    called = dict.fromkeys(
        number for section in sections for one in section.passages for number in one.calls
    )
    notes = [_note(footnotes[number], number, slug) for number in called if number in footnotes]
    if notes:
        blocks += [f"## {notes_title}", *notes]
    return "\n\n".join(blocks) + "\n" if blocks else ""


def escaped(text: str) -> str:
    """One line that Markdown shows as it is: no mark, no tag, no entity of the report's acts."""
    text = _ENTITY.sub("&amp;", _one_line(text))
    text = _TAG.sub("&lt;", text)
    text = _INLINE.sub(lambda found: "\\" + found.group(), text)
    text = _MARK_AT_START.sub(_escaped_start, text)
    return _REFERENCES.get(text[:1], text[:1]) + text[1:]


def _escaped_start(found: re.Match[str]) -> str:
    # In "2019. A year" the stop makes the list, not the figure.
    mark = found.group()
    return f"{mark}\\" if mark.isdigit() else f"\\{mark}"


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
    text = escaped(passage.text) + _calls(passage)
    if passage.kind == "quote":
        text = f"> {text}"
    return f"{text}\n{_anchor([passage.key], slug)}"


def _list(items: list[SourcePassage], slug: str) -> str:
    """One block; an item whose key is longer ("18.a.ii" under "18.a") stands further in."""
    top = min(item.key.count(".") for item in items)
    lines = [
        f"{'    ' * (item.key.count('.') - top)}- {escaped(item.text)}{_calls(item)}"
        for item in items
    ]
    return "\n".join([*lines, _anchor([item.key for item in items], slug)])


def _table(text: str) -> str:
    rows = [[_cell(cell) for cell in line.split("\t")] for line in text.splitlines() if line]
    width = max((len(row) for row in rows), default=1)
    rows = [row + [""] * (width - len(row)) for row in rows]
    head, *body = rows or [[""]]
    lines = [head, ["---"] * width, *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _calls(passage: SourcePassage) -> str:
    return "".join(f"<sup>{escaped(number)}</sup>" for number in passage.calls)


def _note(footnote: SourcePassage, number: str, slug: str) -> str:
    text = escaped(footnote.text)
    return f"<sup>{escaped(number)}</sup> {text}\n{_anchor([footnote.key], slug)}"


def _anchor(keys: Iterable[str], slug: str) -> str:
    tokens = " ".join(f"{slug}/{key}" for key in keys)
    return f'{{: src="{tokens}"}}'


def _one_line(text: str) -> str:
    return " ".join(text.split())
