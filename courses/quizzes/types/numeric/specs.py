"""What a numeric spec must be, and how it is stored."""

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import Problem
from courses.quizzes.types.checks import rows_of, text_of, text_problems, too_long
from courses.quizzes.types.numeric.numbers import NotANumber, parse_number
from courses.quizzes.types.numeric.writing import plain
from courses.quizzes.types.share_checks import share_problems, tidy_share
from courses.quizzes.types.values import Spec

MAX_UNIT = 40
MAX_ROWS = 30
UNIT_RULES = ("asked", "counted")


def number_problems(spec: Spec) -> list[Problem]:
    found, value = [], plain_number(spec.get("value"))
    if not text_of(spec, "value"):
        found.append(Problem("value", _value_is_missing(text_of(spec, "unit"))))
    elif value is None:
        found.append(Problem("value", _value_is_no_number(text_of(spec, "value"))))
    tolerance = plain_number(spec.get("tolerance") or 0)
    if tolerance is None or tolerance < 0:
        words = _(
            "Write the tolerance as a number, 0 or more. For percent, tick “The tolerance is "
            "percent of the right answer”."
        )
        found.append(Problem("tolerance", words))
    if text_of(spec, "to"):
        found += _end_problems(value, spec.get("to"), "to")
    rows = rows_of(spec, "answers")
    if len(rows) > MAX_ROWS:
        words = _("There are more than %(most)d numbers. Keep those that people will type.")
        found.append(Problem("answers", words % {"most": MAX_ROWS}))
    return found + [p for index, row in enumerate(rows) for p in _row_problems(index, row)]


def _end_problems(start: Decimal | None, end: Any, field: str) -> list[Problem]:
    last = plain_number(end)
    if last is None:
        return [Problem(field, _("Write the end of the range as a number."))]
    if start is not None and last < start:
        return [Problem(field, _("The range ends before it begins. Change the two about."))]
    return []


def _row_problems(index: int, row: Mapping[str, Any]) -> list[Problem]:
    field, start = f"answers.{index}", plain_number(row.get("from"))
    found = []
    if start is None:
        words = _("Write a number, or the one with which a range begins.")
        found.append(Problem(f"{field}.from", words))
    if text_of(row, "to"):
        found += _end_problems(start, row.get("to"), f"{field}.to")
    if not text_of(row, "share"):
        words = _("Write what this answer earns, in percent. 0: it is wrong.")
        found.append(Problem(f"{field}.share", words))
    found += share_problems(row, "share", f"{field}.share", least=0)
    return found + too_long(row, "feedback", f"{field}.feedback")


def unit_problems(spec: Spec) -> list[Problem]:
    found, rows, rule = [], rows_of(spec, "units"), text_of(spec, "unit_rule")
    if len(text_of(spec, "unit")) > MAX_UNIT:
        found.append(Problem("unit", _("Shorten the unit to 40 characters at most.")))
    if rule and rule not in UNIT_RULES:
        found.append(Problem("unit_rule", _("Choose whether the unit must be typed.")))
    if (rule or rows) and not text_of(spec, "unit"):
        found.append(Problem("unit", _("Write the unit in which the right answer is given.")))
    found += share_problems(spec, "unit_share", "unit_share", least=0)
    missing = _("Write this unit, or leave all of its fields empty.")
    same = _("This says the same as unit %(number)d.")
    found += text_problems(rows, "units", "text", missing, same)
    for index, row in enumerate(rows):
        found += too_long(row, "text", f"units.{index}.text", most=MAX_UNIT)
        factor = plain_number(row.get("factor"))
        if factor is None or factor <= 0:
            words = _("Write how many of the question’s own unit this is, a number above 0.")
            found.append(Problem(f"units.{index}.factor", words))
    if len(rows) > MAX_ROWS:
        words = _("There are more than %(most)d units. Keep those that people will type.")
        found.append(Problem("units", words % {"most": MAX_ROWS}))
    return found


def tidy_numbers(spec: Spec) -> dict[str, Any]:
    """What goes beyond value and tolerance; nothing where nothing was written."""
    made: dict[str, Any] = {"to": stored(spec["to"])} if text_of(spec, "to") else {}
    if spec.get("is_percent") is True:
        made["is_percent"] = True
    rows = [_tidy_row(row) for row in rows_of(spec, "answers")]
    return made | ({"answers": rows} if rows else {})


def _tidy_row(row: Mapping[str, Any]) -> dict[str, Any]:
    end = stored(row["to"]) if text_of(row, "to") else ""
    share = tidy_share(row, "share") or {"share": 0}
    return {
        "from": stored(row.get("from")),
        "to": end,
        **share,
        "feedback": text_of(row, "feedback"),
    }


def tidy_units(spec: Spec) -> dict[str, Any]:
    rows = rows_of(spec, "units")
    units = [{"text": text_of(r, "text"), "factor": stored(r.get("factor"))} for r in rows]
    made: dict[str, Any] = {"units": units} if units else {}
    if text_of(spec, "unit_rule"):
        made["unit_rule"] = text_of(spec, "unit_rule")
        made |= tidy_share(spec, "unit_share", default=0)
    return made


def plain_number(value: Any) -> Decimal | None:
    """An author's number: from a file as a number, from the form as text."""
    if isinstance(value, bool) or value is None:
        return None
    try:
        return parse_number(str(value), "en")
    except NotANumber:
        return None


def stored(value: Any) -> str:
    return plain(plain_number(value) or Decimal(0))


def _value_is_no_number(written: str) -> str:
    if re.match(r"[+\-−]?\d", written):
        return _("Write only the number here, like 1234.5, and the unit in its own field.")
    return _("Write the right answer as a number, like 1234.5.")


def _value_is_missing(unit: str) -> str:
    if unit:
        return _("There is a unit but no number. Write the number that is right.")
    return _("Write the number that is right.")
