"""Sentences as reports have them, in six languages, with years, symbols and numbers in them."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from random import Random
from typing import Any

import yaml

from content.importing.numerals import (
    ABJAD_NAMES,
    arabic_abjad_letter,
    arabic_ordinal,
    chinese_numeral,
    latin_letter,
    roman,
    russian_letter,
)

FOLDER = Path(__file__).parents[2] / "data" / "phrases"
LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
_FEMININE = ("الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن")
_INDIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


@lru_cache
def phrases(language: str) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((FOLDER / f"{language}.yaml").read_text("utf-8"))
    return found


class Speaker:
    """Fills the phrases of one language from one source of chance."""

    def __init__(self, language: str, rng: Random) -> None:
        self.language = language
        self.rng = rng
        self.words = phrases(language)
        self.symbol = "A/79/1"
        self.paragraph = 1

    def fill(self, text: str) -> str:
        rng = self.rng
        number = rng.randint(2, 40)
        much = rng.randint(1, 90)
        wide = {"en": ",", "es": ".", "ar": "", "zh": ""}.get(self.language, " ")
        filled = text
        for slot, value in (
            ("{y}", str(rng.randint(2009, 2024))),
            ("{n}", str(number)),
            ("{n2}", str(number + rng.randint(1, 9))),
            ("{m}", f"{much}{wide}{rng.randint(100, 999)}"),
            ("{m2}", f"{much + 3}{wide}{rng.randint(100, 999)}"),
            ("{r}", f"{rng.randint(50, 79)}/{rng.randint(1, 250)}"),
            ("{s}", f"A/{rng.randint(60, 79)}/{rng.randint(20, 600)}"),
            ("{p}", str(max(1, self.paragraph - rng.randint(1, 9)))),
            ("{d}", self.date()),
        ):
            filled = filled.replace(slot, value)
        return filled

    def date(self) -> str:
        month = self.rng.choice(self.words["months"])
        day, year = self.rng.randint(1, 28), self.rng.randint(2015, 2024)
        return str(self.words["date"]).format(day=day, month=month, year=year)

    def one(self, key: str) -> str:
        return self.fill(self.rng.choice(self.words[key]))

    def several(self, key: str, least: int, most: int) -> list[str]:
        texts = self.words[key]
        count = min(self.rng.randint(least, most), len(texts))
        return [self.fill(text) for text in self.rng.sample(texts, count)]

    def prose(self, least: int = 1, most: int = 5) -> str:
        gap = "" if self.language == "zh" else " "
        return gap.join(self.several("sentences", least, most))


def section_label(language: str, style: str, level: int, place: int) -> tuple[str, str]:
    """(label, as printed) of a heading. `style`: "roman", "chapter", "native", or "latin"."""
    if style == "chapter" and level == 1:
        label = {"ar": _FEMININE[(place - 1) % 8], "zh": chinese_numeral(place)}.get(
            language, roman(place)
        )
        return label, str(phrases(language)["chapter"]).format(label)
    if language == "ar" and level <= 2:
        label = arabic_ordinal(place) if level == 1 else ABJAD_NAMES[place - 1]
        label = label + ("ً" if level == 1 and label.endswith("ا") else "")
        return label, f"{label} -"
    if language == "zh" and level == 1:
        return chinese_numeral(
            place
        ), f"{chinese_numeral(place)}{'、' if style == 'native' else '.'}"
    if language == "zh" and level == 2 and style == "native":
        return chinese_numeral(place), f"（{chinese_numeral(place)}）"
    if language == "ru" and level == 2 and style == "native":
        label = russian_letter(place).upper()
        return label, f"{label}."
    label = (roman(place), latin_letter(place).upper(), str(place), latin_letter(place))[level - 1]
    if level == 4:
        return (
            (arabic_abjad_letter(place), f"({arabic_abjad_letter(place)})")
            if (language == "ar")
            else (label, f"({label})" if language in ("en", "zh") else f"{label})")
        )
    return label, f"{label} -" if language == "ar" else f"{label}."


def article_label(language: str, number: int) -> str:
    said = chinese_numeral(number) if language == "zh" else str(number)
    return str(phrases(language)["article"]).format(said)


def paragraph_label(language: str, number: int, indic: bool) -> str:
    if language == "ar":
        return f"{str(number).translate(_INDIC) if indic else number} -"
    return f"{number}."


def item_label(language: str, depth: int, place: int) -> str:
    if language == "ar":
        return f"({arabic_abjad_letter(place)})" if depth == 1 else f"({roman(place).lower()})"
    label = latin_letter(place) if depth == 1 else roman(place).lower()
    return f"({label})" if language in ("en", "zh") else f"{label})"
