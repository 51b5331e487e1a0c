"""The way back from what was decided about a block or a question."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from courses.authoring.editions.drafts import blocks_of, body_with
from courses.authoring.editions.errors import CannotUndo
from courses.authoring.editions.models import EditionAct
from courses.authoring.editions.questions import take_back
from courses.catalog.errors import EditedElsewhere
from courses.catalog.models import Lesson, LessonVersion
from courses.catalog.queries import newest_version
from courses.catalog.services import save_lesson
from courses.people.models import User

Row = dict[str, Any]


@transaction.atomic
def undo_act(act: EditionAct, *, by: User) -> EditionAct:
    """Everything as it was before; what was written around it since stays. Twice is once done.

    Raises CannotUndo, with nothing changed, when a block was edited since.
    """
    act = EditionAct.objects.select_for_update(of=("self",)).get(pk=act.pk)
    if act.undone_at is not None:
        return act
    places = dict.fromkeys((row["lesson"], row["language"]) for row in act.blocks)
    for lesson_id, language in places:
        rows = [
            row for row in act.blocks if (row["lesson"], row["language"]) == (lesson_id, language)
        ]
        _restore(Lesson.objects.select_related("course").get(pk=lesson_id), language, rows, by)
    for row in act.questions:
        take_back(row, by)
    act.undone_by, act.undone_at = by, timezone.now()
    act.save(update_fields=["undone_by", "undone_at"])
    return act


def _restore(lesson: Lesson, language: str, rows: list[Row], by: User) -> None:
    version = newest_version(lesson, language)
    if version is None:
        raise CannotUndo
    try:
        save_lesson(
            lesson,
            language=language,
            title=version.title,
            body=_body(version, rows),
            author=by,
            base_number=version.number,
        )
    except EditedElsewhere as error:
        raise CannotUndo from error


def _body(version: LessonVersion, rows: list[Row]) -> str:
    """Block by block; as a whole where a block is gone or became several, for then its place is
    known only as long as nothing else changed."""
    blocks = blocks_of(version)
    found = [(blocks.get(row["key"]), row) for row in rows]
    changes = [
        (block, row["before"]) for block, row in found if block and block.text == row["after"]
    ]
    if len(changes) == len(rows):
        return body_with(version, changes)
    return _body_before(version, rows)


def _body_before(version: LessonVersion, rows: list[Row]) -> str:
    if any(row["made"] != version.number for row in rows):
        raise CannotUndo
    earlier = LessonVersion.objects.filter(
        lesson=version.lesson_id, language=version.language, number__lt=version.number
    )
    before = earlier.order_by("-number").first()
    if before is None:
        raise CannotUndo
    return before.body
