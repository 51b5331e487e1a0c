"""Reading recorded: opened, the place, read; and the course completed."""

from django.db import transaction
from django.utils import timezone

from courses.catalog.models import Course, Edition, Enrolment, Lesson, LessonVersion
from courses.learning.models import Completion, LessonProgress
from courses.learning.queries import progress_for
from courses.outbox.services import enqueue
from courses.people.models import User


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
    if enrolment is None or Completion.objects.filter(user=user_id, course=course_id).exists():
        return None
    course = Course.objects.select_related("current_edition").get(pk=course_id)
    edition = course.current_edition
    if edition is None or not progress_for(enrolment.user, course, edition).is_complete:
        return None
    return _complete(enrolment.user, course, edition)


def lock_enrolment(user_id: int, course_id: int) -> Enrolment | None:
    rows = Enrolment.objects.select_for_update().filter(user=user_id, course=course_id)
    return rows.first()


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
