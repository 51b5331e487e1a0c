"""Loads the catalogue's part of a library course: data in, draft out; loading again is quiet.

The format is described in content/library/README.md.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalog.errors import LibraryError, TextRefused
from courses.catalog.lessons import save_lesson
from courses.catalog.library_aids import load_aids
from courses.catalog.library_pictures import LibraryPictures
from courses.catalog.models import Course, Lesson, Module
from courses.people.models import User

LESSON = re.compile(r"^# lesson:[ \t]*([\w-]+)[ \t]*$", re.MULTILINE)
FRONT = re.compile(r"\A---\n(.*?)\n---\n(.*)\Z", re.DOTALL)


@dataclass(frozen=True, slots=True)
class LanguageFile:
    """One language of a course: its front matter, and {lesson key: Markdown}."""

    front: dict[str, Any]
    lessons: dict[str, str]


def load_course(folder: Path, by: User | None = None) -> Course:
    """The course of a folder, its draft made equal to the files. Raises LibraryError.

    Nothing is published. Modules and lessons that the files no longer have are removed from
    the draft; a course of that slug which is not the library's is left alone.
    """
    data = read_yaml(folder / "course.yaml")
    texts = {language: read_language(folder, language) for language in data["languages"]}
    with transaction.atomic():
        course = _course(data, texts)
        load_aids(course, data, {code: text.front for code, text in texts.items()}, folder)
        pictures = LibraryPictures(course, folder)
        modules = _modules(course, data, texts)
        lessons = _lessons(course, data, modules)
        for lesson in lessons:
            for language, text in texts.items():
                _save(lesson, language, text, pictures, by)
    return course


def read_yaml(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise _broken(path, error) from error
    if not isinstance(data, dict):
        raise _broken(path, "no mapping")
    return data


def read_language(folder: Path, language: str) -> LanguageFile:
    """The parts of <language>.md. Raises LibraryError."""
    path = folder / f"{language}.md"
    try:
        found = FRONT.match(path.read_text(encoding="utf-8"))
        front = yaml.safe_load(found[1]) if found else None
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise _broken(path, error) from error
    if found is None or not isinstance(front, dict):
        raise _broken(path, "no front matter")
    return LanguageFile(front, dict(_bodies(found[2])))


def _bodies(text: str) -> Iterator[tuple[str, str]]:
    heads = list(LESSON.finditer(text))
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        yield head[1], text[head.end() : end].strip() + "\n"


def _broken(path: Path, why: object) -> LibraryError:
    return LibraryError(_("%(file)s cannot be used: %(why)s.") % {"file": path, "why": why})


def _course(data: dict[str, Any], texts: dict[str, LanguageFile]) -> Course:
    slug = data["slug"]
    course = Course.objects.filter(slug=slug).first() or Course(slug=slug)
    if course.pk and not course.from_library:
        raise LibraryError(_("A course of our own has the address “%(slug)s”.") % {"slug": slug})
    course.languages = data["languages"]
    course.level = data.get("level", Course.Level.INTRODUCTORY)
    course.hours = Decimal(str(data.get("hours", 1)))
    course.licence = data.get("licence", "")
    course.sources = data.get("sources", {})
    course.titles = {language: text.front["title"] for language, text in texts.items()}
    course.summaries = {name: text.front.get("summary", "") for name, text in texts.items()}
    course.objectives = {name: text.front.get("objectives", []) for name, text in texts.items()}
    course.from_library = course.from_library or "loading"
    course.save()
    return course


def _modules(
    course: Course, data: dict[str, Any], texts: dict[str, LanguageFile]
) -> dict[str, Module]:
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


def _of_module(texts: dict[str, LanguageFile], key: str, field: str) -> dict[str, str]:
    return {
        language: text.front.get("modules", {}).get(key, {}).get(field, "")
        for language, text in texts.items()
    }


def _lessons(course: Course, data: dict[str, Any], modules: dict[str, Module]) -> list[Lesson]:
    kept = []
    for row in data["modules"]:
        for position, key in enumerate(row["lessons"]):
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
        raise LibraryError(f"{at}: {error}") from error
