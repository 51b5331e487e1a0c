"""How long a course takes to study, as far as its lessons tell."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum

from courses.catalog.models import Course, Lesson, LessonVersion

HALF_HOUR = 30  # minutes: hours have one decimal place


def minutes_of(course: Course) -> int:
    """To read its lessons in its first language, as they are now."""
    own = LessonVersion.objects.filter(lesson=OuterRef("pk"), language=course.languages[0])
    rows = Lesson.objects.filter(course=course, removed_at=None, module__removed_at=None)
    read = rows.annotate(minutes=Subquery(own.order_by("-number").values("minutes")[:1]))
    return read.aggregate(total=Sum("minutes"))["total"] or 0


def hours_for(minutes: int) -> Decimal:
    """Rounded up to half an hour, which is the least."""
    return Decimal(max(-(-minutes // HALF_HOUR), 1)) / 2


def follow_minutes(course: Course, before: int | None) -> None:
    """The hours of a course whose lessons took `before` minutes, None for a new one, become those
    of its lessons now, unless somebody has said other ones."""
    if before is None or course.hours == hours_for(before):
        course.hours = hours_for(minutes_of(course))
        course.save(update_fields=["hours", "updated_at"])
