"""What the lesson editor shows."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q

from content.models import Passage, Report
from content.queries import search_passages
from courses.authoring.models import ImportPlan
from courses.catalog.models import Anchor, Course, LessonVersion
from courses.people.models import User


@dataclass(frozen=True, slots=True)
class DiffLine:
    """`kind` is "same", "in" or "out"."""

    kind: str
    text: str


def version_before(version: LessonVersion) -> LessonVersion | None:
    earlier = LessonVersion.objects.filter(
        lesson=version.lesson_id, language=version.language, number__lt=version.number
    )
    return earlier.order_by("-number").first()


def differences(old: str, new: str) -> list[DiffLine]:
    """Line by line what went out and what came in; unchanged runs keep two lines around."""
    return list(_difference_lines(old.splitlines(), new.splitlines()))


def _difference_lines(old: list[str], new: list[str]) -> Iterator[DiffLine]:
    lines = difflib.unified_diff(old, new, lineterm="", n=2)
    for number, line in enumerate(lines):
        # The first three are the names of two files, and the place of the first change.
        if number < 3:
            continue
        if line.startswith("@@"):
            yield DiffLine("gap", "")
        elif line.startswith("+"):
            yield DiffLine("in", line[1:])
        elif line.startswith("-"):
            yield DiffLine("out", line[1:])
        else:
            yield DiffLine("same", line[1:])


def reports_for(course: Course, user: User) -> list[int]:
    """Reports that one may cite: those that the course rests on, and those one brought."""
    anchored = Anchor.objects.filter(version__lesson__course=course).values("passage__report")
    planned = ImportPlan.objects.filter(Q(course=course) | Q(owner=user)).values("report")
    wanted = Report.objects.filter(Q(pk__in=anchored) | Q(pk__in=planned))
    return list(wanted.values_list("pk", flat=True))


def passages_found(course: Course, user: User, text: str) -> list[Passage]:
    return search_passages(reports_for(course, user), text)
