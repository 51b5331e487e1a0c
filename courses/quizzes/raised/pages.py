"""What was raised, as the staff see it at the question: with names, except at a survey."""

from collections.abc import Iterable
from dataclasses import dataclass

from courses.quizzes.models import Question
from courses.quizzes.raised.models import Raised
from courses.quizzes.types.registry import kind


@dataclass(frozen=True, slots=True)
class RaisedRow:
    """`place` counts the rows, so that one can be named as another's double; `who` is "" where no
    name is shown; `same_as` is the place of the one that says the same."""

    place: int
    raised: Raised
    who: str
    same_as: int | None


def rows_of(question: Question, found: Iterable[Raised]) -> list[RaisedRow]:
    rows = list(found)
    is_nameless = not kind(question.kind).is_scored
    places = {row.pk: place for place, row in enumerate(rows, 1)}
    return [
        RaisedRow(
            places[row.pk],
            row,
            "" if is_nameless else str(row.user),
            places.get(row.same_as_id) if row.same_as_id else None,
        )
        for row in rows
    ]
