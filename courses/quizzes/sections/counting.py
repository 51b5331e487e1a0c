"""What one attempt meets of an edition that pins whole pools."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.quizzes.models import QuizEdition, QuizSlot


@dataclass(frozen=True, slots=True)
class Met:
    """How many questions, of how many points together."""

    questions: int
    points: Decimal


def met_in(published: QuizEdition, slots: Iterable[QuizSlot]) -> Met:
    """`slots` are all of the edition's. The questions of one draw have the same points each."""
    taken = once(published, list(slots))
    return Met(len(taken), sum((slot.points for slot in taken), Decimal()))


def once(published: QuizEdition, slots: Sequence[QuizSlot]) -> list[QuizSlot]:
    """As many slots as an attempt takes: the fixed ones, and so many of each pool."""
    left = {draw["key"]: draw["take"] for draw in published.draws}
    found = []
    for slot in slots:
        if not slot.draw:
            found.append(slot)
        elif left.get(slot.draw, 0) > 0:
            left[slot.draw] -= 1
            found.append(slot)
    return found
