"""What pages about attempts say of the way through the course: {% load learning %}."""

from dataclasses import dataclass
from typing import Any

from django import template

from courses.learning.progress import LessonState, QuizState
from courses.learning.queries import standing_in
from courses.quizzes.models import Attempt

register = template.Library()

# More than so many are only counted: the course page has them all.
MOST_NAMED = 5


@dataclass(frozen=True, slots=True)
class Left:
    """What is still to be done for the certificate. `hidden` lessons are not named."""

    lessons: list[LessonState]
    hidden: int
    quizzes: list[QuizState]
    awaited: list[QuizState]


@register.inclusion_tag("quizzes/parts/left.html")
def left_for_certificate(attempt: Attempt) -> dict[str, Any]:
    """Lessons to read and quizzes to pass, in the order one meets them; two queries."""
    course = attempt.quiz.course
    edition = course.current_edition
    if edition is None:
        return {"left": None, "course": course}
    progress = standing_in(attempt.user_id, course, edition, language=attempt.language)
    if not progress.lessons:  # nothing completes such a course
        return {"left": None, "course": course}
    unread = [lesson for lesson in progress.lessons if not lesson.is_read]
    wanted = [quiz for quiz in progress.quizzes if quiz.is_required]
    left = Left(
        lessons=unread[:MOST_NAMED],
        hidden=max(0, len(unread) - MOST_NAMED),
        quizzes=[quiz for quiz in wanted if not quiz.is_done],
        awaited=[quiz for quiz in wanted if quiz.is_done and quiz.is_result_held],
    )
    return {"left": left, "course": course, "language": attempt.language}
