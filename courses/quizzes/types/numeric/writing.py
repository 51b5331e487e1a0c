"""Writes numbers: plain for storing, and as a language writes them."""

from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal


def plain(number: Decimal) -> str:
    """190, 190.0 and 1.9e2 are the same text."""
    text = format(number, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def localised(number: Decimal, language: str) -> str:
    """The number as it is written in the language: 1 234,5 in French."""
    try:
        locale = Locale.parse(language, sep="-")
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    return str(format_decimal(number, locale=locale, decimal_quantization=False))
