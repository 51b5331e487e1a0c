"""Loads the catalogue's part of a library course: data in, draft out; loading again is quiet.

The format is described in content/library/README.md.
"""

from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalog.errors import LibraryError, TextRefused
from courses.catalog.lessons import clear_text, save_lesson
from courses.catalog.library_aids import load_aids, load_module_guides
from courses.catalog.library_files import CourseFiles, LanguageFile, read_folder
from courses.catalog.library_pictures import LibraryPictures
from courses.catalog.models import Course, Lesson, Module
from courses.people.models import User

Texts = Mapping[str, LanguageFile]


def load_course(folder: Path, by: User | None = None) -> Course:
    """The library's course of a folder, its draft made equal to the files. Raises LibraryError.

    Nothing is published. A course of that slug which is not the library's is left alone.
    """
    files = read_folder(folder)
    with transaction.atomic():
        slug = files.data["slug"]
        course = Course.objects.filter(slug=slug).first() or Course(slug=slug)
        if course.pk and not course.from_library:
            said = _("A course of our own has the address “%(slug)s”.")
            raise LibraryError(said % {"slug": slug})
        course.from_library = course.from_library or "loading"
        fill_course(course, files, by)
    return course


@transaction.atomic
def fill_course(course: Course, files: CourseFiles, by: User | None) -> None:
    """A course's draft made equal to the files, without its questions. Raises LibraryError.

    Modules and lessons that the files no longer have are removed from the draft; of a whole
    course's files, translations too.
    """
    _describe(course, files)
    load_aids(course, files, by)
    pictures = LibraryPictures(course, files)
    modules = _modules(course, files.data, files.texts)
    load_module_guides(modules, files)
    for lesson in _lessons(course, files.data, modules):
        for language, text in files.texts.items():
            if files.is_whole and _is_missing(lesson, text):
                clear_text(lesson, language, by=by)
            else:
                _save(lesson, language, text, pictures, by)


def _is_missing(lesson: Lesson, text: LanguageFile) -> bool:
    return lesson.key not in text.lessons and lesson.key not in text.front.get("lessons", {})


def _describe(course: Course, files: CourseFiles) -> None:
    data, fronts = files.data, files.fronts
    course.languages = data["languages"]
    course.level = data.get("level", Course.Level.INTRODUCTORY)
    course.hours = Decimal(str(data.get("hours", 1)))
    course.licence = data.get("licence", "")
    course.sources = data.get("sources", {})
    course.titles = {language: front["title"] for language, front in fronts.items()}
    course.summaries = {name: front.get("summary", "") for name, front in fronts.items()}
    course.objectives = {name: front.get("objectives", []) for name, front in fronts.items()}
    course.save()


def _modules(course: Course, data: Mapping[str, Any], texts: Texts) -> dict[str, Module]:
    kept = {}
    for position, row in enumerate(data["modules"]):
        key = row["key"]
        kept[key], _created = Module.objects.update_or_create(
            course=course,
            key=key,
            defaults={
                "position": position,
                "removed_at": None,
                "titles": _of_module(texts, key, "title"),
                "summaries": _of_module(texts, key, "summary"),
            },
        )
    gone = Module.objects.filter(course=course, removed_at=None).exclude(key__in=kept)
    gone.update(removed_at=timezone.now())
    return kept


def _of_module(texts: Texts, key: str, field: str) -> dict[str, str]:
    return {
        language: text.front.get("modules", {}).get(key, {}).get(field, "")
        for language, text in texts.items()
    }


def _lessons(
    course: Course, data: Mapping[str, Any], modules: Mapping[str, Module]
) -> list[Lesson]:
    kept = []
    for row in data["modules"]:
        for position, key in enumerate(row.get("lessons", ())):
            lesson, _created = Lesson.objects.update_or_create(
                course=course,
                key=key,
                defaults={
                    "module": modules[row["key"]],
                    "position": position,
                    "removed_at": None,
                },
            )
            kept.append(lesson)
    gone = Lesson.objects.filter(course=course, removed_at=None)
    gone.exclude(pk__in=[lesson.pk for lesson in kept]).update(removed_at=timezone.now())
    return kept


def _save(
    lesson: Lesson,
    language: str,
    text: LanguageFile,
    pictures: LibraryPictures,
    by: User | None,
) -> None:
    about = text.front.get("lessons", {}).get(lesson.key)
    if about is None or lesson.key not in text.lessons:
        raise LibraryError(
            _("The lesson “%(lesson)s” has no text in “%(language)s”.")
            % {"lesson": lesson.key, "language": language}
        )
    try:
        save_lesson(
            lesson,
            language=language,
            title=about["title"],
            body=pictures.in_text(text.lessons[lesson.key]),
            objectives=about.get("objectives", []),
            minutes=about.get("minutes"),
            notice=about.get("notice") or "",
            author=by,
        )
    except TextRefused as error:
        at = f"{lesson.course.slug}: {lesson.key} ({language})"
        place = ("lessons", lesson.key)
        raise LibraryError(f"{at}: {error}", file=f"{language}.md", path=place) from error
