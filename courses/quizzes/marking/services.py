"""Marking answers: each step is a row, and the last answer of an attempt makes its grade."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import transaction

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.marking.errors import MarkedMeanwhile, NothingToMark, NothingToUndo
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.queries import history_of, person_marks
from courses.quizzes.models import Attempt
from courses.quizzes.services.grades import grade_again, keep_grade, result_of


@dataclass(frozen=True, slots=True)
class Marks:
    """What a marker gives: points or None so far, {criterion id: level id}, words to the
    learner."""

    points: Decimal | None = None
    levels: Mapping[str, str] = field(default_factory=dict)
    comment: str = ""


@transaction.atomic
def mark_answer(
    attempt_id: int, slot_id: int, marks: Marks, *, by: User, done: bool, seen: int
) -> Marking:
    """Keeps a marking; with `done` it counts, and the attempt is graded when it was the last.

    `seen` is the newest marking that the marker's page knew. Of an attempt that is graded only
    what is done is kept, and makes its next grading version. Sent twice it is kept once. Raises
    NothingToMark, MarkedMeanwhile.
    """
    attempt = _locked(attempt_id)
    newest = _newest(attempt, slot_id)
    if _says(newest, marks, done=done) and newest.marker_id == by.pk:
        return newest
    if newest.pk != seen:
        raise MarkedMeanwhile(newest)
    is_graded = attempt.state == Attempt.State.GRADED
    if (done or is_graded) and (marks.points is None or not done):
        raise NothingToMark
    return _append(attempt, slot_id, marks, by=by, done=done)


@transaction.atomic
def undo_marking(attempt_id: int, slot_id: int, *, by: User, seen: int) -> Marking:
    """What held before the last marking holds again, as a new row. Raises NothingToMark,
    MarkedMeanwhile, NothingToUndo."""
    attempt = _locked(attempt_id)
    newest = _newest(attempt, slot_id)
    if newest.pk != seen:
        raise MarkedMeanwhile(newest)
    before = undone(history_of(attempt, slot_id))
    if before is None or (attempt.state == Attempt.State.GRADED and not before.is_done):
        raise NothingToUndo
    marks = Marks(before.points, before.levels, before.comment)
    return _append(attempt, slot_id, marks, by=by, done=before.is_done)


def undone(history: list[Marking]) -> Marking | None:
    """What an undo would bring back: the newest row that says something else."""
    newest, *others = history
    said = (newest.points, newest.levels, newest.comment, newest.is_done)
    differing = (
        row for row in others if (row.points, row.levels, row.comment, row.is_done) != said
    )
    return next(differing, None)


def _locked(attempt_id: int) -> Attempt:
    """The row locked: two markers stand in line here."""
    rows = Attempt.objects.select_for_update(of=("self",))
    rows = rows.select_related("quiz_edition", "quiz__course", "user")
    states = (Attempt.State.MARKING, Attempt.State.GRADED)
    attempt = rows.filter(pk=attempt_id, state__in=states).first()
    if attempt is None:
        raise NothingToMark
    return attempt


def _newest(attempt: Attempt, slot_id: int) -> Marking:
    rows = Marking.objects.filter(attempt=attempt, slot=slot_id).select_related("marker")
    newest = rows.order_by("-pk").first()
    if newest is None:
        raise NothingToMark
    return newest


def _says(row: Marking, marks: Marks, *, done: bool) -> bool:
    same = (row.points, row.levels, row.comment) == (marks.points, marks.levels, marks.comment)
    return same and row.is_done == done


def _append(attempt: Attempt, slot_id: int, marks: Marks, *, by: User, done: bool) -> Marking:
    row = Marking.objects.create(
        attempt=attempt,
        slot_id=slot_id,
        points=marks.points,
        levels=dict(marks.levels),
        comment=marks.comment,
        is_done=done,
        marker=by,
        marked_at=database_now(),
    )
    if done:
        _grade_if_all_is_marked(attempt)
    return row


def _grade_if_all_is_marked(attempt: Attempt) -> None:
    result = result_of(attempt, person_marks(attempt.pk))
    if attempt.state == Attempt.State.GRADED:
        grade_again(attempt, result)
    elif not result.waiting:
        keep_grade(attempt, result, was=Attempt.State.MARKING)
