"""Reads a number as people of several languages type it. Pure.

"1 234,5", "1,234.5", "1.234,5", "١٢٣٤٫٥" and "−3" are numbers. Where one separator alone could
be read in two ways ("1,234"), the language of the question decides.
"""

import re
import unicodedata
from decimal import Decimal

MAX_LENGTH = 60
# Languages in which a point stands before the decimals and a comma between thousands.
_POINT_DECIMALS = ("en", "zh", "ar", "ja", "he")
# Languages in which "1.234" is one thousand two hundred and thirty-four.
_POINT_THOUSANDS = ("es", "de", "it", "pt", "nl", "id")
_SIGNS = str.maketrans({"−": "-", "–": "-", "‒": "-", "－": "-", "＋": "+"})
_DECIMAL, _GROUP = "\u066b", "\u066c"  # the Arabic ones, which can mean nothing else
_MARKS = str.maketrans({"’": _GROUP, "'": _GROUP, "，": ",", "．": ".", "،": ","})
_UNSEEN = re.compile("[\u200e\u200f\u061c\u2066-\u2069]")
_SHAPE = re.compile("^([+-]?)([0-9., \u066b\u066c]*)([eE][+-]?[0-9]{1,2})?$")


class NotANumber(ValueError):
    """`reason`: "empty", "long", "letters" (something else than a number), "separators"; of units
    "unit" (one that is not known) and "unit alone"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def parse_number(text: str, language: str, unit: str = "") -> Decimal:
    """The number that was typed, with or without its unit. Raises NotANumber."""
    text = without_unseen(text)
    if not text:
        raise NotANumber("empty")
    if len(text) > MAX_LENGTH:
        raise NotANumber("long")
    found = _SHAPE.match(_plain(_without_unit(text, unit)))
    if not found or not re.search("[0-9]", found[2]):
        raise NotANumber("letters")
    sign, body, exponent = found.groups()
    whole, decimals = _split(body, language)
    return Decimal(f"{sign}{whole or '0'}" + f".{decimals}" * bool(decimals) + (exponent or ""))


def without_unseen(text: str) -> str:
    """Without marks of direction, and spaces around it."""
    return _UNSEEN.sub("", text).strip()


def _without_unit(text: str, unit: str) -> str:
    if unit and text.casefold().endswith(unit.strip().casefold()):
        return text[: len(text) - len(unit.strip())].strip()
    return text


def _plain(text: str) -> str:
    """Digits of any script as 0-9, any space as " ", and one sign for each separator."""
    return "".join(_plain_character(c) for c in text.translate(_SIGNS).translate(_MARKS))


def _plain_character(character: str) -> str:
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    return " " if category == "Zs" else character


def _split(body: str, language: str) -> tuple[str, str]:
    """(whole, decimals), both digits only. Raises NotANumber("separators")."""
    mark = _decimal_mark(body, language)
    whole, _, decimals = body.rpartition(mark) if mark else (body, "", "")
    if decimals and not decimals.isdigit():
        raise NotANumber("separators")
    return _ungrouped(whole), decimals


def _decimal_mark(body: str, language: str) -> str:
    """The separator that stands before the decimals, or "" when there is none."""
    if _DECIMAL in body:
        return _DECIMAL
    points, commas = body.count("."), body.count(",")
    if points and commas:
        return "." if body.rfind(".") > body.rfind(",") else ","
    if points + commas != 1:
        return ""
    mark = "." if points else ","
    return "" if _groups_thousands(body, mark, language) else mark


def _groups_thousands(body: str, mark: str, language: str) -> bool:
    """Whether a separator that stands alone is one of thousands, as in "1,234"."""
    if not re.fullmatch(r"[1-9][0-9]{0,2}" + re.escape(mark) + r"[0-9]{3}", body):
        return False
    base = language.split("-")[0]
    return base in (_POINT_DECIMALS if mark == "," else _POINT_THOUSANDS)


def _ungrouped(whole: str) -> str:
    """Digits without the separators of thousands, which must all be the same."""
    if not whole or whole.isdigit():
        return whole
    grouped = re.fullmatch("[0-9]{1,3}(?:([., \u066c])[0-9]{3})(?:\\1[0-9]{3})*", whole)
    if not grouped:
        raise NotANumber("separators")
    return re.sub("[., \u066c]", "", whole)
