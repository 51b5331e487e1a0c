"""What a lesson of a plan is called by what it holds now, after a step has changed that."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from content.planning.bodies import SourcePassage
from content.planning.cutting import Unit
from content.planning.naming import Naming
from content.planning.tree import tree_of
from content.planning.values import PlanLesson, PlanSection, passages_of


def title_of(
    lesson: PlanLesson,
    sections: Sequence[PlanSection],
    texts: Mapping[int, SourcePassage] | None = None,
    language: str = "",
) -> str:
    """As a proposal would call it; its own title where it holds nothing.

    `sections` are all of the plan. `texts`, by passage id, need those of the lesson alone: with
    them a part of a section is told from the other parts.
    """
    by_id = {section.id: section for section in sections}
    holding = {one.id: section.id for section in sections for one in section.passages}
    units = [Unit(one.id, holding[one.id], one.words) for one in passages_of(lesson, by_id)]
    if not units:
        return lesson["title"]
    naming = Naming(tree_of(sections), by_id, texts or {}, language[:2])
    return naming.lesson(units) or lesson["title"]
