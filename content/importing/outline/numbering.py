"""Which lines start numbered paragraphs: how much each looks like it, and the best run."""

from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace

from content.importing.labels import (
    Label,
    article_of,
    bare_number_of,
    decimal_of,
    labels_of,
    number_of,
)
from content.importing.lines import Line
from content.importing.outline.chain import Candidate, Run, best_run
from content.importing.outline.facts import Facts
from content.importing.sentences import announces, begins_small, is_ended, is_paused, is_stopped

_LIST_LINES = 4  # from one item of a list to the next
_LEAST_MEAN = 0.45
_LEAST_ARTICLES = 2
_LEAST_DECIMALS = 4
_IN_CHAPTER = 0.2  # more than for a bare number: its chapter is named too
_LEAST_SECTIONS = 3
_OPENING = 0.4  # of the lines: an opening note is at the front
_QUOTED = 0.25  # of the sentences that end a line
_TITLE = 240  # characters: an unended text shorter than this looks like a title


def paragraph_run(lines: tuple[Line, ...], indexes: range, facts: Facts) -> Run:
    """The run of numbered paragraphs among these lines; empty when there is none."""
    numbered = [(i, label) for i in indexes if (label := number_of(lines[i].text)) is not None]
    lefts = Counter(round(lines[i].left) for i, _ in numbered)
    stops = Counter(label.stop for _, label in numbered)
    usual_left = lefts.most_common(1)[0][0] if lefts else 0
    usual_stop = stops.most_common(1)[0][0] if stops else "."
    listed = _listed(lines, numbered)
    candidates = []
    for i, label in numbered:
        weight = _look(lines, i, facts) + _words(lines, i, label.rest, facts)
        weight -= 0.9 if i in listed else 0.0
        weight += 0.15 if abs(lines[i].left - usual_left) <= 3 else -0.25
        weight += 0.1 if label.stop == usual_stop else -0.2
        weight += 0.9 if label.value == 1 and _follows_first_heading(lines, i) else 0.0
        candidates.append(Candidate(i, label.value, weight))
    run = _without_final_list(best_run(candidates), candidates)
    if run.mean < _LEAST_MEAN or _is_list_among_decimals(lines, indexes, run, listed):
        return Run()
    return Run() if _is_quoted(lines, indexes, run) else run


def _is_quoted(lines: tuple[Line, ...], indexes: range, run: Run) -> bool:
    """The points of a resolution quoted in a report whose paragraphs bear no numbers.

    Each stands behind a comma, colon or semicolon, and most sentences end outside of them.
    """
    if not all(m.index and is_paused(lines[m.index - 1].text) for m in run.members):
        return False
    ended = sum(is_ended(lines[i].text) for i in indexes)
    return len(run.members) < _QUOTED * ended


def _is_list_among_decimals(
    lines: tuple[Line, ...], indexes: range, run: Run, listed: set[int]
) -> bool:
    """An agenda or a resolution in a report of sections 1.1 whose paragraphs bear no numbers."""
    members = [member.index for member in run.members]
    paused = [is_paused(lines[after - 1].text) for after in members[1:]]
    if not all(i in listed for i in members) and not (paused and all(paused)):
        return False
    return sum(decimal_of(lines[i].text) is not None for i in indexes) >= _LEAST_SECTIONS


