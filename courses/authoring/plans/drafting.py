"""From a plan to a draft course whose blocks keep their anchors."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from content.models import Report
from content.planning.bodies import SourcePassage, lesson_body
from content.planning.values import PlanLesson, PlanModule, PlanSection, passages_of
from content.queries import footnotes_of, sections_for_planning, source_passages, source_section
from courses.catalog.models import Course
from courses.catalog.services import add_lesson, add_module, create_course, save_lesson
from courses.people.models import User


def draft_course(
    report: Report,
    modules: list[PlanModule],
    *,
    title: str,
    by: User | None,
    course: Course | None = None,
) -> Course:
    """A new course, or more modules for `course`. One transaction, all or nothing."""
    language = course_language(report.language)
    drafts = _drafts(report, modules)
    with transaction.atomic():
        course = course or create_course(title=title, language=language, by=by)
        for planned in modules:
            module = add_module(course, {language: planned["title"]})
            for draft in planned["lessons"]:
                lesson = add_lesson(module)
                save_lesson(
                    lesson,
                    language=language,
                    title=draft["title"],
                    body=drafts[draft["id"]],
                    author=by,
                )
    return course


def course_language(language: str) -> str:
    """The site's name for a report's language: "zh" is read as "zh-hans"."""
    names = [code for code, _ in settings.LANGUAGES]
    return next((name for name in names if name.split("-")[0] == language.split("-")[0]), language)


def _drafts(report: Report, modules: list[PlanModule]) -> dict[str, str]:
    """Each planned lesson's Markdown by the lesson's id."""
    sections = {section.id: section for section in sections_for_planning(report)}
    lessons = [lesson for module in modules for lesson in module["lessons"]]
    wanted = {passage.id for lesson in lessons for passage in passages_of(lesson, sections)}
    texts = source_passages(report, wanted)
    footnotes = footnotes_of(report)
    return {lesson["id"]: _body(report, lesson, sections, texts, footnotes) for lesson in lessons}


def _body(
    report: Report,
    lesson: PlanLesson,
    sections: dict[int, PlanSection],
    texts: dict[int, SourcePassage],
    footnotes: dict[str, SourcePassage],
) -> str:
    parts = []
    for section_id in lesson["sections"]:
        section = sections.get(section_id)
        if section is not None:
            chosen = passages_of({**lesson, "sections": [section_id]}, sections)
            parts.append(source_section(section, chosen, texts))
    with translation.override(course_language(report.language)):
        notes_title = _("Notes")
    return lesson_body(
        parts,
        slug=report.slug,
        title=lesson["title"],
        footnotes=footnotes,
        notes_title=notes_title,
    )
