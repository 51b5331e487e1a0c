"""What quizzes keep of a person: attempts with every answer, file, marking and grade."""

from functools import partial
from typing import Any

from django.db import transaction

from courses.people.models import User
from courses.quizzes.bank.privacy import forget, said_by
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.sweep import remove_folder
from courses.quizzes.hints.models import HintTaken
from courses.quizzes.marking.models import Marking
from courses.quizzes.models import Answer, Attempt, Extension, Grade
from courses.quizzes.writing.privacy import erase_unsaved, unsaved_of


def export_for(person: User) -> dict[str, Any]:
    """Every attempt, as plain values, the first one first."""
    rows = Attempt.objects.filter(user=person).select_related("quiz__course", "quiz_edition")
    attempts = rows.prefetch_related(*PARTS).order_by("pk")
    markings = Marking.objects.filter(marker=person).order_by("pk")
    return {
        "attempts": [_attempt(attempt) for attempt in attempts],
        "markings": [_marking(marking) for marking in markings],
        "unsaved": unsaved_of(person),
        "bank": said_by(person),
    }


PARTS = ("answers", "grades", "extensions", "hints_taken", "files", "markings")


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
        "hints": [_hint(hint) for hint in attempt.hints_taken.all()],
        "files": [_file(file) for file in attempt.files.all()],
        "markings": [_marking(marking) for marking in attempt.markings.all() if marking.is_done],
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


def _hint(hint: HintTaken) -> dict[str, Any]:
    return {
        "question": hint.slot_id,
        "number": hint.number,
        "taken_at": hint.taken_at.isoformat(),
    }


def _file(file: AnswerFile) -> dict[str, Any]:
    return {
        "question": file.slot_id,
        "name": file.name,
        "size": file.size,
        "sha256": file.sha256,
        "received_at": file.received_at.isoformat(),
    }


def _marking(marking: Marking) -> dict[str, Any]:
    return {
        "question": marking.slot_id,
        "points": None if marking.points is None else str(marking.points),
        "levels": marking.levels,
        "comment": marking.comment,
        "marked_at": marking.marked_at.isoformat(),
    }


@transaction.atomic
def erase(person: User) -> None:
    """Removes the attempts with their answers, files and grades. What they marked stays, without
    their name."""
    with_files = Attempt.objects.filter(user=person, files__isnull=False).distinct()
    folders = list(with_files.values_list("public_id", flat=True))
    Attempt.objects.filter(user=person).delete()
    Marking.objects.filter(marker=person).update(marker=None)
    erase_unsaved(person)
    forget(person)
    for folder in folders:
        transaction.on_commit(partial(remove_folder, folder))
