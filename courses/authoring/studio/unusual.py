"""What is unusual about a course that is to be published: said as advice, never a stop."""

from __future__ import annotations

from decimal import Decimal

from django.db.models import OuterRef, Subquery, Sum
from django.utils.translation import gettext as _

from courses.catalog.models import Course, Lesson, LessonVersion

FAR = Decimal("2.5")  # times the hours, or a part of them


def unusual_in(course: Course) -> list[str]:
    """Sentences. One query."""
    found = []
    if not any(text.strip() for text in course.summaries.values()):
        found.append(_("The course has no description: the catalogue shows its title alone."))
    minutes, hours = _minutes_of(course), course.hours
    if minutes and not minutes / FAR <= hours * 60 <= minutes * FAR:
        words = _("Hours in the settings: %(hours)s. Minutes to read all lessons: %(minutes)d.")
        found.append(words % {"hours": f"{hours.normalize():f}", "minutes": minutes})
    return found


def _minutes_of(course: Course) -> int:
    """Of its lessons in its first language, as they are now."""
    own = LessonVersion.objects.filter(lesson=OuterRef("pk"), language=course.languages[0])
    rows = Lesson.objects.filter(course=course, removed_at=None, module__removed_at=None)
    read = rows.annotate(minutes=Subquery(own.order_by("-number").values("minutes")[:1]))
    return read.aggregate(total=Sum("minutes"))["total"] or 0
