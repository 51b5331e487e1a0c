"""What is kept of a person who raised something, and of who answered it."""

from typing import Any

from courses.people.models import User
from courses.quizzes.raised.models import Raised


def raised_export(person: User) -> dict[str, Any]:
    """What they raised and what was answered to them, and their own answers; the first first."""
    raised = Raised.objects.filter(user=person).select_related("question", "attempt").order_by("pk")
    answered = Raised.objects.filter(by=person).select_related("question").order_by("pk")
    return {
        "raised": [_raised(row) for row in raised],
        "answered": [
            {"question": row.question.key, "answer": row.answer, "at": _at(row)} for row in answered
        ],
    }


def _raised(row: Raised) -> dict[str, Any]:
    return {
        "question": row.question.key,
        "number": row.number,
        "about": row.about,
        "text": row.text,
        "raised_at": row.raised_at.isoformat(),
        "state": row.state,
        "answer": row.answer if row.may_be_read else "",
        "answered_at": _at(row),
    }


def _at(row: Raised) -> str | None:
    return row.answered_at.isoformat() if row.answered_at else None
