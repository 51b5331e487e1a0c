"""Shares of a question's points, in percent, as authors give them. Pure.

A share is kept as a JSON number: 50, -25, 33.33333. What is no number is None.
"""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from courses.quizzes.types.values import ONE, ZERO

HUNDRED = Decimal(100)
MOST_DIGITS = 12
_SIGNS = str.maketrans({"−": "-", "–": "-", ",": ".", "٫": ".", "%": None, "٪": None, " ": None})


def percent_of(value: Any) -> Decimal | None:
    """What an author wrote (50, "12.5", "−25 %", "33,33"), or None when it is no number."""
    if value is None or isinstance(value, bool):
        return None
    text = str(value).strip().translate(_SIGNS)
    if not text or len(text) > MOST_DIGITS:
        return None
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def stored(number: Decimal) -> int | float:
    """The number as JSON keeps it."""
    return int(number) if number == number.to_integral_value() else float(number)


def fraction(row: Mapping[str, Any], name: str, default: Decimal = ZERO) -> Decimal:
    """A stored share as a fraction of 1; `default` where there is none."""
    share = row.get(name)
    if share is None:
        return default
    return ONE if share == 100 else Decimal(str(share)) / HUNDRED
