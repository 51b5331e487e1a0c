"""Pictures are encoded anew; what is no picture is refused."""

import io

import pytest
from PIL import Image

from courses.catalog.errors import PictureRefused
from courses.catalog.pictures import add_picture
from tests.support import make

pytestmark = pytest.mark.django_db


def picture(size: tuple[int, int] = (60, 40), format: str = "PNG", mode: str = "RGB") -> io.BytesIO:
    file = io.BytesIO()
    Image.new(mode, size, 1).save(file, format)
    file.seek(0)
    return file


@pytest.mark.parametrize("format", ["PNG", "JPEG", "WEBP", "GIF"])
def test_a_picture_is_kept_with_its_size_and_text(format: str) -> None:
    kept = add_picture(make.course(), picture(format=format), "A map")
    assert (kept.width, kept.height, kept.alt) == (60, 40, "A map")


def test_a_large_picture_is_made_smaller() -> None:
    kept = add_picture(make.course(), picture((3_200, 1_600)), "A map")
    assert (kept.width, kept.height) == (1_600, 800)


def test_what_was_hidden_in_the_file_is_gone() -> None:
    file = io.BytesIO(picture(format="JPEG").getvalue() + b"<script>alert(1)</script>")
    kept = add_picture(make.course(), file, "A map")
    assert b"script" not in kept.file.read()


@pytest.mark.parametrize(
    "data",
    [b"", b"GIF89a", b"<svg onload=alert(1)>", b"%PDF-1.7", b"\x89PNG\r\n\x1a\n" + b"x" * 99],
)
def test_what_is_no_picture_is_refused(data: bytes) -> None:
    with pytest.raises(PictureRefused):
        add_picture(make.course(), io.BytesIO(data), "A map")


def test_a_picture_too_large_to_decode_is_refused() -> None:
    with pytest.raises(PictureRefused) as refused:
        add_picture(make.course(), picture((8_000, 6_000), mode="1"), "A map")
    assert "40 megapixels" in refused.value.message


def test_a_picture_without_words_is_refused() -> None:
    with pytest.raises(PictureRefused):
        add_picture(make.course(), picture(), " ")
