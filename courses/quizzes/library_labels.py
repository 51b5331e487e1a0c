"""What a question of the library is labelled with, in the course's first language.

A label is one name, in whichever language its course was begun in.
"""

import re
from collections.abc import Mapping
from typing import Any

from courses.catalog.errors import LibraryError
from courses.catalog.library_files import CourseFiles
from courses.catalog.models import Course
from courses.quizzes.bank.labels import Labels

PLACE = re.compile(r"[\w-]+/\d{1,4}", re.ASCII)
NAMES = ("tags", "topic", "objective", "difficulty")


class LabelReader:
    def __init__(self, course: Course, files: CourseFiles) -> None:
        self.course = course
        self.is_whole = files.is_whole
        self.language = files.data["languages"][0]
        self.topics: Mapping[str, Any] = files.data.get("topics") or {}
        self.lessons: Mapping[str, Any] = files.fronts[self.language].get("lessons") or {}

    def of(self, entry: Mapping[str, Any]) -> Labels | None:
        """None for a question of which the files say nothing: its labels stay. Raises
        LibraryError."""
        if not (self.is_whole or any(name in entry for name in NAMES)):
            return None
        return Labels(
            tags=tuple(str(tag) for tag in entry.get("tags") or ()),
            topic=self._topic(entry),
            objective=self._objective(entry),
            difficulty=entry.get("difficulty"),
        )

    def _topic(self, entry: Mapping[str, Any]) -> str:
        slug = str(entry.get("topic") or "")
        names = self.topics.get(slug) or {}
        return str(names.get(self.language) or slug)

    def _objective(self, entry: Mapping[str, Any]) -> str:
        """`<lesson>/<n>` is the n-th objective of that lesson, from 1; `text`, or what has no such
        form, the words themselves."""
        place = entry.get("objective") or ""
        if isinstance(place, Mapping):
            return str(place["text"])
        lesson, slash, number = str(place).partition("/")
        if self.is_whole and not (slash and PLACE.fullmatch(place)):
            return str(place)
        if not place:
            return ""
        objectives = (self.lessons.get(lesson) or {}).get("objectives") or []
        if not number.isdecimal() or not 1 <= int(number) <= len(objectives):
            at = f"{self.course.slug}: {entry['key']}"
            raise LibraryError(f"{at}: there is no objective {place!r}")
        return str(objectives[int(number) - 1])
