"""Who may do what with a quiz, and when."""

from datetime import datetime

from courses.quizzes.errors import Closed, NoAttemptsLeft, NotOpenYet
from courses.quizzes.models import QuizEdition


def check_may_start(
    published: QuizEdition, *, used: int, now: datetime, closes_at: datetime | None
) -> None:
    """Raises the gate that is closed to a new attempt. `closes_at`: as outages have moved it."""
    if published.opens_at and now < published.opens_at:
        raise NotOpenYet
    if closes_at and now >= closes_at:
        raise Closed
    if published.attempts_allowed is not None and used >= published.attempts_allowed:
        raise NoAttemptsLeft
