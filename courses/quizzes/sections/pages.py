"""A quiz's sections as pages show them: before the first of their questions."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from courses.catalog.models import in_language
from courses.quizzes.models import Quiz, QuizEdition, QuizSlot


@dataclass(frozen=True, slots=True)
class SectionOnPage:
    """Plain texts. `first` and `last`: the numbers of its questions."""

    key: str
    title: str
    instructions: str
    first: int = 0
    last: int = 0


def sections_in(published: QuizEdition, language: str) -> dict[str, SectionOnPage]:
    """{key: section} in their order. Costs no query."""
    return _in_language(published.sections, language)


def sections_in_draft(quiz: Quiz, language: str) -> dict[int, SectionOnPage]:
    """{id: section}. One query."""
    rows = list(quiz.sections.all())
    known = _in_language(
        [{"key": r.key, "titles": r.titles, "instructions": r.instructions} for r in rows],
        language,
    )
    return {row.pk: known[row.key] for row in rows}


def _in_language(sections: Iterable[dict[str, Any]], language: str) -> dict[str, SectionOnPage]:
    return {
        section["key"]: SectionOnPage(
            section["key"],
            in_language(section["titles"], language, []),
            in_language(section["instructions"], language, []),
        )
        for section in sections
    }


# A frozen dataclass of a question on a page, with `number` and `section`.
Q = TypeVar("Q", bound=Any)


def with_sections(
    questions: Sequence[Q], slots: Sequence[QuizSlot], published: QuizEdition, language: str
) -> list[Q]:
    """The questions, the first of each section with it. `slots` stand beside, in the order shown;
    questions without a section have none."""
    known = sections_in(published, language)
    return with_each(questions, [known.get(slot.section) for slot in slots])


def with_each(questions: Sequence[Q], sections: Sequence[SectionOnPage | None]) -> list[Q]:
    """`sections` stand beside the questions, in the order shown."""
    pairs = list(zip(questions, sections, strict=True))
    found: list[Q] = []
    for section, rows in groupby(pairs, key=lambda row: row[1]):
        members = [question for question, _section in rows]
        if section is not None:
            named = replace(section, first=members[0].number, last=members[-1].number)
            members[0] = replace(members[0], section=named)
        found += members
    return found
