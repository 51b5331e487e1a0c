"""Answers that wait for a person: an essay with a rubric, and a file."""

import io
import zipfile
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from courses.catalog.models import CourseStaff
from courses.people.models import User
from courses.quizzes import services
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.files.services import receive_files
from courses.quizzes.models import Attempt, Quiz
from tests.support.make_quizzes import SINGLE, make_attempt, make_quiz, save, slot_ids

ESSAY: dict[str, Any] = {
    "stem": "Why does a bank ask where money comes from?",
    "rubric": [
        {"id": "duty", "text": "Names the duty", "levels": "0: does not\n2: names it"},
        {"id": "why", "text": "Gives the reason", "levels": "0: none\n1: in part\n2: in full"},
    ],
    "sample": "Because it must know its customers.",
    "feedback": "Article 7 says so.",
}
FILE: dict[str, Any] = {
    "stem": "Send your risk assessment.",
    "formats": ["pdf", "docx", "txt"],
    "max_files": 2,
    "max_mb": 1,
}
SPECS = (("single_choice", SINGLE), ("essay", ESSAY), ("file_answer", FILE))
PDF = b"%PDF-1.7\n%tests\n"
TEXT = "The law asks it to know its customers."


def pdf(name: str = "Assessment.pdf", content: bytes = PDF) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def zipped(*names: str, first: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        if first:
            archive.writestr("mimetype", first)
        for name in names:
            archive.writestr(name, "x")
    return out.getvalue()


def marked_quiz(**settings: Any) -> Quiz:
    """One question a machine grades, an essay and a file; a point each."""
    return make_quiz(specs=SPECS, **settings)


def answered(quiz: Quiz | None = None, user: User | None = None, *, text: str = TEXT) -> Attempt:
    """Under way, with the choice right, the essay written and a file sent."""
    attempt = make_attempt(quiz or marked_quiz(), user)
    save(attempt, "a")
    save(attempt, text, place=1, sequence=2)
    slot = slot_ids(attempt)[2]
    receive_files(attempt.public_id, attempt.user, slot_id=slot, files=[pdf()])
    return attempt


def waiting(quiz: Quiz | None = None, user: User | None = None) -> Attempt:
    """Submitted, and graded as far as a machine can."""
    attempt = answered(quiz, user)
    services.submit_attempt(attempt.public_id, attempt.user)
    services.grade_attempt(attempt.pk)
    attempt.refresh_from_db()
    return attempt


def sent(teacher: User, student: User) -> tuple[Attempt, AnswerFile]:
    """An attempt that waits in a course of the teacher's, and the file sent for it."""
    quiz = marked_quiz()
    CourseStaff.objects.create(course=quiz.course, user=teacher)
    attempt = waiting(quiz, student)
    return attempt, attempt.files.get()


def place(attempt: Attempt) -> dict[str, Any]:
    """What the address of the page that marks its essay needs."""
    return {
        "slug": attempt.quiz.course.slug,
        "attempt": attempt.public_id,
        "slot": slot_ids(attempt)[1],
    }
