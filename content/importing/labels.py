"""What stands in front of a heading, a paragraph or a list item, in six languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from content.importing.numerals import (
    FIRST_WORDS,
    LOOKALIKES,
    abjad_name_value,
    abjad_value,
    chinese_value,
    digits_value,
    letter_value,
    ordinal_shown,
    ordinal_value,
    roman_value,
    russian_value,
)

# Level of a heading by the kind of its label; an article is a numbered unit, not a heading.
LEVELS = {
    "chapter": 1, "roman": 1, "ordinal": 1, "chinese": 1,
    "letter": 2, "abjad_name": 2, "chinese_round": 2,
    "arabic": 3, "lower": 4, "abjad": 4, "lower_roman": 5,
}  # fmt: skip

_CHAPTER = re.compile(
    r"^(?:chapter|chapitre|capítulo|capitulo|глава|section|sección|раздел|part|partie|parte|часть)"
    r"\s+(?P<value>[ivxlcIVXLCІХ]{1,8}|\d{1,3}|[^\W\d]{2,9})(?=\W|$)\s*(?P<stop>[.:)\-–—]*)\s*(?P<rest>.*)$",
    re.I,
)
_CHAPTER_ARABIC = re.compile(
    r"^(?:الفصل|الباب|القسم|الجزء)\s+(?P<value>[^\s.:\-–—]+(?:\s+عشر)?)\s*(?P<stop>[.:\-–—]*)\s*(?P<rest>.*)$"
)
_CHAPTER_CHINESE = re.compile(
    r"^第\s*(?P<value>[零〇一二三四五六七八九十百\d]{1,5})\s*(?P<word>章|部分|编|节)[\s:：、.．]*(?P<rest>.*)$"
)
_ARTICLE = re.compile(
    r"^(?:article|art\.|artículo|articulo|статья|المادة|مادة)\s+(?P<value>[ivxlcIVXLC]{1,8}|\d{1,4}|[^\W\d]{3,9})"
    r"(?P<er>er|re)?(?=\W|$)\s*(?P<stop>[.:)\-–—]*)\s*(?P<rest>.*)$",
    re.I,
)
_ARTICLE_CHINESE = re.compile(
    r"^第\s*(?P<value>[零〇一二三四五六七八九十百\d]{1,7})\s*条[\s:：、.．]*(?P<rest>.*)$"
)
_ROMAN = re.compile(r"^(?P<value>[IVXLCⅠІХ]{1,8})\s?(?P<stop>[.．:)\-–—、])\s*(?P<rest>.*)$")
_LETTER = re.compile(r"^(?P<value>[A-ZА-ЯІ]{1,2})\s?(?P<stop>[.．)\-–—、])\s*(?P<rest>.*)$")
_DECIMAL = re.compile(r"^(?P<value>\d{1,3}(?:\.\d{1,3}){1,4})\.?(?=\s)\s+(?P<rest>.*)$")
_BARE = re.compile(r"^(?P<value>[1-9]\d?)\s+(?P<rest>[^\W\d_].*)$")
_NUMBER = re.compile(
    r"^(?P<open>[(（]?)(?P<value>\d{1,6})\s?(?P<stop>[.．。)）、\-–—]+)\s*(?P<rest>.*)$"
)
_LOWER = re.compile(r"^(?P<open>[(（]?)(?P<value>[a-zа-я]{1,3})\s?(?P<stop>[)）.])\s*(?P<rest>.*)$")
_LOWER_ROMAN = re.compile(
    r"^(?P<open>[(（]?)(?P<value>[ivxl]{1,6})\s?(?P<stop>[)）.])\s*(?P<rest>.*)$"
)
_ABJAD = re.compile(
    r"^[(（]?(?P<value>[\u0621-\u064aهھـ\u064b-\u0652]{1,3})\s?[)）]\s*(?P<rest>.*)$"
)
_ORDINAL = re.compile(
    r"^(?P<value>[\u0621-\u0652]{4,10}(?:\s+عشر)?)\s*(?P<stop>[\-–—.:])\s*(?P<rest>.*)$"
)
_ABJAD_NAME = re.compile(r"^(?P<value>[\u0621-\u0652]{3,4})\s*(?P<stop>[\-–—.:])\s*(?P<rest>.*)$")
_CHINESE = re.compile(r"^(?P<value>[一二三四五六七八九十百]{1,4})\s?[、.．]\s*(?P<rest>.*)$")
_CHINESE_ROUND = re.compile(r"^[(（](?P<value>[一二三四五六七八九十]{1,3})[)）]\s*(?P<rest>.*)$")
_BULLET = re.compile(r"^(?P<sign>[•●▪■◦○‣⁃·*\uf0b7\uf02d\uf0a7–—-])\s+(?P<rest>\S.*)$")
# No sign with which a label ends among the first ten.
_STOPS_FAR = re.compile(r"[^.．:)）\-–—、]{10}")


@dataclass(frozen=True, slots=True)
class Label:
    """`shown` is the number or letter alone; `parts` those of a decimal number."""

    kind: str
    value: int
    shown: str
    rest: str
    round: bool = False
    stop: str = "."
    parts: tuple[int, ...] = ()


@lru_cache(maxsize=4096)
def labels_of(text: str) -> tuple[Label, ...]:
    """Every way to read the start of the text as a label, most telling first."""
    text = text.strip()
    if not _may_start(text):
        return ()
    found = [read(text) for read in _READERS]
    return tuple(label for label in found if label is not None)


def _may_start(text: str) -> bool:
    """Cheap and in doubt true: a label has its stop near, or is a chapter's, or a number."""
    sign = text[:1]
    if "a" <= sign.lower() <= "я" and sign.isalpha():
        return not _STOPS_FAR.match(text) or _CHAPTER.match(text) is not None
    return sign.isalnum() or sign in "(（"


