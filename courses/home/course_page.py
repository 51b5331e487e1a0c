"""The course's page: what one will be able to do, the way, and where one stands on it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import translation

from courses.catalog.enrolling import chosen_language
from courses.catalog.models import Course, Edition, Enrolment, in_language
from courses.catalog.queries import Person, courses_for_staff, enrolment_of
from courses.certificates.models import Certificate
from courses.cohorts.models import Assignment
from courses.learning.models import Completion
from courses.learning.progress import CourseProgress
from courses.learning.queries import completion_of, progress_for
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class CoursePage:
    """`language` is that of the course's texts here."""

    course: Course
    edition: Edition
    language: str
    progress: CourseProgress
    enrolment: Enrolment | None = None
    completion: Completion | None = None
    certificate: Certificate | None = None
    due_at: datetime | None = None
    has_guide: bool = False

    @property
    def title(self) -> str:
        return in_language(self.edition.titles, self.language, self.edition.languages)

    @property
    def summary(self) -> str:
        return in_language(self.edition.summaries, self.language, self.edition.languages)

    @property
    def objectives(self) -> list[str]:
        texts = self.edition.objectives
        return list(texts.get(self.language) or next(iter(texts.values()), []))

    @property
    def is_updated(self) -> bool:
        """Whether there is an edition that the learner has not acknowledged."""
        known = self.enrolment.seen_edition_id if self.enrolment else self.edition.pk
        return known != self.edition.pk

    @property
    def sources(self) -> list[dict[str, object]]:
        return [
            {**source, "title": in_language(source.get("title", {}), self.language, [])}
            for source in self.edition.sources.values()
        ]


def course_page(user: Person, course: Course, edition: Edition) -> CoursePage:
    """What the page shows; as many queries for a long course as for a short one."""
    enrolment = enrolment_of(user, course)
    has_guide = course.has_guide and courses_for_staff(user).filter(pk=course.pk).exists()
    wish = enrolment.language if enrolment else translation.get_language()
    language = chosen_language(edition.languages, wish)
    if enrolment is None or not isinstance(user, User):
        untaken = _untaken(course, edition, language)
        return CoursePage(course, edition, language, untaken, has_guide=has_guide)
    return CoursePage(
        course=course,
        edition=edition,
        language=language,
        progress=progress_for(
            user, course, edition, language=language, seen=enrolment.seen_edition
        ),
        enrolment=enrolment,
        completion=completion_of(user, course),
        certificate=Certificate.objects.filter(user=user, course=course).first(),
        due_at=deadlines(user, [course.pk]).get(course.pk),
        has_guide=has_guide,
    )


def _untaken(course: Course, edition: Edition, language: str) -> CourseProgress:
    return progress_for(None, course, edition, language=language)


def deadlines(user: User, courses: list[int]) -> dict[int, datetime]:
    """{course id: the earliest deadline that a cohort of the person has for it}; one query."""
    rows = Assignment.objects.filter(
        course__in=courses,
        due_at__isnull=False,
        cohort__archived_at=None,
        cohort__memberships__user=user,
    )
    # The earliest comes last and so stays.
    latest_first = rows.order_by("-due_at").values_list("course", "due_at")
    return {course: due_at for course, due_at in latest_first if due_at is not None}
