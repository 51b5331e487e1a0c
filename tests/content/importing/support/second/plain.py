"""Markdown in two manners (a converter's, an OCR's) and text as typed by a person."""

from __future__ import annotations

import textwrap

from tests.content.importing.support.second.report import CALL, Block, Made
from tests.content.importing.support.second.sheet import folded_lines


def as_converted(report: Made) -> bytes:
    """Markdown of a converter: headings by #, escaped stops, [^n] notes, pipe tables."""
    said = [_converted(block) for block in report.blocks]
    notes = [f"[^{n}]: {note}" for n, note in report.notes.items()]
    return "\n\n".join([*said, *notes, ""]).encode()


def _converted(block: Block) -> str:
    text = CALL.sub(r"[^\1]", block.text)
    if block.run_in:
        text = f"**{block.run_in}** {text}"
    if block.kind == "entry":
        return f"- {block.printed} {text} {'.' * 12} {block.role}"
    if block.kind == "table":
        head, *rows = block.rows
        lines = [f"{block.printed}: {text}", "", _cells(head), "|" + "---|" * len(head)]
        return "\n".join([*lines, *map(_cells, rows)])
    if block.kind == "head" or block.role in ("part", "annex"):
        return f"{'#' * ((block.level or 1) + 1)} {block.printed} {text}".replace("  ", " ")
    if block.kind == "article":
        return f"**{block.printed}**"
    if block.role == "title":
        return f"# {text}"
    printed = block.printed.replace(".", "\\.").replace(")", "\\)")
    words = f"{printed} {text}" if printed else text
    if block.kind == "quote":
        return f"> {words}"
    return words


def _cells(row: tuple[str, ...]) -> str:
    return "| " + " | ".join(row) + " |"


def as_scanned(report: Made) -> bytes:
    """Markdown of an OCR: headings of any depth, <sup> calls, notes in mid-text, page marks."""
    said, page = [], 0
    for number, block in enumerate(report.blocks):
        said.append(_scanned(block, number))
        said.extend(f"<sup>{n}</sup> {report.notes[int(n)]}" for n in CALL.findall(block.text))
        if number % 23 == 22:
            page += 1
            said.append(f"{{{page}}}{'-' * 40}")
            said.append(report.symbol)
    return "\n\n".join([*said, ""]).encode()


def _scanned(block: Block, number: int) -> str:
    text = CALL.sub(r"<sup>\1</sup>", block.text)
    words = f"{block.printed} {text}".strip()
    if block.kind == "entry":
        return f"{words} {'. ' * 8}{block.role}"
    if block.kind == "table":
        return "\n".join(
            [words, "", _cells(block.rows[0]), "|" + "---|" * 3, *map(_cells, block.rows[1:])]
        )
    if block.kind in ("head", "article") or block.role in ("part", "annex", "title"):
        marks = "#" * (2 + number % 3)
        return (f"{marks} {words}", f"{marks} **{words}**", f"**{words}**")[number % 7 % 3]
    if block.run_in:
        return f"{block.printed} *{block.run_in}* {text}".strip()
    return words


def as_typed(report: Made) -> bytes:
    """A person's plain text: blank lines between blocks, indents, notes in brackets at the end."""
    said = []
    for block in report.blocks:
        text = CALL.sub(r" [\1]", block.text)
        words = " ".join(filter(None, (block.printed, block.run_in, text)))
        if block.kind == "entry":
            words += " " + "." * 10 + " " + block.role
        depth = {"item": 4, "quote": 8}.get(block.kind, 0)
        if block.kind == "head" and block.level == 1 and report.language != "zh":
            said.append(words + "\n" + "=" * min(len(words), 60))
            continue
        lines = folded_lines(words, 36.0, 36.0)
        said.append(textwrap.indent("\n".join(lines), " " * depth))
        said.extend("\n".join("\t".join(row) for row in block.rows) for _ in block.rows[:1])
    notes = [f"[{n}] {note}" for n, note in report.notes.items()]
    return "\n\n".join([*said, "-----", *notes, ""]).encode()