def bullet_of(text: str) -> str | None:
    """The text after a bullet; None without one."""
    found = _BULLET.match(text.strip())
    return found["rest"] if found else None


def number_of(text: str) -> Label | None:
    """The text's paragraph number: "12.", "12)", "١٢-", "12．"."""
    found = _NUMBER.match(text.strip())
    if not found or (found["stop"][0] in ")）" and found["open"]):
        return None
    value = digits_value(found["value"])
    if value is None or not _apart(found):
        return None
    return Label("arabic", value, str(value), found["rest"], stop=found["stop"][0])


def _apart(found: re.Match[str]) -> bool:
    """ "12.5 per cent" and "2020-2025" start with no number of a paragraph."""
    rest = found["rest"]
    if not rest:
        return True
    glued = found.end("stop") == found.start("rest")
    return not glued or not (rest[0].isdigit() or (found["stop"][0] in "-–—" and rest[0].islower()))


def article_of(text: str) -> Label | None:
    text = text.strip()
    found = _ARTICLE_CHINESE.match(text)
    if found:
        value = chinese_value(found["value"]) or digits_value(found["value"])
        return None if value is None else Label("article", value, found["value"], found["rest"])
    found = _ARTICLE.match(text)
    if not found:
        return None
    value = _counted(found["value"])
    rest = found["rest"]
    if value is None or (rest[:1].islower() and not found["stop"]) or rest.startswith((",", ";")):
        return None
    return Label("article", value, found["value"], rest, stop=found["stop"])


def _counted(text: str) -> int | None:
    """A number as digits, roman, or a word for the first."""
    first = FIRST_WORDS.get(text.lower())
    return digits_value(text) or roman_value(text) or first or ordinal_value(text)


def _chapter(text: str) -> Label | None:
    found = _CHAPTER_CHINESE.match(text)
    if found:
        value = chinese_value(found["value"]) or digits_value(found["value"])
        return None if value is None else Label("chapter", value, found["value"], found["rest"])
    found = _CHAPTER.match(text) or _CHAPTER_ARABIC.match(text)
    if not found:
        return None
    value = _counted(found["value"])
    rest = found["rest"]
    if value is None or (rest[:1].islower() and not found["stop"]) or rest.startswith((",", ";")):
        return None
    return Label("chapter", value, found["value"], rest)


def _roman(text: str) -> Label | None:
    found = _ROMAN.match(text)
    value = roman_value(found["value"]) if found else None
    if not found or not value or not _stops(found):
        return None
    return Label("roman", value, found["value"].translate(LOOKALIKES), found["rest"])


