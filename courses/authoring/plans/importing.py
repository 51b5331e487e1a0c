"""From a file straight to a draft course, as the command does it, without a workbench."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from content.models import Report
from content.queries import sections_for_planning
from content.services import amend_report, read_report
from courses.authoring.errors import EmptyPlan, NoSuchLanguage
from courses.authoring.models import ImportPlan
from courses.authoring.plans.drafting import course_language, draft_course
from courses.authoring.plans.proposing import proposed
from courses.catalog.models import Course
from courses.catalog.services import create_course


@dataclass(frozen=True, slots=True)
class Imported:
    """`is_new` is False when the very same report had made the course before."""

    report: Report
    course: Course
    is_new: bool

    def to_json(self) -> dict[str, object]:
        return {
            "course": self.course.slug,
            "report": self.report.slug,
            "sha256": self.report.sha256,
            "new": self.is_new,
            "modules": self.course.modules.filter(removed_at=None).count(),
            "lessons": self.course.lessons.filter(removed_at=None).count(),
        }


def import_file(path: Path, *, course: str = "", symbol: str = "", language: str = "") -> Imported:
    """A draft course made by the proposed plan, or more modules for the course named.

    Raises ProblemWithReport, OSError, EmptyPlan, NoSuchLanguage; then no course has changed.
    """
    if language and course_language(language) not in dict(settings.LANGUAGES):
        raise NoSuchLanguage
    report = read_report(path, filename=path.name)
    made = _made_before(report, course)
    if made is not None:
        return Imported(report, made, is_new=False)
    with transaction.atomic():
        report = amend_report(report, symbol=symbol, language=language)
        return Imported(report, _drafted(report, course), is_new=True)


def _made_before(report: Report, slug: str) -> Course | None:
    """The course that a plan for this very report became, by hand or by command."""
    made = Course.objects.filter(import_plans__report=report).order_by("pk")
    return (made.filter(slug=slug) if slug else made).first()


def _drafted(report: Report, slug: str) -> Course:
    sections = sections_for_planning(report)
    modules = proposed(sections, report.language)
    if all(module.get("background") for module in modules):
        raise EmptyPlan
    target = Course.objects.filter(slug=slug).first() if slug else None
    language = course_language(report.language)
    if target is None and slug:
        target = create_course(title=report.title, language=language, by=None, slug=slug)
    made = draft_course(
        modules, sections, title=report.title, language=language, by=None, course=target
    )
    ImportPlan.objects.create(
        report=report, owner=None, title=report.title[:250], modules=modules, course=made
    )
    return made
