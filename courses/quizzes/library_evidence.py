"""Passages that prove a key, by what a course's files call their report."""

from content.models import Passage
from courses.catalog.models import Course
from courses.catalog.queries import reports_for_user
from courses.people.models import User


class EvidenceReader:
    """As for the blocks of lessons: a person cites only reports that they may read."""

    def __init__(self, course: Course, by: User | None) -> None:
        self.course, self.by = course, by

    def passage(self, token: str) -> Passage | None:
        """Of `<source>/<passage>`, by the source's SHA-256, else by the report's own name."""
        name, _slash, key = token.partition("/")
        if not key:
            return None
        rows = Passage.objects.filter(key=key).select_related("report")
        if self.by is not None:
            rows = rows.filter(report__in=reports_for_user(self.by))
        digest = (self.course.sources.get(name) or {}).get("sha256")
        by_bytes = rows.filter(report__sha256=digest).first() if digest else None
        return by_bytes or rows.filter(report__slug=name).first()
