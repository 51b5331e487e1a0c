"""The draft's modules and lessons: added, moved, removed and brought back. Nothing is deleted."""

from collections.abc import Sequence
from typing import TypeVar

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from courses.catalog.models import Course, Lesson, Module
from courses.catalog.naming import free_name

Placed = TypeVar("Placed", Module, Lesson)


@transaction.atomic
def add_module(course: Course, titles: dict[str, str], key: str | None = None) -> Module:
    """A module at the end, `key` made up when none is given."""
    _lock(course)
    modules = list(Module.objects.filter(course=course))
    taken = {module.key for module in modules}
    return Module.objects.create(
        course=course,
        key=key or free_name("", f"m{len(modules) + 1}", taken),
        titles={language: title.strip() for language, title in titles.items()},
        position=max((module.position for module in modules), default=-1) + 1,
    )


def update_module(
    module: Module, *, language: str, title: str | None = None, summary: str | None = None
) -> Module:
    """Sets the texts of one language."""
    if title is not None:
        module.titles = {**module.titles, language: title.strip()}
    if summary is not None:
        module.summaries = {**module.summaries, language: summary.strip()}
    module.save(update_fields=["titles", "summaries"])
    return module


@transaction.atomic
def add_lesson(module: Module, key: str | None = None, title: str = "") -> Lesson:
    """A lesson without text at the end of a module; its key comes from `title`, if given."""
    _lock(module.course)
    taken = set(Lesson.objects.filter(course=module.course).values_list("key", flat=True))
    last = module.lessons.order_by("-position").first()
    return Lesson.objects.create(
        course=module.course,
        module=module,
        key=key or free_name(title, f"lesson-{len(taken) + 1}", taken),
        position=last.position + 1 if last else 0,
    )


@transaction.atomic
def add_lesson_below(lesson: Lesson, title: str = "") -> Lesson:
    """A lesson without text right behind another, in its module; those behind make room."""
    _lock(lesson.course)
    behind = Q(position__gt=lesson.position) | Q(position=lesson.position, pk__gt=lesson.pk)
    taken = set(Lesson.objects.filter(course=lesson.course).values_list("key", flat=True))
    Lesson.objects.filter(behind, module=lesson.module_id).update(position=F("position") + 2)
    return Lesson.objects.create(
        course=lesson.course,
        module=lesson.module,
        key=free_name(title, f"lesson-{len(taken) + 1}", taken),
        position=lesson.position + 1,
    )


@transaction.atomic
def move_module(module: Module, position: int) -> None:
    """To place `position` (0 is the first) among the course's modules."""
    _lock(module.course)
    others = Module.objects.filter(course=module.course, removed_at=None).exclude(pk=module.pk)
    _renumber(_inserted(list(others), module, position))


@transaction.atomic
def move_lesson(lesson: Lesson, *, position: int, module: Module | None = None) -> None:
    """To place `position` (0 is the first) of its module, or of another of the course."""
    target = module or lesson.module
    if target.course_id != lesson.course_id:
        raise ValueError("a lesson stays in its course")
    _lock(lesson.course)
    lesson.module = target
    lesson.save(update_fields=["module"])
    others = Lesson.objects.filter(module=target, removed_at=None).exclude(pk=lesson.pk)
    _renumber(_inserted(list(others.order_by("position", "pk")), lesson, position))


def remove_module(module: Module) -> None:
    """Out of the draft with its lessons; published editions keep it."""
    _set_removed(module, removed=True)


def restore_module(module: Module) -> None:
    _set_removed(module, removed=False)


def remove_lesson(lesson: Lesson) -> None:
    """Out of the draft; learners of published editions keep it, and their progress stays."""
    _set_removed(lesson, removed=True)


def restore_lesson(lesson: Lesson) -> None:
    """Back into its module, which comes back too if it was removed."""
    _set_removed(lesson, removed=False)
    if lesson.module.removed_at is not None:
        restore_module(lesson.module)


def _set_removed(item: Module | Lesson, *, removed: bool) -> None:
    item.removed_at = timezone.now() if removed else None
    item.save(update_fields=["removed_at"])


def _lock(course: Course) -> None:
    Course.objects.select_for_update().only("pk").get(pk=course.pk)


def _inserted(others: list[Placed], item: Placed, position: int) -> Sequence[Placed]:
    others.insert(max(0, position), item)
    return others


def _renumber(items: Sequence[Placed]) -> None:
    for position, item in enumerate(items):
        type(item).objects.filter(pk=item.pk).update(position=position)
        item.position = position
