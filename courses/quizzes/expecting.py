"""What a quiz is like, told before it is taken."""

from collections.abc import Sequence
from dataclasses import dataclass

from courses.quizzes.models import QuestionVersion, QuizEdition, QuizSlot
from courses.quizzes.sections.counting import once
from courses.quizzes.types.outcomes import hint_penalty, hints_of
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Spec


@dataclass(frozen=True, slots=True)
class Expected:
    """Of what an attempt meets: `questions`, and `by_person` of them a person marks (about, where
    kinds are mixed in a draw). `costly`: whether a wrong choice can take points away."""

    questions: int
    costly: bool
    hints_cost: bool
    by_person: int


def expected_of(published: QuizEdition, slots: Sequence[QuizSlot]) -> Expected:
    """`slots` are all of the edition's."""
    versions = [slot.question_version for slot in slots]
    met = [slot.question_version for slot in once(published, slots)]
    return Expected(
        questions=len(met),
        costly=any(_is_costly(version) for version in versions),
        hints_cost=any(_hints_cost(version) for version in versions),
        by_person=sum(kind(version.kind).is_marked_by_person for version in met),
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
