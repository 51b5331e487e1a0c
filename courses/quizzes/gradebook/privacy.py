"""The grades that count of a person, and what staff said of them."""

from typing import Any

from courses.people.models import User
from courses.quizzes.gradebook.models import CourseGrade, GradeAct, QuizGrade


def grades_of_person(person: User) -> list[dict[str, Any]]:
    """As plain values; who of the staff spoke is theirs, what they said is the learner's."""
    rows = QuizGrade.objects.filter(user=person).select_related("quiz__course")
    return [_grade(row) for row in rows.prefetch_related("acts").order_by("pk")]


def _grade(row: QuizGrade) -> dict[str, Any]:
    return {
        "course": row.quiz.course.slug,
        "quiz": row.quiz.title(),
        "percent": _text(row.percent),
        "state": row.state,
        "by": row.method,
        "changes": [_act(act) for act in row.acts.all()],
    }


def _act(act: GradeAct) -> dict[str, Any]:
    return {
        "set_to": act.override,
        "percent": _text(act.percent),
        "reason": act.reason,
        "at": act.at.isoformat(),
    }


def _text(percent: object) -> str | None:
    return None if percent is None else str(percent)


def acts_by(person: User) -> list[dict[str, Any]]:
    """What a person of the staff did to others' grades, without whose."""
    rows = GradeAct.objects.filter(by=person).order_by("pk")
    return [_act(act) for act in rows]


def forget_grades(person: User) -> None:
    """Their grades go; what they did to others' stays, without their name."""
    QuizGrade.objects.filter(user=person).delete()
    CourseGrade.objects.filter(user=person).delete()
    GradeAct.objects.filter(by=person).update(by=None)
