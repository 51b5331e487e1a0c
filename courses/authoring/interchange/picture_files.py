"""Pictures and drawings of a course as files of its package."""

import hashlib
import re
from typing import Any

from django.core.files import File
from django.utils.text import slugify
from django.utils.translation import gettext as _

from courses.authoring.interchange.errors import NotExportable
from courses.catalog.library_pictures import in_texts
from courses.catalog.models import Course, Picture

ADDRESS = re.compile(r"/pictures/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
# Drawings are stored without it, as a page needs them; a file of its own needs it.
NAME_SPACE = "http://www.w3.org/2000/svg"
ENDINGS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg"}


class PictureFiles:
    """Each picture that is named becomes a file; its name follows from what it is and shows."""

    def __init__(self, course: Course) -> None:
        self.known = {str(picture.key): picture for picture in course.pictures.all()}
        self.names: dict[str, str] = {}
        self.files: dict[str, bytes] = {}
        self.alts: dict[str, str] = {}

    def in_text(self, text: str) -> str:
        """With the file's name where the picture's address stood."""
        return ADDRESS.sub(self._named, text)

    def _named(self, found: re.Match[str]) -> str:
        picture = self.known.get(found[1])
        return found[0] if picture is None else f"pictures/{self.name_of(picture)}"

    def in_spec(self, value: Any) -> Any:
        return in_texts(value, self.in_text)

    def name_of(self, picture: Picture) -> str:
        key = str(picture.key)
        if key not in self.names:
            self.names[key] = self.add(picture.file, picture.alt or "picture")
            self.alts[self.names[key]] = picture.alt
        return self.names[key]

    def name_by_key(self, key: str) -> str:
        """ "" for one that the course does not have."""
        picture = self.known.get(key)
        return self.name_of(picture) if picture else ""

    def add(self, file: File[bytes], called: str) -> str:
        """The name of the file in the package, where it now stands. Raises NotExportable."""
        try:
            with file.open("rb") as stored:
                data = stored.read()
        except OSError as error:
            words = _("The picture “%(name)s” is no longer on the server. Take it out first.")
            raise NotExportable(words % {"name": called}) from error
        ending = next((name for mark, name in ENDINGS.items() if data.startswith(mark)), "png")
        stem = slugify(called)[:40].strip("-_") or "picture"
        # The words belong to the name: one file for the same picture with the same words.
        digest = hashlib.sha256(called.encode() + b"\0" + data).hexdigest()[:8]
        name = f"{stem}-{digest}.{ending}"
        self.files[f"pictures/{name}"] = data
        return name

    def draw(self, key: str, svg: str) -> str:
        named = svg.replace("<svg ", f'<svg xmlns="{NAME_SPACE}" ', 1)
        self.files[f"pictures/{key}.svg"] = named.encode() + b"\n"
        return f"{key}.svg"
