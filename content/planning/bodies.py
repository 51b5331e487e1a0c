"""A lesson's Markdown from the passages of a report, each block with its anchor."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from content.planning.brief import brief
from content.planning.inline import Mark, escaped, spaced, with_marks

__all__ = ["Source", "SourcePassage", "SourceSection", "escaped", "lesson_body", "note_block"]

# Signs; of a shorter title nothing is said by a heading that begins with it.
_SHORTEST_HEAD = 12
_LONGEST_HEADING = 120


@dataclass(frozen=True, slots=True)
class SourcePassage:
    """A passage as it goes into a lesson. `kind` as in content.importing.values.

    `number` is the letter of a list's item, "" for none; `marks` its italics and links.
    """

    key: str
    kind: str
    text: str
    calls: tuple[str, ...] = ()
    number: str = ""
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """A report that passages are of: its slug in anchors, its short name, its footnotes and
    language."""

    slug: str
    name: str = ""
    footnotes: Mapping[str, SourcePassage] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True, slots=True)
class SourceSection:
    """A heading, "" for none, and the passages to show under it; `level` 1 is the highest."""

    title: str
    level: int
    passages: tuple[SourcePassage, ...]
    source: Source


def lesson_body(
    sections: Sequence[SourceSection],
    *,
    title: str,
    module: str = "",
    is_renamed: bool = False,
    notes_title: str = "Notes",
) -> str:
    """Markdown with `{: src="<slug>/<key>"}` behind each block.

    The footnotes that are called stand at the end, apart for each report. `module` is the title
    of the lesson's module, which no heading need say again; `is_renamed`: somebody gave the
    lesson its title, which stands for the first heading.
    """
    blocks: list[str] = []
    sections = _without_chapters(sections)
    headed = _headed(sections, title, module, is_renamed)
    # The lesson's title is the first level, so the first heading is the second, none left out.
    above: list[int] = []
    for section, shown in zip(sections, headed, strict=True):
        if shown:
            above = [level for level in above if level < section.level]
            depth = min(2 + len(above), 4)
            above.append(section.level)
            blocks.append(f"{'#' * depth} {_heading(section)}")
        blocks += _blocks(section.passages, section.source)
    blocks += _notes(sections, notes_title)
    return "\n\n".join(blocks) + "\n" if blocks else ""


def _heading(section: SourceSection) -> str:
    """A heading that nobody reads at a glance is cut where it pauses; the source has it whole."""
    language = section.source.language
    is_long = len(section.title) > _LONGEST_HEADING
    title = brief(section.title, language=language) if is_long else section.title
    return spaced(escaped(title), language)


def _headed(
    sections: Sequence[SourceSection], title: str, module: str, is_renamed: bool
) -> list[bool]:
    """Whether each section's heading is shown: none over a lesson that is one section, and at
    the top none that says what the titles of the lesson and of its module say."""
    if len([section for section in sections if section.passages]) == 1 and title:
        return [False] * len(sections)
    top = next((at for at, section in enumerate(sections) if section.passages), 0)
    return [
        bool(section.title)
        and not (at <= top and (is_renamed or _says_one(section.title, title, module)))
        and not (at and _goes_on(sections[at - 1], section))
        for at, section in enumerate(sections)
    ]


def _without_chapters(sections: Sequence[SourceSection]) -> list[SourceSection]:
    """Without the headings above the first one that has text: those of the chapter, which the
    module is called by. Headings of which none has text all stay, and those that another of
    their level follows, for they part the lesson."""
    first = next((at for at, one in enumerate(sections) if one.passages), 0)
    below = sections[first].level if sections else 0
    later = min((one.level for one in sections[first + 1 :]), default=below + 1)
    return [one for at, one in enumerate(sections) if at >= first or one.level >= min(below, later)]


def _says_one(heading: str, *titles: str) -> bool:
    return any(_says(title, heading) for title in titles)


def _says(title: str, heading: str) -> bool:
    """ "Money", "Money: Banks", "Money (1)" and "Money laundering in …" say "Money laundering in
    banks" or "Money"; of "Money; Ships" it is one part, to be shown."""
    title, heading = (" ".join(text.split()).casefold() for text in (title, heading))
    if not title or not heading:
        return False
    rest = title.removeprefix(heading).strip()
    if title.startswith(heading) and (not rest or rest[0] in ":：(（"):
        return True
    head = title.rstrip(" …")
    goes_on = heading[len(head) : len(head) + 1]
    return len(head) >= _SHORTEST_HEAD and heading.startswith(head) and not goes_on.isalnum()


