"""Paragraphs of a course that rest on one which the course has not: "Through this programme, …"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.planning.bodies import SourcePassage
from content.planning.strands import Placed, is_right_behind, paragraphs_of
from content.planning.values import PlanSection
from content.topics.leaning import Lean, lean_of


def resting(
    sections: Sequence[PlanSection], texts: Mapping[int, SourcePassage], language: str
) -> dict[int, int | None]:
    """By the first passage of each that cannot be read alone, the first passage of the paragraph
    right before it in its report: None where that is not of the sections."""
    found: dict[int, int | None] = {}
    before: Sequence[Placed] = ()
    for own in paragraphs_of(sections, texts):
        first = own[0].passage.id
        if first in texts and lean_of(texts[first].text, language) is Lean.POINTS:
            is_next = bool(before) and is_right_behind(before[-1], own[0])
            found[first] = before[0].passage.id if is_next else None
        before = own
    return found
