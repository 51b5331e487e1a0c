"""The stage `outline`: cleaned lines become parts, blocks, headings and numbered paragraphs."""

from __future__ import annotations

from dataclasses import dataclass

from content.importing.clean.stage import Cleaned
from content.importing.lines import Line
from content.importing.outline.blocks import Block, blocks_of
from content.importing.outline.chain import Run
from content.importing.outline.facts import Facts, facts_of
from content.importing.outline.front import body_start, front_of
from content.importing.outline.headings import Found, Judge, flattened, in_one_alphabet, is_decimal
from content.importing.outline.notes import Note, notes_of
from content.importing.outline.numbering import decimal_gaps, duplicated_numbers, paragraph_run
from content.importing.outline.parts import Region, regions_of
from content.importing.outline.words import ANNEX
from content.importing.values import Numbering, PartKind, SetAside


@dataclass(frozen=True, slots=True)
class PartOutline:
    """`found` are the headings by the place of their block in `blocks`."""

    kind: PartKind
    title: str
    blocks: tuple[Block, ...]
    found: dict[int, Found]
    numbering: Numbering
    articles: bool = False
    gaps: tuple[str, ...] = ()  # numbers left out where each chapter counts anew


@dataclass(frozen=True, slots=True)
class Outline:
    title: str
    parts: tuple[PartOutline, ...]
    notes: tuple[Note, ...]
    aside: tuple[SetAside, ...]


def outlined(cleaned: Cleaned, *, flowing: bool) -> Outline:
    lines = cleaned.lines
    placed = any(line.right for line in lines)
    facts = facts_of(lines, flowing=flowing, placed=placed)
    notes, taken = notes_of(lines, set(cleaned.rules), facts)
    kept = [index for index in range(len(lines)) if index not in taken]
    title = ""
    parts: list[PartOutline] = []
    aside = list(cleaned.aside)
    for region in regions_of(lines, kept, facts):
        if region.kind == "annex":
            parts.append(_annex(lines, region, facts, aside))
        else:
            title, fronts, body = _body(lines, region, facts, aside)
            parts += [*fronts, body]
    if not any(part.kind == "body" for part in parts):
        parts.append(PartOutline("body", title, (), {}, Numbering()))
    return Outline(title, tuple(parts), tuple(notes), tuple(aside[len(cleaned.aside) :]))


def _blocks(lines: tuple[Line, ...], region: Region, facts: Facts) -> list[Block]:
    starts = {member.index: member.number for member in region.run.members}
    return blocks_of(lines, list(region.indexes), starts, facts, articles=region.articles)


def _body(
    lines: tuple[Line, ...], region: Region, facts: Facts, aside: list[SetAside]
) -> tuple[str, list[PartOutline], PartOutline]:
    """(title, opening notes, body)."""
    blocks = _blocks(lines, region, facts)
    decimal = is_decimal(blocks)
    found = Judge(blocks, facts, decimal=decimal).judged()
    start = body_start(blocks, found)
    if start:
        found = Judge(blocks[start:], facts, decimal=decimal).judged()
    found = in_one_alphabet(flattened(found))
    fronts, title = _fronts(lines, blocks[:start], facts, aside)
    numbering = _numbering(lines, region.run, facts)
    gaps = decimal_gaps(lines, region.run)
    rest = tuple(blocks[start:])
    body = PartOutline("body", title, rest, found, numbering, region.articles, gaps)
    return title, fronts, body


def _numbering(lines: tuple[Line, ...], run: Run, facts: Facts) -> Numbering:
    return run.numbering(duplicated_numbers(lines, run, facts))


def _fronts(
    lines: tuple[Line, ...], blocks: list[Block], facts: Facts, aside: list[SetAside]
) -> tuple[list[PartOutline], str]:
    """Opening notes as parts, and the report's title."""
    found = Judge(blocks, facts, decimal=False).judged()
    masthead = any(held.kind == "masthead" for held in aside)
    front = front_of(blocks, found, facts, masthead=masthead)
    for kind, block in front.aside:
        aside.append(SetAside(kind, block.bare, block.first.page))
    parts = []
    for title, held in front.notes:
        indexes = [i for block in held for i in range(block.index, block.index + len(block.lines))]
        indexes = [i for i in indexes if any(lines[i] is line for b in held for line in b.lines)]
        run = paragraph_run(tuple(lines[i] for i in indexes), range(len(indexes)), facts)
        starts = {indexes[member.index]: member.number for member in run.members}
        again = blocks_of(lines, indexes, starts, facts, articles=False)
        if again:
            parts.append(PartOutline("note", title, tuple(again), {}, run.numbering()))
    return parts, front.title


def _annex(
    lines: tuple[Line, ...], region: Region, facts: Facts, aside: list[SetAside]
) -> PartOutline:
    blocks = _blocks(lines, region, facts)
    title, rest = _annex_title(blocks)
    above = blocks[: len(blocks) - len(rest)]
    aside += [SetAside("title", block.bare, block.first.page) for block in above]
    found = Judge(rest, facts, decimal=is_decimal(rest)).judged()
    numbering = _numbering(lines, region.run, facts)
    return PartOutline("annex", title, tuple(rest), found, numbering, region.articles)


def _annex_title(blocks: list[Block]) -> tuple[str, list[Block]]:
    """The annex's own title, from its first line or the block below it, and what follows."""
    first = blocks[0].bare
    match = ANNEX.match(first)
    rest = match["rest"].strip() if match else ""
    if rest or len(blocks) < 2:
        return " ".join(first.split()), blocks[1:]
    below = blocks[1]
    plain = below.number is None and len(below.bare) < 400 and below.first.tag != "table"
    stands = below.bold or below.first.tag == "h" or below.first.centred or len(below.bare) < 160
    if plain and stands and not below.bare.rstrip().endswith((".", ";", "。")):
        return f"{first} — {below.bare}", blocks[2:]
    return first, blocks[1:]
