"""The document: from facts to the bytes of a PDF (PDF/A-2a and PDF/UA-1).

Both standards forbid a glyph that no font has, so typst itself refuses to write one.
"""

import io
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import segno
import typst
from babel.core import Locale
from babel.dates import format_date
from babel.units import format_unit
from django.conf import settings

from courses.certificates import fonts
from courses.certificates.codes import groups
from courses.certificates.errors import MissingGlyphs
from courses.certificates.words import words_in

REFUSED = re.compile(r'the text `"(.+?)"` could not be displayed')
RIGHT_TO_LEFT = ("R", "AL")
INK = "#1b2230"
LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans_CN"}
"""Where the language alone would name another way of writing dates."""
HOURS = {"zh-hans": "{} 小时"}
"""Where Babel has no pattern for hours."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What stands on a certificate. `zone` is the holder's, an IANA name."""

    code: str
    url: str
    site: str
    language: str
    zone: str
    holder: str
    course: str
    course_language: str
    level: str
    hours: Decimal
    completed_at: datetime


def draw(facts: Facts) -> bytes:
    """The same facts give the same bytes. Raises MissingGlyphs."""
    unwritable = fonts.unwritable(facts.holder + facts.course + words_in(facts.language).title)
    if unwritable:
        raise _missing(unwritable)
    try:
        return _compile(facts)
    except typst.TypstError as error:
        missing = sorted(set(REFUSED.findall(error.diagnostic)))
        if not missing:
            raise
        raise _missing(missing) from error


def _missing(signs: list[str]) -> MissingGlyphs:
    fonts.look_again()
    return MissingGlyphs(signs, fonts.packages_for(signs))


def _compile(facts: Facts) -> bytes:
    document = fonts.compiler().compile(
        format="pdf",
        sys_inputs={"data": json.dumps(_data(facts), ensure_ascii=False)},
        pdf_standards=["a-2a", "ua-1"],
        timestamp=int(facts.completed_at.timestamp()),
    )
    assert isinstance(document, bytes)
    return document


def _data(facts: Facts) -> dict[str, Any]:
    words = words_in(facts.language)
    locale = Locale.parse(LOCALES.get(facts.language, facts.language))
    day = facts.completed_at.astimezone(ZoneInfo(facts.zone)).date()
    signs = groups(facts.code)
    return {
        "lang": _language_code(facts.language),
        "dir": direction_of_language(facts.language),
        "fonts": fonts.FAMILIES,
        "site": facts.site,
        "title": words.title,
        "holder": _part(facts.holder, facts.language),
        "course": _part(facts.course, facts.course_language),
        "issued": [day.year, day.month, day.day],
        "words": {
            "completed": words.completed,
            "check": words.check,
            "how": words.how,
            "code": words.code,
            "at": words.at,
            "qr": words.qr,
        },
        "facts": [
            [words.level, words.levels[facts.level]],
            [words.length, _hours(facts, locale)],
            [words.date, format_date(day, "long", locale=locale)],
        ],
        "qr": _qr(facts.url),
        "code": ["-".join(signs[:4]), "-".join(signs[4:])],
        "url": facts.url,
        "shown": facts.url.removesuffix(f"{'-'.join(signs)}/").partition("://")[2],
    }


def _part(text: str, language: str) -> dict[str, str]:
    return {"text": text, "lang": _language_code(language), "dir": direction_of(text)}


def _language_code(language: str) -> str:
    return language.partition("-")[0]


def direction_of_language(language: str) -> str:
    return "rtl" if _language_code(language) in settings.LANGUAGES_BIDI else "ltr"


def direction_of(text: str) -> str:
    """By the first strong character, as browsers do for dir=auto."""
    kinds = (unicodedata.bidirectional(sign) for sign in text)
    strong = next((kind for kind in kinds if kind in ("L", *RIGHT_TO_LEFT)), "L")
    return "rtl" if strong in RIGHT_TO_LEFT else "ltr"


def _hours(facts: Facts, locale: Locale) -> str:
    whole = facts.hours == int(facts.hours)
    number = int(facts.hours) if whole else facts.hours
    if facts.language in HOURS:
        return HOURS[facts.language].format(number)
    words: str = format_unit(number, "duration-hour", "long", locale=locale)
    return words


def _qr(url: str) -> str:
    buffer = io.BytesIO()
    code = segno.make(url, error="m", micro=False)
    code.save(buffer, kind="svg", border=0, dark=INK, xmldecl=False)
    return buffer.getvalue().decode()
