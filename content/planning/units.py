"""The passages of a chapter as `cutting` sees them: where one may cut, and how well."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from content.planning.bodies import SourcePassage
from content.planning.cutting import LEAST_ALONE, MOST, Unit
from content.planning.tree import Node
from content.planning.turns import likeness, turns
from content.planning.values import PlanPassage, PlanSection
from content.topics.leaning import Lean, lean_of

# What is said in the passage before goes on behind these.
_GOES_ON = re.compile(r"[:：,،;؛；]\s*$")
# No subject turns before a paragraph that goes on from the one before it.
_WHERE_IT_LEANS = {Lean.NOT: 1.0, Lean.ADDS: 0.0, Lean.POINTS: -1.0}
_PARAGRAPHS = ("paragraph", "text", "")


def units_of(
    nodes: Sequence[Node], texts: Mapping[int, SourcePassage], language: str
) -> list[Unit]:
    """Every passage below the nodes, in order."""
    units: list[Unit] = []
    walked = list(_walk(nodes, 0))
    alike = _alike([section for section, _ in walked], texts, language)
    # The rank of the highest heading since the last passage; headings may stand without text.
    waiting: int | None = None
    for section, depth in walked:
        waiting = depth if waiting is None else min(waiting, depth)
        own = _of_section(section, texts, language)
        if own:
            first = replace(own[0], rank=waiting, may_cut="yes", alike=alike[section.id])
            units += [first, *own[1:]]
            waiting = None
    return units


def _alike(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage], language: str
) -> dict[int, float]:
    """How much each section with text speaks of the same as the one before it, where both are
    large enough to stand alone."""
    told = [section for section in sections if section.passages]
    said = [[texts[one.id].text for one in section.passages if one.id in texts] for section in told]
    alike = {section.id: 1.0 for section in told}
    if not all(said):
        return alike
    for (before, one), value in zip(pairwise(told), likeness(said, language)[1:], strict=True):
        if min(before.words, one.words) >= LEAST_ALONE:
            alike[one.id] = value
    return alike


def _walk(nodes: Sequence[Node], depth: int) -> Iterator[tuple[PlanSection, int]]:
    for node in nodes:
        yield node.section, depth
        yield from _walk(node.children, depth + 1)


def _of_section(
    section: PlanSection, texts: Mapping[int, SourcePassage], language: str
) -> list[Unit]:
    passages = section.passages
    said = [texts.get(one.id) for one in passages]
    turning = [0.0] * len(passages)
    if section.words > MOST and any(said):
        turning = turns([one.text if one else "" for one in said], language)
        turning = [
            min(turn, _WHERE_IT_LEANS[lean_of(one.text, language)]) if one else turn
            for turn, one in zip(turning, said, strict=True)
        ]
    keys: set[str] = set()
    units = []
    before: SourcePassage | None = None
    for passage, text, turn in zip(passages, said, turning, strict=True):
        # What fits one lesson is never cut to feed a neighbour.
        may_cut = _may_cut(passage, text, before, keys) if section.words > MOST else "no"
        units.append(Unit(passage.id, section.id, passage.words, may_cut, turn))
        keys.add(passage.key)
        before = text
    return units


def _may_cut(
    passage: PlanPassage, text: SourcePassage | None, before: SourcePassage | None, keys: set[str]
) -> str:
    """Before this passage: "yes", "no", or "hard": within a list or a long paragraph."""
    kind = text.kind if text else ""
    if kind in ("quote", "table") or (before is not None and not before.text.strip()):
        return "no"
    # "18.a" and "18.p1" are parts of "18".
    if passage.key.rpartition(".")[0] in keys or kind not in _PARAGRAPHS:
        parent = passage.key.rpartition(".")[0]
        return "no" if parent.rpartition(".")[0] in keys or _leads_on(before) else "hard"
    if _leads_on(before) or (text is not None and text.text.strip()[:1].islower()):
        return "no"
    return "yes"


def _leads_on(before: SourcePassage | None) -> bool:
    return before is not None and _GOES_ON.search(before.text) is not None
