"""`manage.py check --deploy` tells which languages the fonts here cannot print."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Warning, register

from courses.certificates.document import Facts, draw
from courses.certificates.errors import MissingGlyphs
from courses.certificates.words import words_in


@register(deploy=True)
def fonts_for_every_language(**kwargs: Any) -> list[CheckMessage]:
    return [problem for code, _name in settings.LANGUAGES for problem in _try(code)]


def _try(language: str) -> list[CheckMessage]:
    words = words_in(language)
    sample = Facts(
        code="0" * 28,
        url="https://example.org/",
        site="Parcours",
        language=language,
        zone="UTC",
        holder=words.title,
        course=words.completed,
        course_language=language,
        level="introductory",
        hours=Decimal(1),
        completed_at=datetime(2026, 1, 1, tzinfo=UTC),
    )
    try:
        draw(sample)
    except MissingGlyphs as error:
        packages = " ".join(error.packages)
        return [
            Warning(
                f"No font here can print certificates in {language!r}.",
                hint=f"Install the Debian package {packages}, or set FONT_DIRS.",
                id="certificates.W001",
            )
        ]
    return []
