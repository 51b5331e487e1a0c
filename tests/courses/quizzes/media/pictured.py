"""Pictures for these tests."""

import io

from PIL import Image

from courses.catalog.models import Course, Picture
from courses.catalog.pictures import add_picture


def file_of(size: tuple[int, int] = (60, 40)) -> io.BytesIO:
    file = io.BytesIO()
    Image.new("RGB", size, "navy").save(file, "PNG")
    file.seek(0)
    file.name = "map.png"
    return file


def make_picture(
    course: Course, *, size: tuple[int, int] = (60, 40), alt: str = "A map"
) -> Picture:
    return add_picture(course, file_of(size), alt, is_decorative=not alt, for_questions=True)
