"""A stimulus as pages show it: once, before the questions that refer to it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, TypeVar

from django.utils.safestring import SafeString

from courses.quizzes.models import QuestionVersion
from courses.quizzes.queries import in_language_of
from courses.quizzes.types.registry import kind


@dataclass(frozen=True, slots=True)
class StimulusOnPage:
    """With the numbers of the first and the last question on it."""

    title: str
    language: str
    html: SafeString
    first: int
    last: int

    @property
    def questions(self) -> int:
        return self.last - self.first + 1


# A frozen dataclass of a question on a page, with `number` and `stimulus`.
Q = TypeVar("Q", bound=Any)


def with_stimuli(
    questions: Sequence[Q], versions: Sequence[QuestionVersion | None], language: str
) -> list[Q]:
    """The questions, the first of each group with what it refers to. `versions` stand beside."""
    pairs = zip(questions, versions, strict=True)
    found: list[Q] = []
    for _key, rows in groupby(pairs, key=lambda row: row[1] and row[1].pk):
        group = list(rows)
        members, version = [question for question, _version in group], group[0][1]
        if version is not None:
            shown = _shown(version, language, members[0].number, members[-1].number)
            members[0] = replace(members[0], stimulus=shown)
        found += members
    return found


def _shown(version: QuestionVersion, language: str, first: int, last: int) -> StimulusOnPage:
    spec = in_language_of(version.specs, language)
    html = kind(version.kind).render(spec, prefix=f"s{version.pk}")
    return StimulusOnPage(spec.get("title", ""), spec["language"], html, first, last)
