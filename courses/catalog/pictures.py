"""Pictures: decoded and encoded anew, so that what we serve is a picture and only that."""

import io
import re
from typing import BinaryIO
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from courses.catalog.errors import PictureRefused
from courses.catalog.models import Course, Picture
from courses.catalog.pictures_clean import clean_extension

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_SIDE = 1_600
NAMED = re.compile(r"/pictures/([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})")
FORMATS = ("PNG", "JPEG", "WEBP", "GIF")


def add_picture(
    course: Course,
    file: BinaryIO,
    alt: str,
    *,
    is_decorative: bool = False,
    for_questions: bool = False,
    key: UUID | None = None,
    keeps_clean: bool = False,
) -> Picture:
    """Stores a picture of a course, at most 1,600 pixels a side. Raises PictureRefused.

    Only one that is said to decorate may go without words. `key`: a new one where none is given.
    `keeps_clean`: what holds nothing but a picture, as we write them, keeps its very bytes.
    """
    alt = "" if is_decorative else alt.strip()
    if not alt and not is_decorative:
        raise PictureRefused(_("Say in a few words what the picture shows."))
    encoded, size, extension = encode(file, keeps_clean=keeps_clean)
    picture = Picture(
        course=course,
        key=key or uuid4(),
        alt=alt[:300],
        for_questions=for_questions,
        width=size[0],
        height=size[1],
    )
    picture.file.save(f"{picture.key}.{extension}", ContentFile(encoded), save=False)
    picture.save()
    return picture


def show_in_lessons(course: Course, body: str) -> None:
    """A question's picture that an author puts into a lesson is for the lesson's readers too."""
    keys = NAMED.findall(body)
    if keys:
        course.pictures.filter(key__in=keys, for_questions=True).update(for_questions=False)


def set_cover(course: Course, file: BinaryIO, alt: str, *, keeps_clean: bool = False) -> None:
    """The course's cover. Raises PictureRefused. `keeps_clean` as for add_picture."""
    encoded, _size, extension = encode(file, keeps_clean=keeps_clean)
    course.cover.save(f"{course.slug}.{extension}", ContentFile(encoded), save=False)
    course.cover_alt = alt.strip()[:200]
    course.save(update_fields=["cover", "cover_alt", "updated_at"])


def encode(file: BinaryIO, *, keeps_clean: bool = False) -> tuple[bytes, tuple[int, int], str]:
    """(bytes, (width, height), extension) of the picture without anything hidden in it."""
    data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise PictureRefused(_("This picture is over 10 MB. Save it smaller and try again."))
    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            if image.width * image.height > MAX_PIXELS:
                raise PictureRefused(_("This picture has over 40 megapixels. Save it smaller."))
            fits = max(image.size) <= MAX_SIDE
            if keeps_clean and fits and (extension := clean_extension(data)):
                image.load()
                return data, image.size, extension
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            return _encoded(upright, is_drawn=image.format in {"PNG", "GIF"})
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise PictureRefused(
            _("This file is not a picture that we can read. Use PNG, JPEG, WebP or GIF.")
        ) from error


def _encoded(image: Image.Image, *, is_drawn: bool) -> tuple[bytes, tuple[int, int], str]:
    """Drawings and what is transparent stay sharp as PNG; photographs are JPEG."""
    out = io.BytesIO()
    image = image.copy()
    image.info.clear()  # comments and profiles would be written again
    if is_drawn or image.mode in {"RGBA", "LA", "PA"}:
        image.convert("RGBA").save(out, "PNG", optimize=True)
        return out.getvalue(), image.size, "png"
    image.convert("RGB").save(out, "JPEG", quality=85, optimize=True, progressive=True)
    return out.getvalue(), image.size, "jpg"
