"""Sections for tests of planning, from a short notation."""

from content.planning.values import PlanPassage, PlanSection


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
