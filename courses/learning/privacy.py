"""What reading leaves behind about a person."""

from typing import Any

from django.db import transaction

from courses.learning.models import Completion, LessonProgress
from courses.people.models import User


def export_for(person: User) -> dict[str, Any]:
    """Lessons opened and read, courses completed, as plain values."""
    lessons = LessonProgress.objects.filter(user=person).select_related("course", "lesson")
    completions = Completion.objects.filter(user=person).select_related("course", "edition")
    return {
        "lessons": [
            {
                "course": row.course.slug,
                "lesson": row.lesson.key,
                "place": row.place,
                "opened_at": row.opened_at.isoformat(),
                "seen_at": row.seen_at.isoformat(),
                "read_at": row.read_at.isoformat() if row.read_at else None,
            }
            for row in lessons.order_by("pk")
        ],
        "completions": [
            {
                "course": row.course.slug,
                "edition": row.edition.number,
                "completed_at": row.completed_at.isoformat(),
            }
            for row in completions.order_by("pk")
        ],
    }


@transaction.atomic
def erase(person: User) -> None:
    LessonProgress.objects.filter(user=person).delete()
    Completion.objects.filter(user=person).delete()
