"""Where the body of a report ends and its annexes begin."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from content.importing.lines import Line, without_calls
from content.importing.outline.chain import Run
from content.importing.outline.facts import Facts
from content.importing.outline.numbering import (
    article_run,
    decimal_run,
    is_before_sections,
    paragraph_run,
)
from content.importing.outline.words import ANNEX
from content.importing.sentences import is_ended, is_stopped

_EARLIEST = 0.15  # of the lines: an annex does not stand at the very front


@dataclass(frozen=True, slots=True)
class Region:
    """Lines `indexes` of one part. `run` numbers its paragraphs, or its articles."""

    kind: str
    indexes: tuple[int, ...]
    run: Run
    articles: bool = False


def regions_of(lines: tuple[Line, ...], kept: list[int], facts: Facts) -> list[Region]:
    """The body, with what stands before it, and then each annex."""
    cuts = list(_annex_starts(lines, kept, facts))
    cuts = _without_false(lines, kept, cuts, facts)
    edges = [0, *cuts, len(kept)]
    regions = []
    for place, (start, end) in enumerate(itertools.pairwise(edges)):
        indexes = tuple(kept[start:end])
        if indexes:
            run, articles = _run(lines, indexes, facts)
            regions.append(Region("annex" if place else "body", indexes, run, articles))
    return regions


def _annex_starts(lines: tuple[Line, ...], kept: list[int], facts: Facts) -> list[int]:
    """Places in `kept` where a line names an annex and nothing else."""
    found: list[int] = []
    for place, index in enumerate(kept):
        if place < _EARLIEST * len(kept):
            continue
        above = lines[kept[place - 1]]
        apart = not found or place - found[-1] > 1
        if apart and _names_annex(lines[index], above, facts):
            found.append(place)
    return found


def _names_annex(line: Line, above: Line, facts: Facts) -> bool:
    text = without_calls(line.text).strip()
    if len(text) > 200 or line.tag in ("table", "note", "quote"):
        return False
    match = ANNEX.match(text)
    if not match:
        return False
    rest = match["rest"].strip()
    apart = line.gap >= facts.gap or line.turn or line.tag == "h" or line.bold
    if not apart and not is_ended(above.text):
        return False
    if not rest:
        return not is_stopped(text) or match["stop"] in (".", ":")
    named = bool(match["stop"]) or line.tag == "h" or (line.bold and not facts.bold)
    return named and not is_stopped(rest) and not rest[0].islower()


def _without_false(
    lines: tuple[Line, ...], kept: list[int], cuts: list[int], facts: Facts
) -> list[int]:
    """Only those cuts where the numbering does not simply go on behind."""
    true: list[int] = []
    start = 0
    for place, cut in enumerate(cuts):
        end = cuts[place + 1] if place + 1 < len(cuts) else len(kept)
        before, _ = _run(lines, tuple(kept[start:cut]), facts)
        behind, _ = _run(lines, tuple(kept[cut:end]), facts)
        last = before.members[-1].number if before.members else 0
        first = behind.members[0].number if behind.members else 0
        if not (last and first == last + 1):
            true.append(cut)
            start = cut
    return true


def _run(lines: tuple[Line, ...], indexes: tuple[int, ...], facts: Facts) -> tuple[Run, bool]:
    """(run, whether it counts articles)."""
    if not indexes:
        return Run(), False
    among = [lines[i] for i in indexes]
    span = range(len(among))
    paragraphs = paragraph_run(tuple(among), span, facts)
    articles = article_run(tuple(among), span)
    if len(articles.members) > len(paragraphs.members):
        return _placed(articles, indexes), True
    decimals = decimal_run(tuple(among), span, facts)
    if len(decimals.members) > len(paragraphs.members):
        return _placed(decimals, indexes), False
    if is_before_sections(tuple(among), paragraphs):
        return Run(), False
    return _placed(paragraphs, indexes), False


def _placed(run: Run, indexes: tuple[int, ...]) -> Run:
    """The run with indexes of the whole document."""
    members = tuple(replace(member, index=indexes[member.index]) for member in run.members)
    return replace(run, members=members)
