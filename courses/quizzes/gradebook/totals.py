"""A learner's total in a course, moved by what each grade adds to it or takes away.

Adding needs no lock of its own and no look at the other quizzes: two grades of one learner that
arrive together both arrive.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, ExpressionWrapper, F
from django.db.models.functions import NullIf

from courses.quizzes.gradebook.models import CourseGrade, QuizGrade
from elearning.prepared import PreparedUpdate, given, insert

MILLION = 1_000_000


@dataclass(frozen=True, slots=True)
class Share:
    """What one grade, or a change of it, is of a total; see CourseGrade."""

    earned: int = 0
    counted: int = 0
    failing: int = 0
    done: int = 0

    def __sub__(self, other: "Share") -> "Share":
        return Share(
            self.earned - other.earned,
            self.counted - other.counted,
            self.failing - other.failing,
            self.done - other.done,
        )


NOTHING = Share()


def share_of(grade: QuizGrade) -> Share:
    if not grade.counts:
        return NOTHING
    return Share(
        earned=millionths(grade.percent),
        counted=int(grade.percent is not None),
        failing=int(grade.state == QuizGrade.State.FAILING),
        done=int(grade.state in (QuizGrade.State.PASSED, QuizGrade.State.EXCUSED)),
    )


def millionths(percent: Decimal | None) -> int:
    return int((percent or Decimal()) * MILLION)


def percent_of_total(total: int | None) -> Decimal | None:
    return None if total is None else Decimal(total) / MILLION


def _whole(name: str) -> Any:
    return ExpressionWrapper(F(name) + given(name), output_field=BigIntegerField())


_added = PreparedUpdate(
    lambda: (
        CourseGrade.objects.filter(course=given("course"), user=given("user")),
        {
            "earned": _whole("earned"),
            "counted": _whole("counted"),
            "failing": _whole("failing"),
            "done": _whole("done"),
            "total": ExpressionWrapper(
                _whole("earned") / NullIf(_whole("counted"), 0), output_field=BigIntegerField()
            ),
        },
    )
)


def add_to_total(course_id: int, user_id: int, share: Share) -> None:
    """Call it in the transaction that changed the grade, with the grade's row locked."""
    if share == NOTHING:
        return
    values = {
        "earned": share.earned,
        "counted": share.counted,
        "failing": share.failing,
        "done": share.done,
    }
    if _added.run(course=course_id, user=user_id, **values):
        return
    row = CourseGrade(
        course_id=course_id,
        user_id=user_id,
        total=share.earned // share.counted if share.counted else None,
        **values,
    )
    if not insert(row, unless_taken=True):
        _added.run(course=course_id, user=user_id, **values)