def _without_final_list(run: Run, candidates: list[Candidate]) -> Run:
    """A list counted from 1 behind the last paragraph, longer than the run, would go on with it."""
    numbers = {candidate.index: candidate.number for candidate in candidates}
    places = {candidate.index: place for place, candidate in enumerate(candidates)}
    for at in range(len(run.members) // 2 + 1, len(run.members)):
        last, first = run.members[at - 1], run.members[at]
        between = candidates[places[last.index] + 1 : places[first.index]]
        counted = [numbers[candidate.index] for candidate in between]
        if last.number >= 2 and counted == list(range(1, last.number + 1)):
            kept = run.members[:at]
            return Run(kept, sum(member.weight for member in kept))
    return run


def _listed(lines: tuple[Line, ...], numbered: list[tuple[int, Label]]) -> set[int]:
    """Lines of numbered lists: the first after a colon, the others counting on from it."""
    found: set[int] = set()
    last, at = 0, -_LIST_LINES - 1
    for i, label in numbered:
        first = label.value == 1 and i > 0 and _leads_on(lines[i - 1].text)
        if first or (label.value == last + 1 and i - at <= _LIST_LINES):
            found.add(i)
            last, at = label.value, i
    return found


def _leads_on(text: str) -> bool:
    """A colon, or the comma behind a resolution's preamble."""
    return announces(text) or is_paused(text)


def decimal_run(lines: tuple[Line, ...], indexes: range, facts: Facts) -> Run:
    """Paragraphs counted anew in each chapter, 1.1, 1.2, 2.1; headings bear such numbers too."""
    chapters: dict[tuple[int, ...], list[Candidate]] = {}
    for i in indexes:
        label = decimal_of(lines[i].text)
        if label is not None:
            weight = _look(lines, i, facts) + _words(lines, i, label.rest, facts) + _IN_CHAPTER
            chapters.setdefault(label.parts[:-1], []).append(Candidate(i, label.value, weight))
    found: dict[int, list[Candidate]] = {}
    for chapter, candidates in chapters.items():
        run = best_run(candidates)
        if run.mean >= _LEAST_MEAN:
            found.setdefault(len(chapter), []).extend(run.members)
    members = max(found.values(), key=len, default=[])
    short = sum(_is_short_of_line(lines[member.index], facts) for member in members)
    if len(members) < _LEAST_DECIMALS or short > 0.5 * len(members):
        return Run()
    members.sort(key=lambda member: member.index)
    placed = tuple(replace(member, number=n) for n, member in enumerate(members, 1))
    return Run(placed, sum(member.weight for member in members), decimal=True)


def is_before_sections(lines: tuple[Line, ...], run: Run) -> bool:
    """An opening note's run: sections numbered 1, 1.1 without a stop begin only behind it."""
    if not run.members or run.members[-1].index > _OPENING * len(lines):
        return False
    sections = 0
    for above, line in itertools.pairwise(lines[run.members[-1].index :]):
        label = bare_number_of(line.text)
        if label and label.value == sections + 1 and not is_paused(above.text):
            sections += not label.rest[:1].islower() and not is_stopped(line.text)
    decimals = [i for i, line in enumerate(lines) if decimal_of(line.text) is not None]
    first = min(decimals, default=len(lines))
    return sections >= 2 and first > run.members[-1].index


def _is_short_of_line(line: Line, facts: Facts) -> bool:
    """A title: it leaves its line early, and no sentence ends there."""
    return not facts.flowing and len(line.text) < 0.75 * facts.width and not is_stopped(line.text)


def decimal_gaps(lines: tuple[Line, ...], run: Run) -> tuple[str, ...]:
    """Numbers that a chapter's count leaves out, as they would be printed: "2.3"."""
    there: dict[str, set[int]] = {}
    for member in run.members if run.decimal else ():
        label = decimal_of(lines[member.index].text)
        if label is not None:
            chapter = ".".join(map(str, label.parts[:-1]))
            there.setdefault(chapter, set()).add(label.value)
    return tuple(
        f"{chapter}.{value}"
        for chapter, values in there.items()
        for value in range(1, max(values))
        if value not in values
    )


def article_run(lines: tuple[Line, ...], indexes: range) -> Run:
    found = [(i, label) for i in indexes if (label := article_of(lines[i].text)) is not None]
    run = best_run([Candidate(i, label.value, 0.7 if label.rest else 1.0) for i, label in found])
    return run if len(run.members) >= _LEAST_ARTICLES else Run()


def duplicated_numbers(lines: tuple[Line, ...], run: Run, facts: Facts) -> tuple[int, ...]:
    """Numbers that a second paragraph of the same looks bears, right after the first."""
    found: list[int] = []
    for member, after in zip(run.members, run.members[1:], strict=False):
        first = lines[member.index]
        for i in range(member.index + 1, after.index):
            label = number_of(lines[i].text)
            if label is None:
                continue
            if label.value != member.number or label.value == 1:
                break
            alike = abs(lines[i].left - first.left) <= 2 and _look(lines, i, facts) >= 1.0
            if alike and len(lines[i].text) > 60 and is_ended(lines[i - 1].text):
                found.append(label.value)
            break
    return tuple(found)


def _look(lines: tuple[Line, ...], i: int, facts: Facts) -> float:
    line = lines[i]
    weight = 1.0
    weight -= 1.4 if line.tag == "h" else 0.0
    weight -= 0.9 if line.tag in ("table", "quote") else 0.0
    weight -= 0.7 if line.bold and not facts.bold else 0.0
    weight -= 0.3 if line.italic and not facts.italic else 0.0
    weight -= 0.8 if facts.size and line.size > facts.size + 1.2 else 0.0
    return weight


def _words(lines: tuple[Line, ...], i: int, rest: str, facts: Facts) -> float:
    """What the text after the number says: a sentence, a title, or the middle of something."""
    line = lines[i]
    if not rest:
        return -0.4
    weight = -0.7 if begins_small(rest) and facts.cases else 0.0
    if _is_title(lines, i, facts):
        weight -= 1.0
    above = lines[i - 1] if i else None
    if above is not None and not facts.flowing and line.gap < facts.gap and not line.turn:
        weight -= 0.0 if is_stopped(above.text) or above.tag == "h" else 0.35
    return weight


def _is_title(lines: tuple[Line, ...], i: int, facts: Facts) -> bool:
    """The few lines from here to the next white space do not end like a sentence."""
    last, length = i, len(lines[i].text)
    while not facts.flowing and last + 1 < len(lines) and lines[last + 1].gap < facts.gap:
        if lines[last + 1].turn or number_of(lines[last + 1].text) is not None:
            break
        if facts.breaks_early(lines[last], lines[last + 1]):
            break
        last += 1
        length += len(lines[last].text)
        if length > _TITLE:
            return False
    return length < _TITLE and not is_stopped(lines[last].text)


def _follows_first_heading(lines: tuple[Line, ...], i: int) -> bool:
    """A few lines above stands I, A or 1 as the label of a heading."""
    for above in lines[max(0, i - 5) : i]:
        for label in labels_of(above.text):
            if label.kind in ("roman", "ordinal", "chinese", "chapter") and label.value == 1:
                return True
    return False
