"""Who may do what with a quiz, and when."""

from datetime import datetime

from courses.quizzes.errors import Closed, NoAttemptsLeft, NotOpenYet, NotPublished
from courses.quizzes.models import QuizEdition


def check_may_start(published: QuizEdition | None, *, used: int, now: datetime) -> QuizEdition:
    """The published quiz when a new attempt may start; raises the gate that is closed."""
    if published is None:
        raise NotPublished
    if published.opens_at and now < published.opens_at:
        raise NotOpenYet
    if published.closes_at and now >= published.closes_at:
        raise Closed
    if published.attempts_allowed is not None and used >= published.attempts_allowed:
        raise NoAttemptsLeft
    return published
