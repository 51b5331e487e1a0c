"""What is done with courses. The applet's front door: import writes from here."""

from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction

from courses.catalog.enrolling import acknowledge_edition, enrol, leave, read_in
from courses.catalog.lessons import preview_blocks, restore_version, save_lesson
from courses.catalog.models import Course, CourseStaff
from courses.catalog.naming import candidates
from courses.catalog.pictures import add_picture, set_cover
from courses.catalog.publishing import problems_before_publishing, publish_edition
from courses.catalog.structure import (
    add_lesson,
    add_lesson_below,
    add_module,
    move_lesson,
    move_module,
    remove_lesson,
    remove_module,
    restore_lesson,
    restore_module,
    update_module,
)
from courses.people.models import User

__all__ = [
    "acknowledge_edition",
    "add_lesson",
    "add_lesson_below",
    "add_module",
    "add_picture",
    "add_staff",
    "archive_course",
    "create_course",
    "enrol",
    "leave",
    "move_lesson",
    "move_module",
    "preview_blocks",
    "problems_before_publishing",
    "publish_edition",
    "read_in",
    "remove_lesson",
    "remove_module",
    "restore_course",
    "restore_lesson",
    "restore_module",
    "restore_version",
    "save_lesson",
    "set_cover",
    "update_course",
    "update_module",
]


@transaction.atomic
def create_course(*, title: str, language: str, by: User | None, slug: str | None = None) -> Course:
    """A draft with nothing in it yet; `by` is its first member of staff."""
    course = Course(
        slug=slug or "",
        languages=[language],
        titles={language: title.strip()},
        evidence_required=True,
    )
    if slug:
        course.save()
    else:
        _save_under_free_slug(course, title)
    if by is not None:
        add_staff(course, by)
    return course


def update_course(
    course: Course,
    *,
    language: str,
    title: str | None = None,
    summary: str | None = None,
    objectives: list[str] | None = None,
    languages: list[str] | None = None,
    level: str | None = None,
    hours: Decimal | None = None,
    licence: str | None = None,
) -> Course:
    """Sets what is given; texts in `language`, the rest for all languages.

    Nothing else is stored: the course may have been published since it was read.
    """
    texts = {"titles": title, "summaries": summary, "objectives": objectives}
    plain = {"languages": languages, "level": level, "hours": hours, "licence": licence}
    new: dict[str, Any] = {
        name: {**getattr(course, name), language: text}
        for name, text in texts.items()
        if text is not None
    } | {name: value for name, value in plain.items() if value is not None}
    for name, value in new.items():
        setattr(course, name, value)
    course.save(update_fields=[*new, "updated_at"])
    return course


def add_staff(course: Course, user: User) -> None:
    CourseStaff.objects.get_or_create(course=course, user=user)


def archive_course(course: Course) -> None:
    """Out of the catalogue; who takes it may finish it."""
    course.status = Course.Status.ARCHIVED
    course.save(update_fields=["status", "updated_at"])


def restore_course(course: Course) -> None:
    """Back from the archive to what it was, or what publishing made of it meanwhile."""
    with transaction.atomic():
        row = Course.objects.select_for_update().get(pk=course.pk)
        published = row.current_edition_id is not None
        course.status = Course.Status.PUBLISHED if published else Course.Status.DRAFT
        course.save(update_fields=["status", "updated_at"])


def _save_under_free_slug(course: Course, title: str) -> None:
    """Somebody may take the address in the same moment: then the next one is tried."""
    while True:
        course.slug = _free_slug(title)
        try:
            with transaction.atomic():
                course.save(force_insert=True)
        except IntegrityError:
            if not Course.objects.filter(slug=course.slug).exists():
                raise
        else:
            return


def _free_slug(title: str) -> str:
    stem = next(candidates(title, "course"))
    taken = set(Course.objects.filter(slug__startswith=stem).values_list("slug", flat=True))
    return next(name for name in candidates(title, "course") if name not in taken)
