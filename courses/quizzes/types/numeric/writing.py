"""Writes numbers: plain for storing, and as a language writes them."""

from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from courses.quizzes.types.values import Spec


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


def right_answer(spec: Spec) -> str:
    """With its range, tolerance and unit: "1,990–2,000 ± 5 % kg"."""
    language, beyond = spec["language"], Decimal(spec.get("tolerance") or 0)
    said = localised(Decimal(spec["value"]), language)
    if "to" in spec:
        said += f"–{localised(Decimal(spec['to']), language)}"
    if beyond:
        said += f" ± {localised(beyond, language)}" + " %" * bool(spec.get("is_percent"))
    return f"{said} {spec.get('unit', '')}".strip()


def read_as(spec: Spec, number: str) -> str:
    """As it was read; with its unit where there are several."""
    unit = spec.get("unit", "") if "units" in spec else ""
    return f"{localised(Decimal(number), spec['language'])} {unit}".strip()
