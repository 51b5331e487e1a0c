"""Pictures of a library course: the files of its folder `pictures/` that are no diagrams.

A file's key follows from the course, its name and its bytes: loading again finds the same picture,
and a changed file is another one, while older texts keep theirs.
"""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from courses.catalog.errors import LibraryError, PictureRefused
from courses.catalog.models import Course, Picture
from courses.catalog.pictures import add_picture

FOLDER = "pictures"
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp")
IN_TEXT = re.compile(rf"!\[([^\]]*)\]\({FOLDER}/([\w.-]+)")


class LibraryPictures:
    """The pictures of one course's folder; each is stored when it is first asked for."""

    def __init__(self, course: Course, folder: Path) -> None:
        self.course = course
        self.folder = folder / FOLDER

    def key(self, name: str, alt: str) -> str:
        """The key of the picture in a file. Raises LibraryError."""
        path = self.folder / name
        if path.suffix.lower() not in SUFFIXES or not path.is_file():
            words = _("%(course)s: there is no picture pictures/%(name)s.")
            raise LibraryError(words % {"course": self.course.slug, "name": name})
        data = path.read_bytes()
        key = self._key_of(name, data)
        if not Picture.objects.filter(course=self.course, key=key).exists():
            self._add(path, key, alt)
        return str(key)

    def in_text(self, markdown: str) -> str:
        """Markdown with `pictures/<file>` as the address of the picture. Raises LibraryError."""

        def address(found: re.Match[str]) -> str:
            return f"![{found[1]}](/pictures/{self.key(found[2], found[1])}"

        return IN_TEXT.sub(address, markdown)

    def in_spec(self, value: Any) -> Any:
        """As in_text, in all texts of a question."""
        if isinstance(value, str):
            return self.in_text(value)
        if isinstance(value, Mapping):
            return {name: self.in_spec(inner) for name, inner in value.items()}
        return [self.in_spec(inner) for inner in value] if isinstance(value, list) else value

    def _key_of(self, name: str, data: bytes) -> UUID:
        digest = hashlib.sha256(data).hexdigest()
        return uuid5(NAMESPACE_URL, f"{self.course.pk}/{self.course.slug}/{name}/{digest}")

    def _add(self, path: Path, key: UUID, alt: str) -> None:
        try:
            with path.open("rb") as file:
                add_picture(
                    self.course, file, alt, is_decorative=not alt, for_questions=True, key=key
                )
        except PictureRefused as error:
            raise LibraryError(f"{self.course.slug}: {path.name}: {error}") from error