def _stops(found: re.Match[str]) -> bool:
    """ "I. Introduction", "A - Background"; not "A-level", "C.V." or "U.N."."""
    rest = found["rest"]
    glued = rest and found.end("stop") == found.start("rest")
    return not (glued and (found["stop"] in "-–—" or (len(rest) > 1 and rest[1] in ".．")))


def _letter(text: str) -> Label | None:
    found = _LETTER.match(text)
    if not found or not _stops(found):
        return None
    shown = found["value"].translate(LOOKALIKES)
    value = letter_value(shown) or russian_value(shown)
    return Label("letter", value, shown, found["rest"]) if value else None


def _russian_letter(text: str) -> Label | None:
    """А, Б, В by the Russian alphabet, where В would be B if it were typed for a Latin letter."""
    found = _LETTER.match(text)
    value = russian_value(found["value"]) if found else None
    if not found or not value or not _stops(found):
        return None
    return Label("letter", value, found["value"], found["rest"])


def decimal_of(text: str) -> Label | None:
    """The number of a paragraph counted within its chapter: "2.3.", "2.1.4"."""
    return _decimal(text.strip())


def bare_number_of(text: str) -> Label | None:
    """The number of a chapter without a stop: "2 TRADE REGIMES". Only for decimal reports."""
    found = _BARE.match(text.strip())
    if not found:
        return None
    value = int(found["value"])
    return Label("decimal", value, found["value"], found["rest"], stop="", parts=(value,))


def _ordinal(text: str) -> Label | None:
    found = _ORDINAL.match(text)
    value = ordinal_value(found["value"]) if found else None
    if not found or not value:
        return None
    return Label("ordinal", value, ordinal_shown(found["value"], value), found["rest"])


def _abjad_name(text: str) -> Label | None:
    found = _ABJAD_NAME.match(text)
    value = abjad_name_value(found["value"]) if found else None
    return Label("abjad_name", value, found["value"], found["rest"]) if found and value else None


def _chinese(text: str) -> Label | None:
    found = _CHINESE.match(text)
    value = chinese_value(found["value"]) if found else None
    return Label("chinese", value, found["value"], found["rest"]) if found and value else None


def _chinese_round(text: str) -> Label | None:
    found = _CHINESE_ROUND.match(text)
    value = chinese_value(found["value"]) if found else None
    if not found or not value:
        return None
    return Label("chinese_round", value, found["value"], found["rest"], round=True)


def _decimal(text: str) -> Label | None:
    found = _DECIMAL.match(text)
    if not found:
        return None
    parts = tuple(int(part) for part in found["value"].split("."))
    return Label("decimal", parts[-1], found["value"], found["rest"], parts=parts)


def _arabic(text: str) -> Label | None:
    found = _NUMBER.match(text)
    value = digits_value(found["value"]) if found else None
    if not found or not value or value > 999 or not _apart(found):
        return None
    shut = bool(found["open"])
    return Label("arabic", value, str(value), found["rest"], round=shut, stop=found["stop"][0])


def _lower(text: str) -> Label | None:
    found = _LOWER.match(text)
    if not found or (found["stop"] == "." and not found["rest"][:1].isupper()):
        return None
    shown = found["value"]
    value = letter_value(shown) or russian_value(shown)
    if value is None:
        return None
    return Label("lower", value, shown, found["rest"], bool(found["open"]), found["stop"])


def _lower_roman(text: str) -> Label | None:
    found = _LOWER_ROMAN.match(text)
    value = roman_value(found["value"]) if found else None
    if not found or not value or found["stop"] == ".":
        return None
    shut = bool(found["open"])
    return Label("lower_roman", value, found["value"], found["rest"], shut, found["stop"])


def _abjad(text: str) -> Label | None:
    found = _ABJAD.match(text)
    value = abjad_value(found["value"]) if found else None
    if not found or not value:
        return None
    return Label("abjad", value, found["value"].replace("ـ", ""), found["rest"], round=True)


_READERS = (
    _chapter, _roman, _ordinal, _abjad_name, _chinese, _chinese_round, _letter,
    _russian_letter, _decimal, _arabic, _lower, _lower_roman, _abjad,
)  # fmt: skip
