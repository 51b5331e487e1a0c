"""After a step: what lessons that hold something else now are called."""

from __future__ import annotations

from collections.abc import Sequence

from content.planning.fresh import changed_lessons, told_anew
from content.planning.places import lessons_of
from content.planning.titles import title_of
from content.planning.topic_titles import topic_titles
from content.planning.values import PlanModule, PlanSection, passages_of
from content.queries import source_passages
from courses.authoring.models import ImportPlan


def retitled(
    plan: ImportPlan,
    before: Sequence[PlanModule],
    after: list[PlanModule],
    sections: Sequence[PlanSection],
) -> list[PlanModule]:
    """One query for the texts of such lessons, none where every lesson holds what it held."""
    changed = changed_lessons(before, after, sections)
    if not changed:
        return after
    language = plan.text_language
    by_id = {section.id: section for section in sections}
    if plan.topic:
        every = source_passages([one.id for section in sections for one in section.passages])
        titles = topic_titles(sections, every, language, plan.topic)
        return told_anew(after, changed, lambda one: titles(passages_of(one, by_id)))
    texts = source_passages(
        [
            passage.id
            for lesson in lessons_of(after)
            if lesson["id"] in changed and not lesson.get("renamed")
            for passage in passages_of(lesson, by_id)
        ]
    )
    return told_anew(after, changed, lambda one: title_of(one, sections, texts, language))
