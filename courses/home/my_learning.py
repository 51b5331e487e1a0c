"""What a person takes, with where they stand and what is due."""

from dataclasses import dataclass
from datetime import datetime
from math import inf

from courses.catalog.models import Enrolment
from courses.certificates.models import Certificate
from courses.home.course_page import deadlines
from courses.learning.models import Completion
from courses.learning.progress import CourseProgress
from courses.learning.queries import enrolments_of, progress_of
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class MyCourse:
    """One course that a person takes."""

    enrolment: Enrolment
    progress: CourseProgress
    completion: Completion | None = None
    certificate: Certificate | None = None
    due_at: datetime | None = None

    @property
    def title(self) -> str:
        return self.enrolment.course.title(self.enrolment.language)


def my_courses(user: User) -> list[MyCourse]:
    """A quiz under way first, the nearest deadline next, then what was read last.

    Eight queries for any number.
    """
    enrolments = enrolments_of(user)
    progress = progress_of(user, enrolments)
    due = deadlines(user, [row.course_id for row in enrolments])
    completions = {row.course_id: row for row in Completion.objects.filter(user=user)}
    certificates = {row.course_id: row for row in Certificate.objects.filter(user=user)}
    mine = [
        MyCourse(
            enrolment=row,
            progress=progress[row.course_id],
            completion=completions.get(row.course_id),
            certificate=certificates.get(row.course_id),
            due_at=due.get(row.course_id),
        )
        for row in enrolments
    ]
    return sorted(mine, key=_urgency)


def _urgency(item: MyCourse) -> tuple[bool, float, float]:
    active_at = item.progress.seen_at or item.enrolment.enrolled_at
    due = item.due_at.timestamp() if item.due_at else inf
    return not item.progress.under_way, due, -active_at.timestamp()
