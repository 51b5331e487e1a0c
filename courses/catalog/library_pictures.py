"""Pictures of a course's files: those of its folder `pictures/` that are no diagrams.

A file's key follows from the course, its name and its bytes: loading again finds the same picture,
and a changed file is another one, while older texts keep theirs.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.utils.translation import gettext as _

from courses.catalog.errors import LibraryError, PictureRefused
from courses.catalog.library_files import CourseFiles
from courses.catalog.models import Course, Picture
from courses.catalog.pictures import add_picture

FOLDER = "pictures"
SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".gif")
IN_TEXT = re.compile(rf"!\[([^\]]*)\]\({FOLDER}/([\w.-]+)")
# Where else an address may stand: of a link, of an image in HTML, of a reference.
ELSEWHERE = re.compile(rf"(?<![\w/.-]){FOLDER}/([\w.-]*\w)")


def in_texts(value: Any, change: Callable[[str], str]) -> Any:
    """The same with every text in it changed, however deep it stands in mappings and lists."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, Mapping):
        return {name: in_texts(inner, change) for name, inner in value.items()}
    return [in_texts(inner, change) for inner in value] if isinstance(value, list) else value


class LibraryPictures:
    """The pictures of one course's files; each is stored when it is first asked for."""

    def __init__(self, course: Course, files: CourseFiles) -> None:
        self.course = course
        self.files = files.pictures
        self.alts = files.data.get("pictures") or {}
        self.is_whole = files.is_whole
        self._held: dict[tuple[str, str], UUID] | None = None

    def key(self, name: str, alt: str) -> str:
        """The key of the picture in a file. Raises LibraryError."""
        if PurePath(name).suffix.lower() not in SUFFIXES or name not in self.files:
            words = _("%(course)s: there is no picture pictures/%(name)s.")
            raise LibraryError(words % {"course": self.course.slug, "name": name})
        alt = self.alts.get(name, alt)
        key = self._held_as(name, alt) or self._key_of(name, self.files[name])
        if not Picture.objects.filter(course=self.course, key=key).exists():
            self._add(name, key, alt)
        return str(key)

    def _held_as(self, name: str, alt: str) -> UUID | None:
        """The key of the same picture, where the course has it already under another name: what a
        package brings back is not new, and no text changes for it."""
        if not self.is_whole:
            return None
        if self._held is None:
            self._held = dict(_held(self.course))
        return self._held.get((hashlib.sha256(self.files[name]).hexdigest(), alt))

    def in_text(self, markdown: str) -> str:
        """Markdown with `pictures/<file>` as the address of the picture. Raises LibraryError."""

        def address(found: re.Match[str]) -> str:
            return f"![{found[1]}](/pictures/{self.key(found[2], found[1])}"

        def elsewhere(found: re.Match[str]) -> str:
            name = found[1]
            is_picture = name in self.files and not name.endswith(".svg")
            return f"/pictures/{self.key(name, '')}" if is_picture else found[0]

        return ELSEWHERE.sub(elsewhere, IN_TEXT.sub(address, markdown))

    def in_spec(self, value: Any) -> Any:
        """As in_text, in all texts of a question."""
        return in_texts(value, self.in_text)

    def _key_of(self, name: str, data: bytes) -> UUID:
        digest = hashlib.sha256(data).hexdigest()
        return uuid5(NAMESPACE_URL, f"{self.course.pk}/{self.course.slug}/{name}/{digest}")

    def _add(self, name: str, key: UUID, alt: str) -> None:
        try:
            add_picture(
                self.course,
                io.BytesIO(self.files[name]),
                alt,
                is_decorative=not alt,
                for_questions=True,
                key=key,
                keeps_clean=self.is_whole,
            )
        except PictureRefused as error:
            said = f"{self.course.slug}: {name}: {error}"
            raise LibraryError(said, file=f"{FOLDER}/{name}") from error


def _held(course: Course) -> Iterator[tuple[tuple[str, str], UUID]]:
    """((SHA-256, words), key) of the pictures whose files are there; the oldest last."""
    for picture in course.pictures.order_by("-pk"):
        try:
            with picture.file.open("rb") as file:
                digest = hashlib.sha256(file.read()).hexdigest()
        except OSError:
            continue
        yield (digest, picture.alt), picture.key
