"""A number, typed as people of the question's language type it. The value is the text.

Spec: {"stem", "value": "190", "tolerance": "0", "unit", "feedback"}; numbers are kept as text,
so that 0.1 stays 0.1. An answer is right within value ± tolerance.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import common_problems, text_of
from courses.quizzes.types.numeric.forms import NumericForm
from courses.quizzes.types.numeric.numbers import MAX_LENGTH, NotANumber, parse_number
from courses.quizzes.types.numeric.writing import localised, plain
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
        found = common_problems(spec)
        if not text_of(spec, "value"):
            found.append(Problem("value", _value_is_missing(text_of(spec, "unit"))))
        elif _plain_number(spec.get("value")) is None:
            found.append(Problem("value", _("Write the right answer as a number, like 1234.5.")))
        tolerance = _plain_number(spec.get("tolerance") or 0)
        if tolerance is None or tolerance < 0:
            found.append(Problem("tolerance", _("Write the tolerance as a number, 0 or more.")))
        if len(text_of(spec, "unit")) > 40:
            found.append(Problem("unit", _("Shorten the unit to 40 characters at most.")))
        return found

    def structure(self, spec: Spec) -> Any:
        return [_stored(spec["value"]), _stored(spec.get("tolerance") or 0)]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {
            "stem": text_of(spec, "stem"),
            "value": _stored(spec["value"]),
            "tolerance": _stored(spec.get("tolerance") or 0),
            "unit": text_of(spec, "unit"),
            "feedback": text_of(spec, "feedback"),
        }

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise MalformedAnswer(_("Write your answer as a number."))
        typed = str(value).strip()
        try:
            parse_number(typed, spec["language"], spec.get("unit", ""))
        except NotANumber as error:
            raise MalformedAnswer(_sentence(error.reason, spec["language"])) from error
        return typed

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        typed = "" if value is None else str(value)
        return {"typed": typed, "most": MAX_LENGTH, "like": localised(EXAMPLE, spec["language"])}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        read, language = mark.parts.get("read"), spec["language"]
        typed = "" if value is None else str(value)
        return {
            "typed": typed,
            # A year typed as it is needs no second spelling.
            "read": localised(Decimal(read), language) if read and read != typed else "",
            "answer": localised(Decimal(spec["value"]), language),
            "tolerance": localised(Decimal(spec["tolerance"]), language)
            if Decimal(spec["tolerance"])
            else "",
        }


def _plain_number(value: Any) -> Decimal | None:
    """An author's number: from a file as a number, from the form as text."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return parse_number(str(value), "en")
    except NotANumber:
        return None


def _stored(value: Any) -> str:
    return plain(_plain_number(value) or Decimal(0))


def _value_is_missing(unit: str) -> str:
    if unit:
        return _("There is a unit but no number. Write the number that is right.")
    return _("Write the number that is right.")


def _sentence(reason: str, language: str) -> str:
    like = {"like": localised(EXAMPLE, language), "plain": "1234.5"}
    words = _("This cannot be read as a number. Write digits, like %(like)s.")
    if reason == "long":
        words = _("This is too long for a number. Write it like %(like)s.")
    elif reason == "separators":
        words = _(
            "It is not clear where the decimals start. Write the number without separators "
            "between thousands, like %(plain)s."
        )
    return words % like


KIND = Numeric()
