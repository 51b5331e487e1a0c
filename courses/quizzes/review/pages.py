"""A graded attempt as its page shows it."""

from collections.abc import Mapping, Sequence
from typing import Any

from courses.catalog.models import in_language
from courses.quizzes.evidence import evidence_for
from courses.quizzes.grading import HINTS, TRIES
from courses.quizzes.models import Attempt, QuizSlot
from courses.quizzes.queries import EVIDENCE, grade_of, in_attempt_language, percent_of, slots_of
from courses.quizzes.review.late import late_answers, told_late
from courses.quizzes.review.matrix import EVERYTHING
from courses.quizzes.review.queries import seen_now
from courses.quizzes.review.questions import (
    PartFigures,
    ReviewedQuestion,
    figures_by,
    review_of,
    to_read_again,
)
from courses.quizzes.review.words import later_sentences
from courses.quizzes.types.registry import kind

OBJECTIVE = "question_version__question__objective"
FINGERPRINT_GROUPS, FINGERPRINT_GROUP = 4, 4


def result_context(
    attempt: Attempt, *, left: int | None, only_missed: bool = False, for_staff: bool = False
) -> dict[str, Any]:
    """For the learner's page and the instructor's copy of it, which shows all. `left` None: no
    limit."""
    slots = slots_of(attempt, *EVIDENCE, OBJECTIVE)
    grade = grade_of(attempt)
    seen = seen_now(attempt, left=left)
    shows = EVERYTHING if for_staff else seen.shows
    questions = review_of(attempt, slots, grade, evidence_for(attempt, slots), shows=shows)
    return {
        "attempt": attempt,
        "course": attempt.quiz.course,
        "grade": grade,
        "percent": percent_of(attempt),
        "shows": shows,
        "seen": seen,
        "later": later_sentences(seen, left=left),
        "questions": questions,
        "shown_questions": [q for q in questions if q.is_missed] if only_missed else questions,
        "only_missed": only_missed,
        "sections": _by_section(attempt, questions) if shows.question_points else [],
        "objectives": _by_objective(questions) if shows.question_points else [],
        "to_read_again": to_read_again(questions),
        "left": left,
        "answered": answered_in(attempt),
        "unfinished": unfinished_in(attempt, slots),
        "total": len(slots),
        "fingerprint": grouped(attempt.snapshot_hash),
        **told_late(late_answers(attempt, shows=shows, slots=slots)),
    }


def _by_section(attempt: Attempt, questions: Sequence[ReviewedQuestion]) -> list[PartFigures]:
    """Only where there are several."""
    names = section_names(attempt)
    found = figures_by([(names.get(question.section, ""), question) for question in questions])
    return found if len(found) > 1 else []


def section_names(attempt: Attempt) -> dict[str, str]:
    """{key: title} in the attempt's language."""
    sections: Sequence[Mapping[str, Any]] = attempt.quiz_edition.sections
    return {one["key"]: in_language(one["titles"], attempt.language, []) for one in sections}


def _by_objective(questions: Sequence[ReviewedQuestion]) -> list[PartFigures]:
    return figures_by([(question.objective, question) for question in questions])


def answered_in(attempt: Attempt) -> int:
    """How many questions the frozen answers hold."""
    return len((attempt.snapshot or {}).keys() - {HINTS, TRIES})


def unfinished_in(attempt: Attempt, slots: Sequence[QuizSlot]) -> int:
    """How many of the frozen answers leave a line, a gap or an ending open."""
    frozen = attempt.snapshot or {}
    return sum(
        kind(slot.question_version.kind).is_unfinished(
            in_attempt_language(slot.question_version.specs, attempt), frozen[str(slot.pk)]
        )
        for slot in slots
        if str(slot.pk) in frozen
    )


def grouped(fingerprint: str) -> str:
    """The beginning of a fingerprint, as one can read it out: "3f2a 91c0 77de 0b14"."""
    places = range(0, FINGERPRINT_GROUPS * FINGERPRINT_GROUP, FINGERPRINT_GROUP)
    return " ".join(fingerprint[place : place + FINGERPRINT_GROUP] for place in places).strip()