def _goes_on(before: SourceSection, section: SourceSection) -> bool:
    """True where another report says more under the same heading: it needs no second one."""
    return before.title == section.title and before.source.slug != section.source.slug


def _notes(sections: Sequence[SourceSection], title: str) -> list[str]:
    """The footnotes called, under one heading; of several reports, under one for each."""
    sources = {section.source.slug: section.source for section in sections}
    notes = {slug: _called(sections, source) for slug, source in sources.items()}
    noted = [slug for slug, found in notes.items() if found]
    blocks: list[str] = []
    for slug in noted:
        name = f": {escaped(sources[slug].name)}" if len(noted) > 1 else ""
        blocks += [f"## {title}{name}", *notes[slug]]
    return blocks


def _called(sections: Sequence[SourceSection], source: Source) -> list[str]:
    passages = (
        one
        for section in sections
        if section.source.slug == source.slug
        for one in section.passages
    )
    called = dict.fromkeys(number for one in passages for number in one.calls)
    known = source.footnotes
    return [note_block(known[number], number, source) for number in called if number in known]


def _blocks(passages: Iterable[SourcePassage], source: Source) -> list[str]:
    blocks: list[str] = []
    for is_item, run in groupby(passages, key=lambda passage: passage.kind == "item"):
        if is_item:
            blocks.append(_list(list(run), source))
        else:
            blocks += [_block(passage, source) for passage in run]
    return blocks


def _block(passage: SourcePassage, source: Source) -> str:
    if passage.kind == "table":
        return f"{_table(passage.text)}\n{_anchor([passage.key], source.slug)}"
    text = _text(passage, source)
    if passage.kind == "quote":
        text = f"> {text}"
    return f"{text}\n{_anchor([passage.key], source.slug)}"


def _list(items: list[SourcePassage], source: Source) -> str:
    """One block; an item whose key is longer ("18.a.ii" under "18.a") stands further in.

    Its letter is said, for texts and margins speak of it.
    """
    top = min(item.key.count(".") for item in items)
    lines = [f"{'    ' * (item.key.count('.') - top)}- {_item(item, source)}" for item in items]
    return "\n".join([*lines, _anchor([item.key for item in items], source.slug)])


def _item(item: SourcePassage, source: Source) -> str:
    text = _text(item, source)
    return f"{escaped(item.number)}) {text}" if item.number else text


def _table(text: str) -> str:
    rows = [[_cell(cell) for cell in line.split("\t")] for line in text.splitlines() if line]
    width = max((len(row) for row in rows), default=1)
    rows = [row + [""] * (width - len(row)) for row in rows]
    head, *body = rows or [[""]]
    lines = [head, ["---"] * width, *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _cell(text: str) -> str:
    return escaped(text).replace("|", "\\|")


def _text(passage: SourcePassage, source: Source) -> str:
    """With its footnotes' numbers where they are called, those of no known place at the end."""
    text = spaced(with_marks(passage.text, passage.marks), source.language)
    numbers = [f"<sup>{escaped(number)}</sup>" for number in passage.calls]
    return text + "".join(number for number in numbers if number not in text)


def note_block(footnote: SourcePassage, number: str, source: Source) -> str:
    """A footnote as it stands below a lesson, behind its number."""
    text = spaced(with_marks(footnote.text, footnote.marks), source.language)
    return f"<sup>{escaped(number)}</sup> {text}\n{_anchor([footnote.key], source.slug)}"


def _anchor(keys: Iterable[str], slug: str) -> str:
    tokens = " ".join(f"{slug}/{key}" for key in keys)
    return f'{{: src="{tokens}"}}'
