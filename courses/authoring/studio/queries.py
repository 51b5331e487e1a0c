"""What the studio's pages show."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from courses.catalog.models import Course, Edition, EditionLesson, Lesson, LessonVersion, Module
from courses.catalog.queries import courses_for_staff
from courses.people.models import User


@dataclass(slots=True)
class OutlineLesson:
    """`title` is "" when the lesson has no text in this language."""

    lesson: Lesson
    title: str
    minutes: int
    number: int


@dataclass(slots=True)
class OutlineModule:
    module: Module
    title: str
    lessons: list[OutlineLesson] = field(default_factory=list)
    removed: list[OutlineLesson] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Outline:
    modules: tuple[OutlineModule, ...]
    removed: tuple[OutlineModule, ...]

    @property
    def removed_lessons(self) -> list[OutlineLesson]:
        return [entry for module in self.modules for entry in module.removed]

    @property
    def has_removed(self) -> bool:
        return bool(self.removed or self.removed_lessons)


@dataclass(frozen=True, slots=True)
class Changes:
    """What an edition to be published would change, as titles of lessons."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    @property
    def any(self) -> bool:
        return bool(self.new or self.changed or self.removed)


def courses_with_figures(user: User) -> QuerySet[Course]:
    """The courses that one may edit, newest work first, with `lesson_count`."""
    live = Q(lessons__removed_at=None, lessons__module__removed_at=None)
    return (
        courses_for_staff(user)
        .select_related("current_edition")
        .annotate(lesson_count=Count("lessons", filter=live, distinct=True))
        .order_by("-updated_at", "-pk")
    )


def outline(course: Course, language: str) -> Outline:
    """Modules and lessons in order, the removed ones beside. Two queries."""
    modules = [
        OutlineModule(module, module.titles.get(language) or module.title())
        for module in Module.objects.filter(course=course)
    ]
    by_id = {row.module.pk: row for row in modules}
    for lesson in _lessons_with_text(course, language):
        row = by_id[lesson.module_id]
        entry = OutlineLesson(
            lesson,
            getattr(lesson, "latest_title", None) or "",
            getattr(lesson, "latest_minutes", None) or 0,
            len(row.lessons) + 1,
        )
        (row.lessons if lesson.removed_at is None else row.removed).append(entry)
    return Outline(
        tuple(row for row in modules if row.module.removed_at is None),
        tuple(row for row in modules if row.module.removed_at is not None),
    )


def _lessons_with_text(course: Course, language: str) -> QuerySet[Lesson]:
    latest = LessonVersion.objects.filter(lesson=OuterRef("pk"), language=language).order_by(
        "-number"
    )
    return Lesson.objects.filter(course=course).annotate(
        latest_title=Subquery(latest.values("title")[:1]),
        latest_minutes=Subquery(latest.values("minutes")[:1]),
        latest_id=Subquery(latest.values("pk")[:1]),
    )


def changes_since(course: Course, edition: Edition | None, language: str) -> Changes:
    """Lessons that the next edition would bring, change or drop, in one language."""
    now = {
        lesson.pk: (getattr(lesson, "latest_id", None), getattr(lesson, "latest_title", None))
        for lesson in _lessons_with_text(course, language).filter(
            removed_at=None, module__removed_at=None
        )
    }
    before: dict[int, tuple[int, str]] = {}
    if edition is not None:
        pinned = EditionLesson.objects.filter(edition=edition, language=language)
        for one in pinned.select_related("version").defer("version__body", "version__blocks"):
            before[one.lesson_id] = (one.version_id, one.version.title)
    return Changes(
        new=tuple(str(title) for pk, (_v, title) in now.items() if title and pk not in before),
        changed=tuple(
            str(title)
            for pk, (version, title) in now.items()
            if pk in before and before[pk][0] != version
        ),
        removed=tuple(title for pk, (_v, title) in before.items() if pk not in now),
    )


def editions_of(course: Course) -> QuerySet[Edition]:
    return Edition.objects.filter(course=course).select_related("published_by").order_by("-number")
