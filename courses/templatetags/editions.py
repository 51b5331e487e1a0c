"""What is said of reports that changed or were withdrawn, where a course is published."""

from __future__ import annotations

from typing import Any

from django import template

from content.editions.compare import SAME
from courses.authoring.editions.drafts import digest_of
from courses.authoring.editions.models import EditionMark
from courses.authoring.editions.queries import behind_in, newer_for
from courses.catalog.models import Course, Lesson
from courses.catalog.queries import newest_versions
from courses.catalog.withdrawn.queries import withdrawn_in

register = template.Library()


@register.inclusion_tag("authoring/editions/_notices.html")
def edition_notices(course: Course) -> dict[str, Any]:
    """Newer editions of what the draft rests on, withdrawn reports, translations left behind:
    four queries at most. Advice, never a stop."""
    newer = [one for one in newer_for(course) if set(one.counts) - {SAME}]
    return {
        "newer": newer,
        "withdrawn": withdrawn_in(course),
        "behind": _still_behind(list(behind_in(course))),
        "course": course,
    }


def _still_behind(marks: list[EditionMark]) -> list[EditionMark]:
    """Those whose text nobody touched since."""
    if not marks:
        return []
    lessons = Lesson.objects.filter(pk__in={mark.lesson_id for mark in marks})
    texts = {(text.lesson_id, text.language): text for text in newest_versions(lessons)}
    found: dict[tuple[int | None, str, str], EditionMark] = {}
    for mark in marks:
        text = texts.get((mark.lesson_id or 0, mark.language))
        if text is not None and digest_of(text, mark.block_key) == mark.digest:
            found[(mark.lesson_id, mark.language, mark.block_key)] = mark
    return list(found.values())
