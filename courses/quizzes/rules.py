"""Who may do what with a quiz, and when."""

from collections.abc import Sequence
from datetime import datetime

from courses.quizzes.errors import Closed, NoAttemptsLeft, NotOpenYet, TooSoon
from courses.quizzes.models import Attempt
from courses.quizzes.terms.in_effect import Terms


def check_may_start(
    terms: Terms, *, taken: Sequence[Attempt], now: datetime, closes_at: datetime | None
) -> None:
    """Raises the gate that is closed to a new attempt.

    `taken` are the learner's attempts that count; `closes_at`: as outages have moved it.
    """
    if terms.opens_at and now < terms.opens_at:
        raise NotOpenYet
    if closes_at and now >= closes_at:
        raise Closed
    if terms.left(len(taken)) == 0:
        raise NoAttemptsLeft
    again_at = may_start_again_at(terms, taken)
    if again_at and now < again_at:
        raise TooSoon(again_at, now)


def may_start_again_at(terms: Terms, taken: Sequence[Attempt]) -> datetime | None:
    """When the wait after the last attempt ends; None without a wait, or without an attempt."""
    ended = [attempt.submitted_at for attempt in taken if attempt.submitted_at]
    return max(ended) + terms.wait if ended and terms.wait else None
