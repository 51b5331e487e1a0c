"""Who may do what with a question. That a person may edit its course is asked before."""

from collections.abc import Collection

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.writers import writers_of
from courses.quizzes.models import Question

Status = Question.Status


def state_when_saved(course: Course, asked: str, author: User | None) -> str:
    """The state a question comes to with a new text. By the two-person rule nobody makes ready
    what they wrote themselves: it waits for another. The library's loader is nobody."""
    if asked == Status.READY and course.two_person_rule and author is not None:
        return Status.REVIEW
    return asked


def can_send_to_review(question: Question) -> bool:
    return question.status == Status.DRAFT


def can_send_back(question: Question) -> bool:
    return question.status in (Status.REVIEW, Status.READY)


def can_make_ready(
    user: User, question: Question, *, writers: Collection[int] | None = None
) -> bool:
    """A draft or one in review; by the two-person rule only in review, and by somebody who wrote
    nothing of what is new. `writers`, where the caller knows them already."""
    if not question.course.two_person_rule:
        return question.status in (Status.DRAFT, Status.REVIEW)
    if question.status != Status.REVIEW:
        return False
    return user.pk not in (writers_of([question])[question.pk] if writers is None else writers)
