"""What is kept of a person's exceptions in quizzes, and of those who made them."""

from typing import Any

from courses.people.models import User
from courses.quizzes.terms.models import Break, Override


def terms_of_person(person: User) -> dict[str, Any]:
    """Exceptions made for them and breaks they took, the first one first."""
    rows = Override.objects.filter(user=person).select_related("quiz__course").order_by("pk")
    breaks = Break.objects.filter(attempt__user=person).order_by("pk")
    return {"exceptions": [_plain(row) for row in rows], "breaks": [_break(row) for row in breaks]}


def _plain(row: Override) -> dict[str, Any]:
    moments = {"opens_at": row.opens_at, "closes_at": row.closes_at, "set_at": row.at}
    moments["ended_at"] = row.ended_at
    return {
        "course": row.quiz.course.slug,
        "quiz": row.quiz.key,
        **{name: at.isoformat() if at else None for name, at in moments.items()},
        "time_limit_minutes": row.time_limit_minutes,
        "is_untimed": row.is_untimed,
        "attempts_allowed": row.attempts_allowed,
        "extra_attempts": row.extra_attempts,
        "wait_minutes": row.wait_minutes,
        "note": row.note,
    }


def _break(row: Break) -> dict[str, Any]:
    ended_at = row.ended_at or row.ends_at
    return {"began_at": row.began_at.isoformat(), "ended_at": ended_at.isoformat()}


def forget_terms(person: User) -> None:
    """Removes theirs; what they set for others stays, without their name."""
    Override.objects.filter(user=person).delete()
    Override.objects.filter(by=person).update(by=None)
    Override.objects.filter(ended_by=person).update(ended_by=None)
