"""Sections for tests of planning, from a short notation."""

from collections.abc import Mapping, Sequence

from content.planning.bodies import SourcePassage
from content.planning.values import PlanModule, PlanPassage, PlanSection, passages_of


def sections(*rows: tuple[int, str, list[int]], part: str = "body") -> tuple[PlanSection, ...]:
    """Rows are (level, title, [words of each passage]); ids count from 1, passages from 101."""
    made = []
    number = 100
    for index, (level, title, sizes) in enumerate(rows, 1):
        passages = []
        for words in sizes:
            number += 1
            passages.append(PlanPassage(number, str(number), words))
        made.append(PlanSection(index, level, title, part, tuple(passages)))
    return tuple(made)


def written(
    *rows: tuple[int, str, list[tuple[str, str]]],
) -> tuple[tuple[PlanSection, ...], dict[int, SourcePassage]]:
    """Rows are (level, title, [(kind, text) of each passage])."""
    made = sections(*((level, name, [len(t.split()) for _, t in own]) for level, name, own in rows))
    said = [one for _, _, own in rows for one in own]
    texts = {
        number: SourcePassage(str(number), kind, text)
        for number, (kind, text) in enumerate(said, 101)
    }
    return made, texts


def placed(modules: Sequence[PlanModule], by_id: Mapping[int, PlanSection]) -> list[int]:
    """The ids of the passages of all lessons, in order, background reading too."""
    return [
        passage.id
        for module in modules
        for lesson in module["lessons"]
        for passage in passages_of(lesson, dict(by_id))
    ]
