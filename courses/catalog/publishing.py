"""Publishing: a numbered edition pins the newest version of each lesson in each language."""

from collections import defaultdict

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from courses.catalog.aids.services import pin_glossary
from courses.catalog.errors import NotPublishable, Problem
from courses.catalog.models import Course, Edition, EditionLesson, Lesson, LessonVersion, Module
from courses.catalog.queries import draft_lessons, newest_versions
from courses.catalog.sources import is_resolved
from courses.people.models import User

Versions = dict[int, dict[str, LessonVersion]]


def problems_before_publishing(course: Course) -> list[Problem]:
    """Everything that keeps a course from being published; empty when nothing does."""
    lessons = list(draft_lessons(course).select_related("module"))
    return _problems(course, lessons, _newest(course))


def publish_edition(
    course: Course, *, by: User | None, notes: str = "", after: int | None = None
) -> Edition:
    """The next edition, at once what learners see. Raises NotPublishable.

    `after` is the number of the edition that the publisher saw as current (0: none). When
    another was published meanwhile (a form sent twice), that one is returned.
    """
    with transaction.atomic():
        course = Course.objects.select_for_update().get(pk=course.pk)
        current = course.current_edition
        if after is not None and current is not None and current.number != after:
            return current
        # Whoever saves a text stands in line at its lesson: what is pinned is not thinned out.
        drafted = draft_lessons(course).select_for_update(of=("self",), no_key=True)
        lessons = list(drafted.select_related("module"))
        versions = _newest(course)
        problems = _problems(course, lessons, versions)
        if problems:
            raise NotPublishable(problems)
        edition = _create_edition(course, lessons, by, notes)
        EditionLesson.objects.bulk_create(_rows(edition, lessons, versions))
        pin_glossary(edition)
        course.current_edition = edition
        course.status = Course.Status.PUBLISHED
        course.save(update_fields=["current_edition", "status", "updated_at"])
    return edition


def _newest(course: Course) -> Versions:
    versions: Versions = defaultdict(dict)
    for version in newest_versions(draft_lessons(course)):
        versions[version.lesson_id][version.language] = version
    return versions


def _problems(course: Course, lessons: list[Lesson], versions: Versions) -> list[Problem]:
    problems = []
    if not course.languages:
        problems.append(Problem(_("The course has no language. Choose one in its settings.")))
    problems += [
        Problem(
            _("The course has no title in %(language)s.") % {"language": _name(language)},
            language=language,
        )
        for language in course.languages
        if not course.titles.get(language)
    ]
    if not lessons:
        problems.append(Problem(_("The course has no lessons. Add at least one.")))
    for lesson in lessons:
        problems.extend(_lesson_problems(lesson, versions[lesson.pk], course.languages))
    return problems


def _lesson_problems(
    lesson: Lesson, versions: dict[str, LessonVersion], languages: list[str]
) -> list[Problem]:
    problems = []
    title = next((version.title for version in versions.values() if version.title), lesson.key)
    for language in languages:
        named = {"lesson": title, "language": _name(language)}
        version = versions.get(language)
        if version is None:
            message = _("“%(lesson)s” has no text in %(language)s.") % named
        elif not version.title:
            message = _("“%(lesson)s” has no title in %(language)s.") % named
        elif not version.blocks:
            message = _("“%(lesson)s” is empty in %(language)s.") % named
        else:
            problems.extend(_source_problems(lesson, version, title))
            continue
        problems.append(Problem(message, lesson.key, language))
    return problems


def _source_problems(lesson: Lesson, version: LessonVersion, title: str) -> list[Problem]:
    return [
        Problem(
            _("“%(lesson)s” cites “%(source)s”, which is no passage of a report we hold.")
            % {"lesson": title, "source": source["label"]},
            lesson.key,
            version.language,
        )
        for block in version.blocks
        for source in block["sources"]
        if not is_resolved(source)
    ]


def _name(language: str) -> str:
    return str(dict(settings.LANGUAGES).get(language, language))


def _create_edition(course: Course, lessons: list[Lesson], by: User | None, notes: str) -> Edition:
    last = course.editions.order_by("-number").first()
    return Edition.objects.create(
        course=course,
        number=last.number + 1 if last else 1,
        languages=course.languages,
        titles=course.titles,
        summaries=course.summaries,
        objectives=course.objectives,
        sources=course.sources,
        hours=course.hours,
        structure=_structure(lessons),
        notes=notes.strip(),
        published_by=by,
    )


def _structure(lessons: list[Lesson]) -> list[dict[str, object]]:
    """Modules in order; one without lessons is left out."""
    keys: dict[Module, list[str]] = defaultdict(list)
    for lesson in lessons:
        keys[lesson.module].append(lesson.key)
    return [
        {
            "key": module.key,
            "titles": module.titles,
            "summaries": module.summaries,
            "lessons": lesson_keys,
        }
        for module, lesson_keys in keys.items()
    ]


def _rows(edition: Edition, lessons: list[Lesson], versions: Versions) -> list[EditionLesson]:
    modules = list(dict.fromkeys(lesson.module_id for lesson in lessons))
    return [
        EditionLesson(
            edition=edition,
            lesson=lesson,
            language=language,
            version=versions[lesson.pk][language],
            module_position=modules.index(lesson.module_id),
            position=position,
        )
        for position, lesson in enumerate(lessons)
        for language in edition.languages
    ]
