"""Loads the words, the diagrams and the teaching guide of a library course."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from content.diagrams import BadDiagram
from content.markup import MarkupError
from courses.catalog.aids.services import set_diagrams, set_glossary, set_guide
from courses.catalog.errors import LibraryError
from courses.catalog.models import Course

Fronts = Mapping[str, Mapping[str, Any]]  # {language: front matter}


def load_aids(course: Course, data: Mapping[str, Any], fronts: Fronts, folder: Path) -> None:
    """Before the lessons, which link to words and show diagrams. Raises LibraryError."""
    _load_glossary(course, fronts)
    try:
        set_guide(course, {code: front.get("guide") or "" for code, front in fronts.items()})
    except MarkupError as error:
        raise LibraryError(f"{course.slug}: guide: {error}") from error
    rows = [_diagram(course, entry, fronts, folder) for entry in data.get("diagrams") or ()]
    try:
        set_diagrams(course, rows)
    except BadDiagram as error:
        raise LibraryError(f"{course.slug}: {error}") from error


def _load_glossary(course: Course, fronts: Fronts) -> None:
    words = {code: front.get("glossary") or {} for code, front in fronts.items()}
    keys = dict.fromkeys(key for by_key in words.values() for key in by_key)
    set_glossary(
        course,
        [
            {
                "key": key,
                "terms": {code: by_key[key]["term"] for code, by_key in words.items()},
                "texts": {code: by_key[key]["text"] for code, by_key in words.items()},
            }
            for key in keys
            if _in_each_language(course, key, words)
        ],
    )


def _in_each_language(course: Course, key: str, words: Fronts) -> bool:
    missing = [code for code, by_key in words.items() if key not in by_key]
    if missing:
        said = _("%(course)s: the glossary has no “%(key)s” in “%(language)s”.")
        names = {"course": course.slug, "key": key, "language": missing[0]}
        raise LibraryError(said % names)
    return True


def _diagram(
    course: Course, entry: Mapping[str, Any], fronts: Fronts, folder: Path
) -> dict[str, Any]:
    key = entry["key"]
    texts = {code: (front.get("diagrams") or {}).get(key) for code, front in fronts.items()}
    for code, text in texts.items():
        if not text:
            said = _("%(course)s: the diagram “%(key)s” has no words in “%(language)s”.")
            names = {"course": course.slug, "key": key, "language": code}
            raise LibraryError(said % names)
    known = {code: text for code, text in texts.items() if text}
    return {
        "key": key,
        "svg": _svg(course, folder, entry.get("file", f"{key}.svg")),
        "is_mirrored": bool(entry.get("mirror")),
        "titles": {code: text["title"] for code, text in known.items()},
        "texts": {code: text["text"] for code, text in known.items()},
        "labels": {code: text.get("labels") or {} for code, text in known.items()},
    }


def _svg(course: Course, folder: Path, name: str) -> str:
    try:
        return (folder / "pictures" / name).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise LibraryError(f"{course.slug}: pictures/{name}: {error}") from error
