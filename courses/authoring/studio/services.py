"""What an instructor does with a course as a whole. The catalogue and the quizzes do the work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from courses.authoring.editions.broken import broken_evidence
from courses.authoring.errors import StepNotPossible
from courses.authoring.studio.forms import CourseForm
from courses.catalog.models import Course, Edition, Lesson, Module
from courses.catalog.queries import newest_version
from courses.catalog.services import (
    add_lesson,
    add_module,
    move_lesson,
    move_module,
    publish_edition,
    remove_lesson,
    remove_module,
    restore_lesson,
    restore_module,
    save_lesson,
    set_cover,
    update_course,
    update_module,
)
from courses.people.models import User
from courses.people.requests import whole_number
from courses.quizzes.errors import NotPublishable as QuizzesNotPublishable
from courses.quizzes.services.publishing import publish_quizzes


@transaction.atomic
def publish_course(course: Course, *, by: User | None, notes: str, after: int) -> Edition:
    """A numbered edition with its quizzes, all or nothing.

    `after` is the edition that the publisher saw; a form sent twice gives the one edition.
    Raises catalog's or the quizzes' NotPublishable, the latter also for evidence that leads
    nowhere.
    """
    broken = broken_evidence(course)
    if broken:
        raise QuizzesNotPublishable([problem.message for problem in broken])
    edition = publish_edition(course, by=by, notes=notes, after=after)
    if not edition.quizzes.exists():
        publish_quizzes(edition)
    return edition


@transaction.atomic
def set_course(course: Course, form: CourseForm) -> None:
    """What the settings page sends. Raises PictureRefused."""
    cleaned = form.cleaned_data
    titles, summaries, aims = form.texts("title"), form.texts("summary"), form.aims()
    for code in list(course.languages):
        update_course(
            course,
            language=code,
            title=titles[code],
            summary=summaries[code],
            objectives=aims[code],
        )
    update_course(
        course,
        language=course.languages[0],
        languages=form.ordered_languages(),
        level=cleaned["level"],
        hours=cleaned["hours"],
        licence=cleaned["licence"],
    )
    _set_cover(
        course, cleaned["cover"], cleaned["cover_alt"], remove=cleaned.get("remove_cover", False)
    )


def _set_cover(course: Course, file: UploadedFile[Any] | None, alt: str, *, remove: bool) -> None:
    if file:
        set_cover(course, cast("BinaryIO", file), alt)
        return
    if remove:
        course.cover = ""
    course.cover_alt = alt if course.cover else ""
    course.save(update_fields=["cover", "cover_alt", "updated_at"])


def new_module(course: Course, *, title: str, language: str) -> Module:
    return add_module(course, {language: _titled(title)})


@transaction.atomic
def new_lesson(module: Module, *, title: str, language: str, by: User) -> Lesson:
    """A lesson with its title and no text yet."""
    title = _titled(title)
    lesson = add_lesson(module, title=title)
    save_lesson(lesson, language=language, title=title, body="", author=by)
    return lesson


def rename_module(module: Module, *, title: str, language: str) -> None:
    update_module(module, language=language, title=_titled(title))


def shift_module(module: Module, by: int) -> None:
    """One place up (-1) or down (1)."""
    siblings = list(Module.objects.filter(course=module.course_id, removed_at=None))
    move_module(module, max(0, siblings.index(module) + by))


@transaction.atomic
def shift_lesson(lesson: Lesson, by: int) -> None:
    """One place up or down; past the end of its module it goes into the next one."""
    modules = list(Module.objects.filter(course=lesson.course_id, removed_at=None))
    lessons = list(
        Lesson.objects.filter(module=lesson.module_id, removed_at=None).order_by("position", "pk")
    )
    place = lessons.index(lesson) + by
    if 0 <= place < len(lessons):
        move_lesson(lesson, position=place)
        return
    at = modules.index(lesson.module) + by
    if 0 <= at < len(modules):
        last = Lesson.objects.filter(module=modules[at], removed_at=None).count()
        move_lesson(lesson, position=0 if by > 0 else last, module=modules[at])


def place_lesson(lesson: Lesson, place: str) -> None:
    """`place` is "m5", the start of that module, or "l7", right below that lesson. Raises
    StepNotPossible for what is not in the draft."""
    module, after = _place(lesson.course, place)
    if after is not None and after.pk == lesson.pk:
        return
    rows = Lesson.objects.filter(module=module, removed_at=None).exclude(pk=lesson.pk)
    ids = list(rows.order_by("position", "pk").values_list("pk", flat=True))
    position = ids.index(after.pk) + 1 if after is not None else 0
    move_lesson(lesson, position=position, module=module)


def _place(course: Course, place: str) -> tuple[Module, Lesson | None]:
    pk = whole_number(place[1:])
    modules = Module.objects.filter(course=course, removed_at=None)
    if pk is not None and place.startswith("m"):
        return modules.get(pk=pk), None
    rows = Lesson.objects.filter(course=course, removed_at=None, module__removed_at=None)
    if pk is not None and place.startswith("l"):
        after = rows.select_related("module").get(pk=pk)
        return after.module, after
    raise StepNotPossible


def rename_lesson(lesson: Lesson, *, title: str, language: str, by: User) -> None:
    """A version more, with the same text."""
    version = newest_version(lesson, language)
    body = version.body if version else ""
    save_lesson(lesson, language=language, title=_titled(title), body=body, author=by)


def _titled(title: str) -> str:
    title = " ".join(title.split())
    if not title:
        raise StepNotPossible
    return title


ON_MODULES: dict[str, Callable[[Module], None]] = {
    "module-up": lambda module: shift_module(module, -1),
    "module-down": lambda module: shift_module(module, 1),
    "module-remove": remove_module,
    "module-restore": restore_module,
}
ON_LESSONS: dict[str, Callable[[Lesson], None]] = {
    "lesson-up": lambda lesson: shift_lesson(lesson, -1),
    "lesson-down": lambda lesson: shift_lesson(lesson, 1),
    "lesson-remove": remove_lesson,
    "lesson-restore": restore_lesson,
}


def lesson_of(course: Course, pk: int) -> Lesson:
    return Lesson.objects.select_related("module", "course").get(course=course, pk=pk)


def take_outline_step(
    course: Course,
    action: str,
    target: int,
    *,
    title: str,
    language: str,
    by: User,
    place: str = "",
) -> Lesson | None:
    """A step by name, as the outline's buttons send it; the lesson when one was added.

    Raises StepNotPossible for what is not, or no longer, in the course.
    """
    try:
        if action in ON_MODULES:
            ON_MODULES[action](Module.objects.get(course=course, pk=target))
        elif action in ON_LESSONS:
            ON_LESSONS[action](lesson_of(course, target))
        elif action == "lesson-to":
            place_lesson(lesson_of(course, target), place)
        elif action == "lesson-rename":
            rename_lesson(lesson_of(course, target), title=title, language=language, by=by)
        elif action == "module-add":
            new_module(course, title=title, language=language)
        elif action == "module-rename":
            module = Module.objects.get(course=course, pk=target)
            rename_module(module, title=title, language=language)
        elif action == "lesson-add":
            module = Module.objects.get(course=course, pk=target, removed_at=None)
            return new_lesson(module, title=title, language=language, by=by)
        else:
            raise StepNotPossible
    except (Module.DoesNotExist, Lesson.DoesNotExist, ValueError) as error:
        raise StepNotPossible from error
    return None
