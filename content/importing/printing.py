"""A reading as text for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from content.importing.values import Heading, Numbering, Reading


def as_text(reading: Reading, *, passages: bool = False) -> str:
    return "\n".join(_lines(reading, passages))


def _lines(reading: Reading, passages: bool) -> Iterator[str]:
    yield reading.title or "(no title)"
    yield " · ".join(
        (reading.symbol or "no symbol", reading.language, reading.format, reading.sha256[:12])
    )
    yield ""
    for heading in reading.headings:
        if heading.part == "body":
            yield _heading(heading)
    yield ""
    yield f"{reading.numbered_unit}s: {_numbering(reading.paragraphs)}"
    for part in reading.parts:
        if part.kind != "body":
            yield f"{part.kind}: {part.title or '(no title)'} ({_numbering(part.paragraphs)})"
    yield f"footnotes: {reading.footnotes}; covered: {reading.coverage:.1%}"
    yield from (f"note: {warning}" for warning in reading.warnings)
    if passages:
        yield ""
        for passage in reading.passages:
            yield f"[{passage.key}] {passage.text}"


def _heading(heading: Heading) -> str:
    label = f"{heading.label}. " if heading.label else ""
    span = ""
    if heading.first_paragraph is not None:
        span = f"  [{heading.first_paragraph}–{heading.last_paragraph}]"
    return f"{'  ' * (heading.level - 1)}{label}{heading.title}{span}"


def _numbering(numbering: Numbering) -> str:
    if not numbering.count:
        return "none"
    said = f"{numbering.first}–{numbering.last}, {numbering.count} in all"
    if numbering.missing:
        said += f", missing {', '.join(map(str, numbering.missing))}"
    if numbering.duplicated:
        said += f", twice {', '.join(map(str, numbering.duplicated))}"
    return said
