"""A number, typed as people of the question's language type it. The value is the text.

Spec: {"stem", "value": "190", "tolerance": "0", "unit", "feedback"}; numbers are kept as text,
so that 0.1 stays 0.1. An answer is right within value ± tolerance. Only where they are wanted:
`to`, the end of a range that begins with `value`; `is_percent`, the tolerance is percent of the
value; `answers`, [{"from", "to", "share", "feedback"}], other numbers and ranges that earn percent
of the points; `units`, [{"text", "factor"}], others that may be typed, and how many of the own one
each is; `unit_rule`, "asked" (an answer without unit is sent back) or "counted" (it earns
`unit_share` percent, as one with an unknown unit does).
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import common_problems, text_of
from courses.quizzes.types.numeric.forms import NumericForm
from courses.quizzes.types.numeric.grading import read
from courses.quizzes.types.numeric.numbers import MAX_LENGTH, NotANumber
from courses.quizzes.types.numeric.specs import (
    number_problems,
    stored,
    tidy_numbers,
    tidy_units,
    unit_problems,
)
from courses.quizzes.types.numeric.units import asks_for_unit, read_quantity
from courses.quizzes.types.numeric.writing import localised, read_as, right_answer
from courses.quizzes.types.values import Mark, Spec, Value

EXAMPLE = Decimal("1234.5")


class Numeric(Kind):
    name = "numeric"
    form_class = NumericForm
    place = 50
    label = gettext_lazy("Number")
    purpose = gettext_lazy("A number, typed; near enough can be right.")
    example = gettext_lazy("How many States were parties in 2020? 190, tolerance 0, unit States")

    def validate(self, spec: Spec) -> list[Problem]:
        return common_problems(spec) + number_problems(spec) + unit_problems(spec)

    def structure(self, spec: Spec) -> Any:
        numbers = [stored(spec["value"]), stored(spec.get("tolerance") or 0), spec.get("to")]
        others = [[row.get(n) for n in ("from", "to", "share")] for row in spec.get("answers", ())]
        factors = [row.get("factor") for row in spec.get("units", ())]
        how = [spec.get(name) for name in ("is_percent", "unit_rule", "unit_share")]
        return [numbers, others, factors, how]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {
            "stem": text_of(spec, "stem"),
            "value": stored(spec["value"]),
            "tolerance": stored(spec.get("tolerance") or 0),
            "unit": text_of(spec, "unit"),
            "feedback": text_of(spec, "feedback"),
            **tidy_numbers(spec),
            **tidy_units(spec),
        }

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise MalformedAnswer(_("Write your answer as a number."))
        typed = str(value).strip()
        try:
            found = read_quantity(spec, typed)
        except NotANumber as error:
            raise MalformedAnswer(_sentence(error.reason, spec)) from error
        if found.unit == "missing" and spec.get("unit_rule") == "asked":
            raise MalformedAnswer(_("The unit is missing. Write it behind the number."))
        return typed

    def how_read(self, spec: Spec, value: Value, prefix: str) -> dict[str, str]:
        """Nothing where the unit is asked for: a unit that is known could be told by it."""
        words = "" if asks_for_unit(spec) else understood(spec, value)
        return {prefix: words} if words else {}

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        typed = "" if value is None else str(value)
        asks = asks_for_unit(spec)
        return {
            "typed": typed,
            "read": self.how_read(spec, value, "").get("", ""),
            "most": MAX_LENGTH,
            "like": localised(EXAMPLE, spec["language"]),
            "asks_for_unit": asks,
            "unit": "" if asks else spec.get("unit", ""),
            "takes_letters": asks or "units" in spec,
        }

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        read, typed = mark.parts.get("read"), "" if value is None else str(value)
        return {
            "typed": typed,
            "read": _second_spelling(spec, read, typed) if read else "",
            "unit": mark.parts.get("unit", ""),
            "answer": right_answer(spec),
        }


def understood(spec: Spec, value: Value) -> str:
    """The number that was read, where it is spelled otherwise than what was typed, else ""."""
    typed = "" if value is None else str(value)
    found = read(spec, typed)
    return _second_spelling(spec, str(found.number), typed) if found else ""


def _second_spelling(spec: Spec, read: str, typed: str) -> str:
    """What was read, where it tells more than what was typed: a year needs no second spelling,
    nor does a number whose thousands are parted by another kind of space."""
    shown = read_as(spec, read)
    is_same = read == typed or "".join(shown.split()) == "".join(typed.split())
    return "" if is_same else shown


def _sentence(reason: str, spec: Spec) -> str:
    like = {
        "like": localised(EXAMPLE, spec["language"]),
        "plain": "1234.5",
        "unit": spec.get("unit", ""),
    }
    words = _("This cannot be read as a number. Write digits, like %(like)s.")
    if reason == "long":
        words = _("This is too long for a number. Write it like %(like)s.")
    elif reason == "separators":
        words = _(
            "It is not clear where the decimals start. Write the number without separators "
            "between thousands, like %(plain)s."
        )
    elif reason == "unit alone":
        words = _("There is a unit but no number. Write the number too, like %(like)s.")
    elif reason == "unit":
        words = _("This unit is not known here. Write the number in %(unit)s.")
    return words % like


KIND = Numeric()
