from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

import pypdfium2
import pytest
from django.conf import settings as site_settings
from pytest_django import Settings

from courses.certificates import fonts
from courses.certificates.document import Facts, direction_of, draw
from courses.certificates.errors import MissingGlyphs
from courses.certificates.words import WORDS, words_in


def facts(**changes: Any) -> Facts:
    plain: dict[str, Any] = {
        "code": "7K3Q9XWM2B4THJ8RP5NVC6DAZ1E0",
        "url": "https://example.org/certificates/7K3Q-9XWM-2B4T-HJ8R-P5NV-C6DA-Z1E0/",
        "site": "Parcours",
        "language": "en",
        "zone": "UTC",
        "holder": "Ana Ruiz",
        "course": "Following the money",
        "course_language": "en",
        "level": "introductory",
        "hours": Decimal("1.5"),
        "completed_at": datetime(2026, 3, 1, 20, 30, tzinfo=UTC),
    }
    return Facts(**{**plain, **changes})


def text_of(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(BytesIO(pdf))
    assert len(document) == 1
    return str(document[0].get_textpage().get_text_bounded()).replace("\r\n", " ")


@pytest.fixture
def no_fonts(settings: Settings, tmp_path: Any) -> Iterator[None]:
    """A machine on which no font is installed."""
    settings.FONT_DIRS = [str(tmp_path)]
    fonts.look_again()
    yield
    fonts.look_again()


def test_it_says_who_what_and_under_which_code() -> None:
    text = text_of(draw(facts()))
    for part in (
        "Ana Ruiz",
        "Following the money",
        "1.5 hours",
        "7K3Q-9XWM-2B4T-HJ8R P5NV-C6DA-Z1E0",
    ):
        assert part in text


def test_the_date_is_the_holders_own() -> None:
    text = text_of(draw(facts(language="fr", zone="Asia/Tokyo")))
    assert "2 mars 2026" in text


def test_the_same_facts_give_the_same_bytes() -> None:
    assert draw(facts()) == draw(facts())


def test_markup_in_a_name_is_text() -> None:
    assert '#panic("x") $a$ *b*' in text_of(draw(facts(holder='#panic("x") $a$ *b*')))


def test_the_longest_names_stay_on_one_page() -> None:
    draw_text = text_of(draw(facts(holder="Maria " * 25, course="Money and its ways " * 26)))
    assert "Maria" in draw_text


def test_every_language_has_every_word() -> None:
    assert set(WORDS) == {code for code, _name in site_settings.LANGUAGES}


@pytest.mark.parametrize("language", ["en", "fr", "es", "ru"])
def test_without_installed_fonts_latin_and_cyrillic_print(language: str, no_fonts: None) -> None:
    title = words_in(language).title
    assert title in text_of(draw(facts(language=language)))


def test_a_sign_that_no_font_has_names_the_package(no_fonts: None) -> None:
    with pytest.raises(MissingGlyphs) as caught:
        draw(facts(holder="王小明"))
    assert caught.value.packages == ["fonts-noto-cjk"]
    assert "王" in str(caught.value)


def test_arabic_without_fonts_names_the_other_package(no_fonts: None) -> None:
    with pytest.raises(MissingGlyphs) as caught:
        draw(facts(holder="ليلى"))
    assert caught.value.packages == ["fonts-noto-core"]


@pytest.mark.parametrize(
    ("text", "direction"), [("Ana", "ltr"), ("ليلى", "rtl"), ("12 Ана", "ltr"), ("", "ltr")]
)
def test_direction_is_that_of_the_first_strong_sign(text: str, direction: str) -> None:
    assert direction_of(text) == direction
