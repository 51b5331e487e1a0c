"""Labels as numbers and numbers as labels: roman, letters, Arabic ordinals, Chinese numerals."""

from __future__ import annotations

import re

ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})")
# Letters that look like Latin ones and are typed for them in Russian reports.
LOOKALIKES = str.maketrans("АВСЕНІКМОРТХУаверсохі", "ABCEHIKMOPTXYabepcoxi")

RUSSIAN = "абвгдежзиклмнопрстуфхцчшщэюя"
ABJAD_NAMES = (
    "ألف", "باء", "جيم", "دال", "هاء", "واو", "زاي", "حاء", "طاء", "ياء",
    "كاف", "لام", "ميم", "نون", "سين", "عين", "فاء", "صاد", "قاف", "راء",
)  # fmt: skip
ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_ORDINALS = (
    "أولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا",
    "حادي عشر", "ثاني عشر", "ثالث عشر", "رابع عشر", "خامس عشر", "سادس عشر", "سابع عشر",
    "ثامن عشر", "تاسع عشر", "عشرون",
)  # fmt: skip
_FEMININE = (
    "الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع",
    "العاشر", "الحادي عشر", "الثاني عشر", "الثالث عشر", "الرابع عشر", "الخامس عشر",
    "السادس عشر", "السابع عشر", "الثامن عشر", "التاسع عشر", "العشرون",
)  # fmt: skip
_CHINESE = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}
_ALEFS = re.compile("اا+")
_DIACRITICS = re.compile("[\u064b-\u0652\u0640\u200e\u200f]")
FIRST_WORDS = {
    "first": 1, "premier": 1, "première": 1, "primero": 1, "primera": 1, "первый": 1,
    "первая": 1, "unique": 1, "único": 1,
}  # fmt: skip


def roman(number: int) -> str:
    if number > 3999:
        return str(number)
    said = ""
    for value, sign in ROMAN:
        said += sign * (number // value)
        number %= value
    return said


def roman_value(text: str) -> int | None:
    """The value of a well-formed roman number, with look-alike letters allowed."""
    text = text.translate(LOOKALIKES).upper().replace("Ⅰ", "I")
    if not text or len(text) > 9 or not _ROMAN.fullmatch(text):
        return None
    values = {sign: value for value, sign in ROMAN if len(sign) == 1}
    total = 0
    for sign, after in zip(text, text[1:] + " ", strict=True):
        value = values[sign]
        total += -value if values.get(after, 0) > value else value
    return total


def latin_letter(number: int) -> str:
    """a … z, aa, bb … as in lists."""
    if number > 999:
        return str(number)
    turn, place = divmod(max(number, 1) - 1, 26)
    return chr(97 + place) * (turn + 1)


def letter_value(text: str) -> int | None:
    if len(set(text.lower())) != 1 or not text.isascii() or not text.isalpha() or len(text) > 3:
        return None
    return ord(text[0].lower()) - 96 + 26 * (len(text) - 1)


def russian_letter(number: int) -> str:
    return RUSSIAN[(max(number, 1) - 1) % len(RUSSIAN)]


def russian_value(text: str) -> int | None:
    return RUSSIAN.find(text.lower()) + 1 or None if len(text) == 1 else None


def arabic_abjad_letter(number: int) -> str:
    return ABJAD[(max(number, 1) - 1) % len(ABJAD)]


def abjad_value(text: str) -> int | None:
    """(أ) (ب) (ج): one letter, however its hamza or its final form is typed."""
    text = bare_arabic(text).replace("ا", "أ").replace("ﻫ", "ه").strip()
    text = text.replace("إ", "أ").replace("ھ", "ه").replace("ہ", "ه")
    return ABJAD.find(text) + 1 or None if len(text) == 1 else None


def bare_arabic(text: str) -> str:
    """Without vowel signs, stretching and direction marks."""
    return _DIACRITICS.sub("", text).strip()


def _alike(text: str) -> str:
    return bare_arabic(text).replace("أ", "ا").replace("إ", "ا").replace("آ", "ا")


def arabic_ordinal(number: int) -> str:
    return _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else str(number)


def ordinal_value(text: str) -> int | None:
    """أولاً, ثانياً … or الأول, الثاني …"""
    said = _ALEFS.sub("ا", _alike(text))  # a PDF may give tanwin's alef twice
    for names in (_ORDINALS, _FEMININE):
        for value, name in enumerate(names, 1):
            if _alike(name) == said or (_alike(name) + "ا") == said:
                return value
    return None


def ordinal_shown(text: str, value: int) -> str:
    """The ordinal as printed, or as it should be where its signs came out twice."""
    if "اا" not in _alike(text) or value > 10:
        return text
    return f"{_ORDINALS[value - 1]}\u064b"


def abjad_name_value(text: str) -> int | None:
    said = _alike(text)
    for value, name in enumerate(ABJAD_NAMES, 1):
        if _alike(name) == said:
            return value
    return None


ORDINAL_PATTERN = "|".join(sorted((re.escape(_alike(n)) for n in _ORDINALS), key=len, reverse=True))


def chinese_numeral(number: int) -> str:
    if number <= 0 or number > 999:
        return str(number)
    signs = "零一二三四五六七八九"
    hundreds, rest = divmod(number, 100)
    tens, units = divmod(rest, 10)
    said = signs[hundreds] + "百" if hundreds else ""
    if tens:
        said += ("" if tens == 1 and not hundreds else signs[tens]) + "十"
    elif hundreds and units:
        said += "零"
    return said + (signs[units] if units else "")


def chinese_value(text: str) -> int | None:
    if not text or any(c not in _CHINESE and c not in _CHINESE_UNITS for c in text):
        return None
    if not any(c in _CHINESE_UNITS for c in text):
        return int("".join(str(_CHINESE[c]) for c in text))
    total, digit = 0, 0
    for sign in text:
        if sign in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[sign]
            digit = 0
        else:
            digit = _CHINESE[sign]
    return total + digit


def whole_number(text: str, otherwise: int = 0) -> int:
    """A file's attribute as a number; `otherwise` for what is none, or larger than any count."""
    digits = text.removeprefix("-")
    return int(text) if digits.isdecimal() and len(digits) <= 6 else otherwise


def digits_value(text: str) -> int | None:
    """An arabic number in any script's digits; None above six digits."""
    return int(text) if text.isdecimal() and len(text) <= 6 else None
