"""Spaces that stand where no writer sets one: within a year, and before the stop of a sentence."""

from __future__ import annotations

import re
from functools import cache

from babel.dates import get_month_names

Change = tuple[str, str]

_STOP = re.compile(r"(?<=[^\W_]|[)\]”»\"’%]) +(?P<stop>[.,،](?=\s|$|[”»\")]))")
_BEFORE = 30  # characters in which the word before a stop is looked for
_YEAR = re.compile(r"(?P<before>[^\W\d_]+) (?P<cut>(?:19|20)\d \d)(?![\d\w]| \d)")
_BEFORE_YEARS = {
    "en": "in since by until from during year",
    "fr": "en depuis dès année années avant après fin début jusqu’en",
    "es": "en desde año años hasta",
    "ru": "в с до года год годы году",
    "ar": "في منذ عام سنة حتى وعام",
}


def without_stray_spaces(text: str, language: str) -> tuple[str, list[Change]]:
    """The text, and what was changed in it: ("privé .", "privé."), ("200 4", "2004")."""
    changed: list[Change] = []

    def stop(found: re.Match[str]) -> str:
        word = text[max(found.start() - _BEFORE, 0) : found.start()].rpartition(" ")[2]
        changed.append((f"{word}{found[0]}", f"{word}{found['stop']}"))
        return str(found["stop"])

    def year(found: re.Match[str]) -> str:
        if found["before"].lower() not in _years_follow(language):
            return found[0]
        whole = found["cut"].replace(" ", "")
        changed.append((found["cut"], whole))
        return f"{found['before']} {whole}"

    if " " in text:
        text = _YEAR.sub(year, text)
        text = _STOP.sub(stop, text)
    return text, changed


@cache
def _years_follow(language: str) -> frozenset[str]:
    words = _BEFORE_YEARS.get(language, "").split()
    months = get_month_names("wide", locale=language).values() if words else ()
    return frozenset([*words, *(name.lower() for name in months)])
