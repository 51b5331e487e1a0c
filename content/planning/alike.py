"""A plan's choice to write a name in one way where reports write it in several."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from content.planning.bodies import Source, SourcePassage
from content.planning.values import PlanLesson, PlanModule, PlanTerm
from content.spellings import written_alike

Names = Mapping[str, str]
"""From a way of writing to the one that stands for it."""


def spelled_in(modules: Iterable[PlanModule]) -> dict[str, str]:
    return {
        other: right for module in modules for other, right in module.get("spelled", {}).items()
    }


def names_of_draft(spellings: Iterable[Mapping[str, Any]], text: str) -> dict[str, str]:
    """Those that a drafted text was written by, as a report's `spellings` tell them: none where
    it has a name as the report does."""
    names = {other: one["right"] for one in spellings for other in one["others"]}
    return {} if any(other in text for other in names) else names


def with_spelling(modules: Sequence[PlanModule], names: Names) -> list[PlanModule]:
    """Kept in every module, so that one that goes takes nothing along."""
    return [{**module, "spelled": {**module.get("spelled", {}), **names}} for module in modules]


def without_spelling(modules: Sequence[PlanModule], names: Names) -> list[PlanModule]:
    return [
        {
            **module,
            "spelled": {
                other: right
                for other, right in module.get("spelled", {}).items()
                if other not in names
            },
        }
        for module in modules
    ]


def passages_alike(texts: Mapping[int, SourcePassage], names: Names) -> dict[int, SourcePassage]:
    return {pk: passage_alike(passage, names) for pk, passage in texts.items()}


def sources_alike(sources: Mapping[int, Source], names: Names) -> dict[int, Source]:
    """Their footnotes."""
    return {
        pk: replace(
            source,
            footnotes={key: passage_alike(note, names) for key, note in source.footnotes.items()},
        )
        for pk, source in sources.items()
    }


def modules_alike(modules: Sequence[PlanModule], names: Names) -> list[PlanModule]:
    """Their titles, objectives and words."""
    if not names:
        return list(modules)
    return [
        {
            **module,
            "title": _alike(module["title"], names),
            "lessons": [_lesson(lesson, names) for lesson in module["lessons"]],
        }
        for module in modules
    ]


def _lesson(lesson: PlanLesson, names: Names) -> PlanLesson:
    told: PlanLesson = {**lesson, "title": _alike(lesson["title"], names)}
    if "objectives" in lesson:
        told["objectives"] = [_alike(one, names) for one in lesson["objectives"]]
    if "terms" in lesson:
        told["terms"] = [_term(one, names) for one in lesson["terms"]]
    return told


def _term(term: PlanTerm, names: Names) -> PlanTerm:
    return {**term, "term": _alike(term["term"], names), "text": _alike(term["text"], names)}


def passage_alike(passage: SourcePassage, names: Names) -> SourcePassage:
    text, marks = written_alike(passage.text, names, passage.marks)
    return replace(passage, text=text, marks=marks)


def _alike(text: str, names: Names) -> str:
    return written_alike(text, names)[0]
