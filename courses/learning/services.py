"""Reading recorded: opened, the place, read; and the course completed."""

from django.db import transaction
from django.utils import timezone

from courses.catalog.models import Course, Edition, Enrolment, Lesson, LessonVersion
from courses.learning.models import Completion, LessonProgress
from courses.learning.queries import standing_in
from courses.outbox.services import enqueue
from courses.people.models import User
from elearning.prepared import Prepared, given


def open_lesson(user: User, lesson: Lesson) -> None:
    """That a person opened a lesson just now; one statement."""
    now = timezone.now()
    LessonProgress.objects.bulk_create(
        [
            LessonProgress(
                user=user, course_id=lesson.course_id, lesson=lesson, opened_at=now, seen_at=now
            )
        ],
        update_conflicts=True,
        unique_fields=["user", "lesson"],
        update_fields=["seen_at"],
    )


def remember_place(user: User, *, slug: str, key: str, block: str) -> bool:
    """Keeps the block last looked at in a lesson that was opened; False when it was not."""
    opened = LessonProgress.objects.filter(user=user, course__slug=slug, lesson__key=key)
    return opened.update(place=block, seen_at=timezone.now()) == 1


@transaction.atomic
def mark_read(user: User, lesson: Lesson, version: LessonVersion) -> Completion | None:
    """That a person read a lesson in this version; the completion, if this was the last thing."""
    # Whoever reads and whoever is graded at the same moment must see each other's result.
    lock_enrolment(user.pk, lesson.course_id)
    now = timezone.now()
    LessonProgress.objects.update_or_create(
        user=user,
        lesson=lesson,
        defaults={"version": version, "seen_at": now, "read_at": now, "place": ""},
        create_defaults={
            "course_id": lesson.course_id,
            "version": version,
            "opened_at": now,
            "seen_at": now,
            "read_at": now,
        },
    )
    return evaluate_completion(user.pk, lesson.course_id)


@transaction.atomic
def evaluate_completion(user_id: int, course_id: int) -> Completion | None:
    """Records the completion when the rule holds now; None when it does not, or held before."""
    enrolment = lock_enrolment(user_id, course_id)
    if enrolment is None or _completions.all(user=user_id, course=course_id):
        return None
    [course] = _course.all(pk=course_id)
    edition = course.current_edition
    if edition is None or not standing_in(user_id, course, edition).is_complete:
        return None
    return _complete(enrolment.user, course, edition)


def lock_enrolment(user_id: int, course_id: int) -> Enrolment | None:
    return _enrolment.first(user=user_id, course=course_id)


_enrolment = Prepared(
    lambda: Enrolment.objects.select_for_update().filter(user=given("user"), course=given("course"))
)
_completions = Prepared(
    lambda: Completion.objects.filter(user=given("user"), course=given("course"))
)
_course = Prepared(lambda: Course.objects.select_related("current_edition").filter(pk=given("pk")))


def _complete(user: User, course: Course, edition: Edition) -> Completion:
    completion = Completion.objects.create(
        user=user, course=course, edition=edition, completed_at=timezone.now()
    )
    enqueue(
        "certificates.award",
        dedupe_key=f"award:{completion.pk}",
        completion_id=completion.pk,
    )
    return completion
