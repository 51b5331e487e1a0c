"""The courses that ship with the site: loaded, with their questions, and published."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.db import transaction

from courses.authoring.studio.services import publish_course
from courses.catalog.library import load_course
from courses.catalog.models import Course
from courses.quizzes.library import load_bank

LIBRARY: Path = settings.BASE_DIR / "content" / "library"
DRAFT = "DRAFT"
"""A folder that holds a file of this name is still being written."""


def load_library(root: Path = LIBRARY) -> list[Course]:
    """The courses that were new or changed, published; one that is as it was is left alone, and one
    that is still being written.

    Raises catalog's LibraryError or a NotPublishable, with nothing changed of that course.
    """
    whole = [path.parent for path in root.glob("*/course.yaml")]
    folders = sorted(folder for folder in whole if not (folder / DRAFT).exists())
    return [course for folder in folders if (course := _load(folder)) is not None]


@transaction.atomic
def _load(folder: Path) -> Course | None:
    digest = fingerprint(folder)
    if Course.objects.filter(from_library=digest).exists():
        return None
    course = load_course(folder)
    load_bank(course, folder)
    current = course.current_edition
    publish_course(course, by=None, notes="", after=current.number if current else 0)
    course.refresh_from_db()
    course.from_library = digest
    course.save(update_fields=["from_library"])
    return course


def fingerprint(folder: Path) -> str:
    """SHA-256 of the names and bytes of a folder's files."""
    digest = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        digest.update(f"{path.relative_to(folder)}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()
