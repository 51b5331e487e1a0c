"""The outline's parts and passages put together to one `Reading`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from content.importing.clean.stage import Cleaned
from content.importing.clean.vocabulary import Vocabulary, vocabulary_of
from content.importing.coverage import aside_warning, coverage
from content.importing.language import language_of
from content.importing.lines import CALL, Source, without_calls
from content.importing.marks import with_marks
from content.importing.outline.stage import Outline, PartOutline
from content.importing.passages import Writer
from content.importing.symbols import symbol_of
from content.importing.values import Heading, Part, Reading, SetAside


def assembled(source: Source, cleaned: Cleaned, outline: Outline, *, sha256: str) -> Reading:
    exact = source.format in ("docx", "html")
    language = language_of(" ".join(line.text for line in cleaned.lines))
    words = vocabulary_of((line.text for line in cleaned.lines), exact=exact, language=language)
    numbers = frozenset(note.number for note in outline.notes if note.number)
    marked = {number for line in cleaned.lines for number in CALL.findall(line.text)}
    writer = Writer(words, numbers - marked)
    headings: list[Heading] = []
    annexes = 0
    for part in outline.parts:
        annexes += part.kind == "annex"
        places = _add_headings(headings, part, words, writer.printed)
        writer.note_changes("")
        writer.part(part, _prefix(part, annexes), places)
    writer.notes(outline.notes)
    for index, printed in writer.title_calls.items():
        title = headings[index].title.removesuffix(printed).rstrip()
        headings[index] = replace(headings[index], title=title)
    aside = (*cleaned.aside, *outline.aside)
    body = next(part for part in outline.parts if part.kind == "body")
    return Reading(
        title=words.healed(outline.title),
        language=language,
        symbol=symbol_of(source, aside),
        sha256=sha256,
        format=source.format,
        pages=source.pages,
        headings=tuple(headings),
        passages=tuple(with_marks(writer.passages, source.marks)),
        parts=_parts(outline),
        paragraphs=body.numbering,
        numbered_unit="article" if body.articles else "paragraph",
        footnotes=len(numbers),
        set_aside=aside,
        coverage=_coverage(source, headings, writer, aside),
        warnings=tuple(_warnings(source, outline, aside)),
        mended=tuple(writer.mended),
    )


def _prefix(part: PartOutline, annexes: int) -> str:
    if part.kind == "note":
        return "note."
    return f"annex{annexes}." if part.kind == "annex" else ""


def _parts(outline: Outline) -> tuple[Part, ...]:
    return tuple(Part(part.kind, part.title, part.numbering) for part in outline.parts)


def _printed_label(part: PartOutline, place: int) -> str:
    found, text = part.found[place], part.blocks[place].bare
    return text[: len(text) - len(found.title)] if found.label is not None else ""


def _add_headings(
    headings: list[Heading], part: PartOutline, words: Vocabulary, printed: list[str]
) -> dict[int, int]:
    """Adds the part's headings; gives the index of each by its block's place."""
    places: dict[int, int] = {}
    open_above: list[int] = []
    ranges = _ranges(part)
    for place in sorted(part.found):
        found = part.found[place]
        while open_above and headings[open_above[-1]].level >= found.level:
            open_above.pop()
        index = len(headings)
        first, last = ranges[place]
        printed.append(_printed_label(part, place))
        headings.append(
            Heading(
                index=index,
                level=found.level,
                label=found.label,
                title=_title(part, place, words),
                page=part.blocks[place].first.page,
                first_paragraph=first,
                last_paragraph=last,
                part=part.kind,
                parent=open_above[-1] if open_above else None,
                votes=found.votes,
            )
        )
        open_above.append(index)
        places[place] = index
    return places


def _title(part: PartOutline, place: int, words: Vocabulary) -> str:
    """The heading's words over all its lines, without its label and its stars."""
    found, block = part.found[place], part.blocks[place]
    whole = words.healed(words.joined(without_calls(line.text) for line in block.lines))
    if found.label is not None:
        behind = whole.partition(found.title[:1])[0]
        start = len(behind) if found.title[:1] and len(behind) < len(whole) else 0
        whole = _behind_label(whole, found.title) or whole[start:]
    return words.settled(" ".join(whole.rstrip("*† ").split()))


def _behind_label(whole: str, title: str) -> str:
    """The end of `whole` that says what `title` says, spaces and hyphens apart."""
    wanted = sum(not c.isspace() and c not in "-\u00ad" for c in title)
    count = 0
    for place in range(len(whole) - 1, -1, -1):
        count += not whole[place].isspace() and whole[place] not in "-\u00ad"
        if count == wanted:
            return whole[place:].lstrip("-\u00ad ")
    return ""


def _ranges(part: PartOutline) -> dict[int, tuple[int | None, int | None]]:
    """First and last numbered paragraph from each heading to the next of its level or above.

    A heading in the middle of a paragraph has that paragraph.
    """
    ranges: dict[int, tuple[int | None, int | None]] = {}
    open_above: list[int] = []
    number: int | None = None
    for place, block in enumerate(part.blocks):
        found = part.found.get(place)
        if found is not None:
            while open_above and part.found[open_above[-1]].level >= found.level:
                open_above.pop()
            open_above.append(place)
            ranges[place] = (None, number)
        elif block.number is not None and part.numbering.first is not None:
            number = block.number
            for above in open_above:
                first = ranges[above][0]
                ranges[above] = (number if first is None else first, number)
    return {
        place: (last if first is None else first, last) for place, (first, last) in ranges.items()
    }


def _coverage(
    source: Source, headings: list[Heading], writer: Writer, aside: Iterable[SetAside]
) -> float:
    found = [heading.title for heading in headings]
    found += [f"{p.text}{''.join(p.calls)}" for p in writer.passages]
    found += [p.number for p in writer.passages if p.kind == "footnote" and p.number]
    found += writer.printed
    return coverage(source.raw, found, [held.text for held in aside])


def _warnings(source: Source, outline: Outline, aside: Iterable[SetAside]) -> Iterable[str]:
    yield from source.warnings
    for part in outline.parts:
        for number in (*part.numbering.missing, *part.gaps):
            yield f"Paragraph {number} is missing between its neighbours ({part.kind})."
        for number in part.numbering.duplicated:
            yield f"Paragraph number {number} stands twice ({part.kind})."
    if not any(part.found for part in outline.parts):
        yield "No headings were found."
    warning = aside_warning(source.raw, [(held.kind, held.text) for held in aside])
    if warning:
        yield warning
