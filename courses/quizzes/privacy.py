"""What quizzes keep of a person: attempts with every answer, and their grades."""

from typing import Any

from courses.people.models import User
from courses.quizzes.models import Answer, Attempt, Extension, Grade


def export_for(person: User) -> dict[str, Any]:
    """Every attempt, as plain values, the first one first."""
    rows = Attempt.objects.filter(user=person).select_related("quiz__course", "quiz_edition")
    attempts = rows.prefetch_related("answers", "grades", "extensions").order_by("pk")
    return {"attempts": [_attempt(attempt) for attempt in attempts]}


def _attempt(attempt: Attempt) -> dict[str, Any]:
    return {
        "course": attempt.quiz.course.slug,
        "quiz": attempt.quiz_edition.title(attempt.language),
        "number": attempt.number,
        "state": attempt.state,
        "started_at": attempt.started_at.isoformat(),
        "deadline_at": attempt.deadline_at.isoformat() if attempt.deadline_at else None,
        "submitted_at": attempt.submitted_at.isoformat() if attempt.submitted_at else None,
        "submitted_by": attempt.submitted_by,
        "answers": [_answer(answer) for answer in attempt.answers.all()],
        "grades": [_grade(grade) for grade in attempt.grades.all()],
        "extensions": [_extension(extension) for extension in attempt.extensions.all()],
    }


def _answer(answer: Answer) -> dict[str, Any]:
    return {
        "question": answer.slot_id,
        "value": answer.value,
        "received_at": answer.received_at.isoformat(),
        "counts": not answer.is_late,
    }


def _grade(grade: Grade) -> dict[str, Any]:
    return {
        "score": str(grade.score),
        "max_score": str(grade.max_score),
        "passed": grade.passed,
        "items": grade.items,
        "graded_at": grade.graded_at.isoformat(),
    }


def _extension(extension: Extension) -> dict[str, Any]:
    return {
        "seconds": extension.seconds,
        "reason": extension.reason,
        "granted_at": extension.granted_at.isoformat(),
    }


def erase(person: User) -> None:
    """Removes the attempts with their answers and grades."""
    Attempt.objects.filter(user=person).delete()
