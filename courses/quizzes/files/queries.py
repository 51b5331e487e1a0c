"""Reads: which files there are, and who may have them."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from courses.catalog.queries import courses_for_staff
from courses.people.models import User
from courses.quizzes.errors import BadAnswer
from courses.quizzes.files.models import AnswerFile
from courses.quizzes.types.values import Value


def files_for_user(user: User) -> QuerySet[AnswerFile]:
    """Their own, and those of the courses whose staff they are."""
    staffed = courses_for_staff(user).values("pk")
    return AnswerFile.objects.filter(
        Q(attempt__user=user) | Q(attempt__quiz__course__in=staffed)
    ).select_related("attempt")


def named_files(attempt_id: int, slot_id: int, value: Value) -> list[dict[str, Any]] | None:
    """What is stored for a list of public ids: each with its name and size, in the same order.

    Raises BadAnswer for one that was not sent for this question of this attempt.
    """
    if not value:
        return None
    rows = AnswerFile.objects.filter(attempt=attempt_id, slot=slot_id, public_id__in=value)
    found = {row.public_id: row for row in rows}
    files = [found.get(UUID(public_id)) for public_id in value]
    return [described(file) for file in files]


def described(file: AnswerFile | None) -> dict[str, Any]:
    if file is None:
        raise BadAnswer
    return {"id": str(file.public_id), "name": file.name, "size": file.size}
