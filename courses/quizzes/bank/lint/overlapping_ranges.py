"""Ranges of numbers that overlap: one answer then stands in two choices."""

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from courses.quizzes.bank.lint.reading import plain
from courses.quizzes.bank.lint.rule import CHOICE_KINDS, Rule, choices_of
from courses.quizzes.types.values import Spec

_NUMBER = r"(\d+(?:[.,\u00a0\u202f ٬]\d{3})*(?:[.,٫]\d+)?)"
_UNIT = r"(?:\s*[%€$°]|\s*[^\W\d]{1,12})?"
_TO = r"\s*(?:-|–|—|to|and|à|et|a|y|до|и|إلى|و|至|到|~)\s*"
_BETWEEN = re.compile(rf"{_NUMBER}{_UNIT}{_TO}{_NUMBER}")
_MORE = re.compile(
    r"\b(?:more than|over|above|plus de|más de|более|больше)\b|أكثر من|超过|多于", re.IGNORECASE
)
_LESS = re.compile(
    r"\b(?:less than|fewer than|under|below|moins de|menos de|менее|меньше)\b|أقل من|少于|不到",
    re.IGNORECASE,
)
_AND_MORE = re.compile(
    r"\b(?:or more|and more|and over|at least|ou plus|et plus|au moins|o más|y más|al menos|"
    r"и более|не менее)\b|أو أكثر|على الأقل|以上|至少",
    re.IGNORECASE,
)
_AND_LESS = re.compile(
    r"\b(?:or less|or fewer|or under|up to|at most|ou moins|au plus|jusqu['’]à|o menos|hasta|"
    r"и менее|не более)\b|أو أقل|على الأكثر|以下|至多",
    re.IGNORECASE,
)


_SAID = (
    "minute minutes min minuto minutos минута минуты минут",
    "hour hours h heure heures hora horas час часа часов",
    "day days jour jours j día días день дня дней",
    "week weeks semaine semaines semana semanas неделя недели недель",
    "month months mois mes meses месяц месяца месяцев",
    "year years an ans année années año años год года лет",
    "thousand mille mil тысяча тысячи тысяч",
    "million millions millón millones миллион миллиона миллионов",
    "billion billions milliard milliards миллиард миллиарда миллиардов",
    "g gram grams gramme grammes gramo gramos грамм граммов",
    "kg kilo kilos",
    "t ton tons tonne tonnes tonelada toneladas тонна тонны тонн",
    "m metre metres meter meters mètre mètres metro metros метр метра метров",
    "km",
)
UNITS = {word: names.split()[0] for names in _SAID for word in names.split()}


@dataclass(frozen=True, slots=True)
class Range:
    """From `low` to `high`; an open end is not part of it."""

    low: float
    high: float
    low_open: bool = False
    high_open: bool = False

    def meets(self, other: "Range") -> bool:
        return _reaches(self, other) and _reaches(other, self)


def _reaches(one: Range, other: Range) -> bool:
    """Whether `one` begins before `other` ends."""
    if one.low == other.high:
        return not (one.low_open or other.high_open)
    return one.low < other.high


def check(spec: Spec, language: str) -> Iterator[str]:
    """A choice whose range meets that of one before. Hours and days cannot be compared so."""
    if len({unit for _place, choice in choices_of(spec) for unit in _units(choice["text"])}) > 1:
        return
    spans = [(place, range_in(plain(choice["text"]))) for place, choice in choices_of(spec)]
    ranges = [(place, span) for place, span in spans if span is not None]
    if _are_limits([span for _place, span in ranges]):
        return
    found: list[Range] = []
    for place, span in ranges:
        if any(span.meets(earlier) for earlier in found):
            yield f"choices.{place}.text"
        found.append(span)


def _are_limits(ranges: list[Range]) -> bool:
    """ "At least 12", "at least 16": which limit it is, is asked, and one meets the other."""
    lows, highs = {span.low for span in ranges}, {span.high for span in ranges}
    return lows == {-math.inf} or highs == {math.inf}


def _units(text: object) -> Iterator[str]:
    """The units that a choice names, one and many alike."""
    for word in re.findall(r"\d[\s\u00a0\u202f]*([^\W\d_]+)", plain(text).casefold()):
        if word in UNITS:
            yield UNITS[word]


def range_in(text: str) -> Range | None:
    """The range that a choice names, or None for one number or none."""
    digits = "".join(str(unicodedata.digit(c, c)) for c in text)
    between = _BETWEEN.search(digits)
    if between:
        low, high = _value(between[1]), _value(between[2])
        return Range(low, high) if low < high else None
    number = re.search(_NUMBER, digits)
    if number is None:
        return None
    return _half_open(digits, _value(number[1]))


def _half_open(text: str, number: float) -> Range | None:
    if _AND_MORE.search(text):
        return Range(number, math.inf)
    if _AND_LESS.search(text):
        return Range(-math.inf, number)
    if _MORE.search(text):
        return Range(number, math.inf, low_open=True)
    if _LESS.search(text):
        return Range(-math.inf, number, high_open=True)
    return None


def _value(text: str) -> float:
    """Separators before three digits part thousands; the last other one, decimals."""
    joined = re.sub(r"[.,\u00a0\u202f ٬](?=\d{3}(?:\D|$))", "", text)
    return float(re.sub(r"[,٫]", ".", joined))


def check_accepted(spec: Spec, language: str) -> Iterator[str]:
    """Of the other numbers that a number question accepts, those that meet one before."""
    own = _own_range(spec)
    found = [own] if own else []
    rows = spec.get("answers")
    for place, row in enumerate(rows if isinstance(rows, list) else ()):
        span = _row_range(row)
        if span is None:
            continue
        if any(span.meets(earlier) for earlier in found):
            yield f"answers.{place}"
        found.append(span)


def _own_range(spec: Spec) -> Range | None:
    """From the right number to the end of its range, or as far as its tolerance goes."""
    value, tolerance = _number(spec.get("value")), _number(spec.get("tolerance") or 0)
    if value is None or tolerance is None:
        return None
    if spec.get("is_percent"):
        tolerance = abs(value) * tolerance / 100
    end = _number(spec.get("to"))
    high = value if end is None else end
    return Range(value - tolerance, high + tolerance)


def _row_range(row: Any) -> Range | None:
    if not isinstance(row, Mapping):
        return None
    low = _number(row.get("from"))
    high = _number(row.get("to"))
    if low is None:
        return None
    return Range(low, low if high is None else high)


def _number(value: Any) -> float | None:
    try:
        number = float(str(value))
    except ValueError:
        return None
    return number if math.isfinite(number) else None


RULES = (
    Rule("overlapping_ranges", check, kinds=CHOICE_KINDS),
    Rule("overlapping_ranges", check_accepted, kinds=frozenset({"numeric"})),
)
