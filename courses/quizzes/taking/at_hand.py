"""Whether a question is before its learner now: what tells anything of it asks first.

A page shows no question that is not, but requests can be written by hand.
"""

from datetime import datetime

from courses.quizzes.errors import NoSuchQuestion, NotOnThisPage, OnBreak
from courses.quizzes.models import Attempt
from courses.quizzes.queries import slots_of
from courses.quizzes.taking.places import is_in_order, number_of, stand_at
from courses.quizzes.terms.breaks import is_on_break


def check_at_hand(attempt: Attempt, slot_id: int, now: datetime) -> None:
    """Call it with the attempt's row locked. Raises NoSuchQuestion, OnBreak, and NotOnThisPage
    where a quiz is taken in its order; only that costs a query."""
    number = number_of(attempt, slot_id)
    if number is None:
        raise NoSuchQuestion
    if is_on_break(attempt, now):
        raise OnBreak
    if is_in_order(attempt):
        check_on_page(attempt, number)


def check_on_page(attempt: Attempt, number: int) -> None:
    """In a quiz that is taken in its order. Raises NotOnThisPage."""
    stand = stand_at(attempt, slots_of(attempt))
    if stand is None or number - 1 not in stand.here.places:
        raise NotOnThisPage
