"""The catalogue as a list: what fits the filters, in the reader's language where there is one."""

import unicodedata
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import QueryDict

from courses.catalog.models import Course

PAGE_SIZE = 20


@dataclass(frozen=True, slots=True)
class Filters:
    """What was asked for; empty means anything."""

    text: str = ""
    language: str = ""
    level: str = ""

    @classmethod
    def read(cls, data: QueryDict) -> "Filters":
        return cls(
            text=data.get("text", "").strip()[:100],
            language=data.get("language", ""),
            level=data.get("level", ""),
        )

    def __bool__(self) -> bool:
        return bool(self.text or self.language or self.level)


def plain(text: str) -> str:
    """Lower case without accents, so that "controle" finds "contrôle"."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(character for character in apart if not unicodedata.combining(character))


def listed(courses: QuerySet[Course], filters: Filters, language: str) -> list[Course]:
    """In the order of their titles in `language`. One query, whatever the filters."""
    rows = courses.select_related("current_edition").defer("sources", "objectives")
    found = [course for course in rows if _fits(course, filters)]
    return sorted(found, key=lambda course: plain(course.title(language)))


def _fits(course: Course, filters: Filters) -> bool:
    if filters.level and course.level != filters.level:
        return False
    if filters.language and filters.language not in course.languages:
        return False
    words = plain(filters.text).split()
    texts = plain(" ".join([*course.titles.values(), *course.summaries.values()]))
    return all(word in texts for word in words)
