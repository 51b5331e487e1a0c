"""The way back from a lesson that was split or merged."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.db.models import ProtectedError

from courses.authoring.editions.drafts import stored_blocks
from courses.authoring.restructure.acts import SPLIT, Act, digests
from courses.authoring.restructure.errors import CannotUndoStep
from courses.authoring.restructure.resting import put_back
from courses.catalog.errors import EditedElsewhere, TextRefused
from courses.catalog.models import Course, Lesson, LessonVersion
from courses.catalog.queries import draft_lessons, newest_versions
from courses.catalog.services import remove_lesson, restore_lesson, save_lesson
from courses.people.models import User


@transaction.atomic
def undo(course: Course, act: Act, *, by: User) -> Lesson:
    """The lesson that it was done to, with everything as it was before.

    Raises CannotUndoStep, with nothing changed, when one of the texts was edited since.
    """
    Course.objects.select_for_update().only("pk").get(pk=course.pk)
    rows = Lesson.objects.select_related("course", "module").filter(course=course)
    lessons = rows.in_bulk([act.lesson, act.other])
    lesson, other = lessons.get(act.lesson), lessons.get(act.other)
    if lesson is None or other is None:
        raise CannotUndoStep
    newest = _unedited(course, act)
    earlier = LessonVersion.objects.filter(lesson=lesson).in_bulk(act.before.values())
    if len(earlier) != len(act.before):
        raise CannotUndoStep
    for version in newest:
        if version.lesson_id == lesson.pk:
            _restore(lesson, version, earlier.get(act.before.get(version.language, 0)), by)
    put_back(act.questions, act.marks)
    if act.what == SPLIT:
        remove_lesson(other)
    else:
        restore_lesson(other)
    return lesson


def _unedited(course: Course, act: Act) -> list[LessonVersion]:
    """The newest texts of the lessons concerned, which nobody touched since."""
    concerned = draft_lessons(course).filter(pk__in=[act.lesson, act.other])
    newest = list(newest_versions(concerned))
    if digests(newest) != act.after:
        raise CannotUndoStep
    return newest


def _restore(lesson: Lesson, now: LessonVersion, was: LessonVersion | None, by: User) -> None:
    if was is None:
        _drop(now)
        return
    fields: dict[str, Any] = {
        "title": was.title,
        "body": was.body,
        "objectives": was.objectives,
        "minutes": was.minutes,
        "notice": was.notice,
    }
    try:
        save_lesson(
            lesson,
            language=was.language,
            base_number=now.number,
            keys_of=stored_blocks(was),
            author=by,
            **fields,
        )
    except (EditedElsewhere, TextRefused) as error:
        raise CannotUndoStep from error


def _drop(version: LessonVersion) -> None:
    """A text in a language that the lesson had none in."""
    try:
        version.delete()
    except ProtectedError as error:
        raise CannotUndoStep from error
