"""Numbers with units: "5 km" where metres were asked for is 5000. Pure.

A spec's own `unit` counts as 1; `units` are [{"text", "factor"}], the factor telling how many of
the own unit one of these is.
"""

from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from courses.quizzes.types.numeric.numbers import NotANumber, parse_number, without_unseen
from courses.quizzes.types.values import Spec

_SAME = str.maketrans({"٪": "%", "％": "%", "²": "2", "³": "3", "µ": "μ"})
_SIGNS_OF_UNITS = "%°$€£¥′″"

UnitState = Literal["known", "missing", "unknown"]
Units = dict[str, Decimal]


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number in the unit of the question, as far as the typed one is known."""

    number: Decimal
    unit: UnitState


def read_quantity(spec: Spec, typed: str) -> Quantity:
    """Raises NotANumber; "unit" where a unit was typed that the question does not know and does
    not ask for, "unit alone" where there was no number."""
    language, units = spec.get("language", ""), units_of(spec)
    text = without_unseen(typed)
    bare = text.removesuffix(".").translate(_SAME) if units else ""
    for unit in _endings(bare, units):
        rest = bare[: len(bare) - len(unit)].strip()
        if not rest:
            raise NotANumber("unit alone")
        number = _number(rest, language)
        if number is not None:
            return Quantity(number * units[unit], "known")
    asks = asks_for_unit(spec)
    number, rest = _beginning(text, language)
    if number is None or (rest and not (asks or units)):
        return Quantity(parse_number(text, language), "known")
    if rest and not asks:
        raise NotANumber("unit")
    return Quantity(number, "unknown" if rest else "missing" if asks else "known")


def asks_for_unit(spec: Spec) -> bool:
    """Whether the learner must write the unit."""
    return spec.get("unit_rule") in ("asked", "counted")


def units_of(spec: Spec) -> Units:
    """{unit: how many of the question's own one is}."""
    own = str(spec.get("unit") or "").strip().translate(_SAME)
    units = {own: Decimal(1)} if own else {}
    for row in spec.get("units", ()):
        units[row["text"].translate(_SAME)] = Decimal(row["factor"])
    return units


def _endings(text: str, units: Units) -> list[str]:
    """The units that the text ends with, the longest first.

    Capitals count only where they tell units apart: mW is not MW, but KM is km.
    """
    by_length = sorted(units, key=len, reverse=True)
    exact = [unit for unit in by_length if text.endswith(unit)]
    folded = text.casefold()
    alike = [unit for unit in by_length if folded.endswith(unit.casefold())]
    keys = [unit.casefold() for unit in alike]
    return exact + [u for u in alike if u not in exact and keys.count(u.casefold()) == 1]


def _beginning(text: str, language: str) -> tuple[Decimal | None, str]:
    """(number, what stands behind it, from its first letter on)."""
    number = _number(text, language)
    if number is not None:
        return number, ""
    place = next((i for i, c in enumerate(text) if c.isalpha() or c in _SIGNS_OF_UNITS), len(text))
    return _number(text[:place], language), text[place:]


def _number(text: str, language: str) -> Decimal | None:
    try:
        return parse_number(text, language)
    except NotANumber:
        return None
