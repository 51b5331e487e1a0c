"""What quizzes keep of a person: attempts with every answer, file, marking and grade."""

from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Prefetch

from courses.people.models import User
from courses.quizzes.bank.privacy import forget, said_by
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.sweep import remove_folder
from courses.quizzes.gradebook.privacy import acts_by, forget_grades, grades_of_person
from courses.quizzes.hints.models import HintTaken
from courses.quizzes.invigilation.privacy import acted_by, forget_acts, told_of
from courses.quizzes.marking.models import Marking
from courses.quizzes.models import Answer, Attempt, Extension, Grade
from courses.quizzes.practice.privacy import forget_practice, practice_export
from courses.quizzes.raised.privacy import raised_export
from courses.quizzes.raised.services import forget_raised_by
from courses.quizzes.review.matrix import Shows
from courses.quizzes.review.queries import result_shows
from courses.quizzes.terms.privacy import forget_terms, terms_of_person
from courses.quizzes.trying.rules import values_tried
from courses.quizzes.writing.privacy import erase_unsaved, unsaved_of


def export_for(person: User) -> dict[str, Any]:
    """Every attempt, as plain values, the first one first."""
    rows = Attempt.objects.filter(user=person).select_related("quiz__course", "quiz_edition")
    in_order = Prefetch("answers", Answer.objects.order_by("pk"))
    attempts = rows.prefetch_related(in_order, *PARTS).order_by("pk")
    markings = Marking.objects.filter(marker=person).order_by("pk")
    return {
        "attempts": [_attempt(attempt) for attempt in attempts],
        "markings": [_marking(marking) for marking in markings],
        "unsaved": unsaved_of(person),
        "bank": said_by(person),
        "terms": terms_of_person(person),
        "quiz_grades": grades_of_person(person),
        "grades_changed": acts_by(person),
        "attempts_acted_on": acted_by(person),
        **raised_export(person),
        **practice_export(person),
    }


PARTS = ("grades", "extensions", "acts", "hints_taken", "files", "markings")


def _attempt(attempt: Attempt) -> dict[str, Any]:
    """Answers and grade always; what would give the right answers away only where they show, and
    of one that its staff let go on or made void, not."""
    shows = result_shows(attempt) if attempt.state == Attempt.State.GRADED else Shows()
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
        "grades": [_grade(grade, shows) for grade in attempt.grades.all()],
        "extensions": [_extension(extension) for extension in attempt.extensions.all()],
        "acts": [told_of(act) for act in attempt.acts.all()],
        "hints": [_hint(hint) for hint in attempt.hints_taken.all()],
        "checked": values_tried(attempt.tries or {}),
        "flagged": attempt.flags,
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


# Of a graded question: how each part of it fared, which tells the parts that were missed, too.
TELL_TALES = {"parts": "key", "feedback": "key", "outcome": "correctness"}


def _grade(grade: Grade, shows: Shows) -> dict[str, Any]:
    held = {name for name, part in TELL_TALES.items() if not getattr(shows, part)}
    items = [{name: item[name] for name in item if name not in held} for item in grade.items]
    return {
        "score": str(grade.score),
        "max_score": str(grade.max_score),
        "passed": grade.passed,
        "items": items,
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
    forget_raised_by(person)
    forget_practice(person)
    folders = list(with_files.values_list("public_id", flat=True))
    Attempt.objects.filter(user=person).delete()
    Marking.objects.filter(marker=person).update(marker=None)
    forget_acts(person)
    forget_grades(person)
    erase_unsaved(person)
    forget_terms(person)
    forget(person)
    for folder in folders:
        transaction.on_commit(partial(remove_folder, folder))
