"""Loads the words, the diagrams and the teaching guide of a library course."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from content.diagrams import BadDiagram
from content.markup import MarkupError
from courses.catalog.aids.services import (
    set_diagrams,
    set_glossary,
    set_guide,
    set_module_guide,
)
from courses.catalog.errors import LibraryError
from courses.catalog.library_files import CourseFiles
from courses.catalog.models import Course, Module
from courses.catalog.sources import resolve_sources
from courses.people.models import User

Fronts = Mapping[str, Mapping[str, Any]]  # {language: front matter}


def load_aids(course: Course, files: CourseFiles, by: User | None = None) -> None:
    """Before the lessons, which link to words and show diagrams. Raises LibraryError."""
    fronts = files.fronts
    _load_glossary(course, files, by)
    try:
        set_guide(course, {code: front.get("guide") or "" for code, front in fronts.items()})
    except MarkupError as error:
        raise LibraryError(f"{course.slug}: guide: {error}") from error
    rows = [_diagram(course, entry, files) for entry in files.data.get("diagrams") or ()]
    try:
        set_diagrams(course, rows)
    except BadDiagram as error:
        raise LibraryError(f"{course.slug}: {error}") from error


def _sources(
    course: Course, files: CourseFiles, by: User | None
) -> dict[str, list[dict[str, Any]]]:
    """{key of a word: what says so}."""
    tokens: Mapping[str, list[str]] = files.data.get("glossary") or {}
    raw = dict.fromkeys(token for named in tokens.values() for token in named)
    found = resolve_sources(raw, course, files.data["languages"][0], author=by)
    return {key: [found[token] for token in named] for key, named in tokens.items()}


def _load_glossary(course: Course, files: CourseFiles, by: User | None) -> None:
    words = {code: front.get("glossary") or {} for code, front in files.fronts.items()}
    keys = dict.fromkeys(key for by_key in words.values() for key in by_key)
    resolved = _sources(course, files, by)
    set_glossary(
        course,
        [
            {
                "key": key,
                "sources": resolved.get(key, []),
                "terms": {
                    code: known[key]["term"] for code, known in words.items() if key in known
                },
                "texts": {
                    code: known[key].get("text", "")
                    for code, known in words.items()
                    if key in known
                },
            }
            for key in keys
            if files.is_whole or _in_each_language(course, key, words)
        ],
    )


def _in_each_language(course: Course, key: str, words: Fronts) -> bool:
    missing = [code for code, by_key in words.items() if key not in by_key]
    if missing:
        said = _("%(course)s: the glossary has no “%(key)s” in “%(language)s”.")
        names = {"course": course.slug, "key": key, "language": missing[0]}
        raise LibraryError(said % names)
    return True


def _diagram(course: Course, entry: Mapping[str, Any], files: CourseFiles) -> dict[str, Any]:
    key = entry["key"]
    texts = {code: (front.get("diagrams") or {}).get(key) for code, front in files.fronts.items()}
    for code, text in texts.items():
        if not text and not files.is_whole:
            said = _("%(course)s: the diagram “%(key)s” has no words in “%(language)s”.")
            names = {"course": course.slug, "key": key, "language": code}
            raise LibraryError(said % names)
    known = {code: text for code, text in texts.items() if text}
    return {
        "key": key,
        "svg": _svg(course, files, entry.get("file", f"{key}.svg")),
        "is_mirrored": bool(entry.get("mirror")),
        "titles": {code: text["title"] for code, text in known.items()},
        "texts": {code: text.get("text", "") for code, text in known.items()},
        "labels": {code: text.get("labels") or {} for code, text in known.items()},
    }


def _svg(course: Course, files: CourseFiles, name: str) -> str:
    try:
        return files.pictures[name].decode("utf-8").replace("\r\n", "\n")
    except (KeyError, ValueError) as error:
        raise LibraryError(f"{course.slug}: pictures/{name}: {error}") from error


def load_module_guides(modules: Mapping[str, Module], files: CourseFiles) -> None:
    """What somebody wrote for those who teach a module. Raises LibraryError."""
    for code, front in files.fronts.items():
        for key, module in modules.items():
            about = (front.get("modules") or {}).get(key) or {}
            if "guide" not in about and not files.is_whole:
                continue
            try:
                set_module_guide(module, code, about.get("guide") or "")
            except MarkupError as error:
                place = ("modules", key, "guide")
                said = f"{module.course.slug}: {key}: {error}"
                raise LibraryError(said, file=f"{code}.md", path=place) from error
