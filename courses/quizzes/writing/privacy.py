"""What an author wrote and did not save is theirs: told to them, and gone with them."""

from typing import Any

from courses.people.models import User
from courses.quizzes.writing.models import Writing


def unsaved_of(person: User) -> list[dict[str, Any]]:
    rows = Writing.objects.filter(author=person, data__isnull=False).select_related("course")
    return [
        {
            "course": row.course.slug,
            "kind": row.kind,
            "fields": row.data,
            "kept_at": row.kept_at.isoformat(),
        }
        for row in rows.order_by("pk")
    ]


def erase_unsaved(person: User) -> None:
    Writing.objects.filter(author=person).delete()
