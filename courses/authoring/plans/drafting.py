"""From a plan to a draft course whose blocks keep their anchors."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from content.planning.alike import modules_alike, passages_alike, sources_alike, spelled_in
from content.planning.arranging import arranged
from content.planning.bodies import Source, SourcePassage, SourceSection, lesson_body
from content.planning.inline import spaced
from content.planning.items import standing
from content.planning.sizes import minutes_for
from content.planning.topic_bodies import is_as_grouped, portions
from content.planning.values import PlanLesson, PlanModule, PlanSection, passages_of, words_of
from content.queries import source_passages, source_section, sources_of
from courses.authoring.plans.words import add_words
from courses.catalog.lengths import follow_minutes, minutes_of
from courses.catalog.models import Course
from courses.catalog.services import add_lesson, add_module, create_course, save_lesson
from courses.people.models import User


def draft_course(
    modules: list[PlanModule],
    sections: Sequence[PlanSection],
    *,
    title: str,
    language: str,
    by: User | None,
    course: Course | None = None,
    topic: str = "",
) -> Course:
    """A new course, or more modules for `course`. One transaction, all or nothing.

    `sections` are those that the plan is made from, of one report or of several; background
    reading that was not brought in stays out. A course on a `topic` is told by its aspects.
    """
    names = spelled_in(modules)
    modules = modules_alike([one for one in modules if not one.get("background")], names)
    drafts = _drafts(modules, sections, language, topic, names)
    by_id = {section.id: section for section in sections}
    with transaction.atomic():
        minutes = minutes_of(course) if course else None
        course = course or create_course(title=title, language=language, by=by)
        add_words(course, modules, language=language, by=by)
        for planned in modules:
            module = add_module(course, {language: spaced(planned["title"], language)})
            for draft in planned["lessons"]:
                lesson = add_lesson(module)
                save_lesson(
                    lesson,
                    language=language,
                    title=spaced(draft["title"], language),
                    body=drafts[draft["id"]],
                    objectives=draft.get("objectives"),
                    minutes=minutes_for(words_of(draft, by_id)),
                    author=by,
                )
        follow_minutes(course, minutes)
    return course


def course_language(language: str) -> str:
    """The site's name for a report's language: "zh" is read as "zh-hans"."""
    names = [code for code, _ in settings.LANGUAGES]
    return next((name for name in names if name.split("-")[0] == language.split("-")[0]), language)


def _drafts(
    modules: list[PlanModule],
    sections: Sequence[PlanSection],
    language: str,
    topic: str = "",
    names: Mapping[str, str] | None = None,
) -> dict[str, str]:
    """Each planned lesson's Markdown by the lesson's id."""
    parts_of = _parts_of(modules, sections, language, topic, names or {})
    with translation.override(language):
        notes_title = _("Notes")
    return {
        lesson["id"]: lesson_body(
            standing(parts_of(lesson)),
            title=lesson["title"],
            module=module["title"],
            is_renamed=lesson.get("renamed", False),
            notes_title=notes_title,
        )
        for module in modules
        for lesson in module["lessons"]
    }


def _parts_of(
    modules: list[PlanModule],
    sections: Sequence[PlanSection],
    language: str,
    topic: str,
    names: Mapping[str, str],
) -> Callable[[PlanLesson], list[SourceSection]]:
    """What gives a lesson's headings and passages."""
    by_id = {section.id: section for section in sections}
    lessons = [lesson for module in modules for lesson in module["lessons"]]
    sources = sources_alike(sources_of({section.report for section in sections}), names)
    if not topic:
        wanted = {one.id for each in lessons for one in passages_of(each, by_id)}
        texts = passages_alike(source_passages(wanted), names)
        return lambda lesson: _parts(lesson, by_id, texts, sources)
    # How one is told depends on all that was chosen.
    wanted = {one.id for each in sections for one in each.passages}
    texts = passages_alike(source_passages(wanted), names)
    groups = arranged(sections, texts, language, topic)

    def by_topic(lesson: PlanLesson) -> list[SourceSection]:
        if not is_as_grouped(lesson):
            return _parts(lesson, by_id, texts, sources)
        kept = {one.id for one in passages_of(lesson, by_id)}
        return [
            SourceSection(
                one.heading,
                one.level,
                tuple(texts[passage.id] for passage in one.passages if passage.id in texts),
                sources[one.report],
            )
            for one in portions(groups, kept, language)
            if one.report in sources
        ]

    return by_topic


def _parts(
    lesson: PlanLesson,
    sections: dict[int, PlanSection],
    texts: dict[int, SourcePassage],
    sources: dict[int, Source],
) -> list[SourceSection]:
    parts = []
    for section_id in lesson["sections"]:
        section = sections.get(section_id)
        if section is not None and section.report in sources:
            chosen = passages_of({**lesson, "sections": [section_id]}, sections)
            parts.append(source_section(section, chosen, texts, sources[section.report]))
    return parts
