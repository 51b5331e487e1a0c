"""What a quiz is like, told before it is taken."""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.quizzes.models import QuestionVersion, QuizSlot
from courses.quizzes.types.outcomes import hint_penalty, hints_of
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Spec


@dataclass(frozen=True, slots=True)
class Expected:
    """`costly`: whether a wrong choice can take points away; `by_person`: how many questions a
    person marks."""

    costly: bool
    hints_cost: bool
    by_person: int


def expected_of(slots: Iterable[QuizSlot]) -> Expected:
    versions = [slot.question_version for slot in slots]
    return Expected(
        costly=any(_is_costly(version) for version in versions),
        hints_cost=any(_hints_cost(version) for version in versions),
        by_person=sum(kind(version.kind).is_marked_by_person for version in versions),
    )


def _is_costly(version: QuestionVersion) -> bool:
    known = kind(version.kind)
    return known.is_scored and bool(known.caution(_spec(version), None))


def _hints_cost(version: QuestionVersion) -> bool:
    spec = _spec(version)
    return bool(hints_of(spec)) and hint_penalty(spec) > 0


def _spec(version: QuestionVersion) -> Spec:
    """In any language: they share what an answer and a hint cost."""
    return next(iter(version.specs.values()))
