"""Checks and tidies shares of points in a spec (see shares.py)."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import Problem
from courses.quizzes.types.checks import text_of
from courses.quizzes.types.shares import HUNDRED, percent_of, stored


def share_problems(row: Mapping[str, Any], name: str, field: str, *, least: int) -> list[Problem]:
    """A share that is there is a number of percent between `least` and 100."""
    if not text_of(row, name):
        return []
    share = percent_of(row.get(name))
    if share is not None and least <= share <= HUNDRED:
        return []
    words = _("Write a share of the points as a number of percent, from %(least)d to 100.")
    return [Problem(field, words % {"least": least})]


def weight_problems(rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    found = []
    for index, row in enumerate(rows):
        found += share_problems(row, "weight", f"choices.{index}.weight", least=-100)
    return found


def tidy_share(row: Mapping[str, Any], name: str, *, default: int | None = None) -> dict[str, Any]:
    """{name: share}; nothing where none was given, or where it says what holds without it."""
    share = percent_of(row.get(name))
    return {} if share is None or share == default else {name: stored(share)}


def share_of(row: Mapping[str, Any], name: str) -> Decimal:
    """As written; 0 where there is none."""
    return percent_of(row.get(name)) or Decimal(0)


def weighting_problems(rows: Sequence[Mapping[str, Any]]) -> list[Problem]:
    """Where the weights are the marking: the right choices have one, and earn 100 together."""
    found = []
    for index, row in enumerate(rows):
        if row.get("correct") is True and share_of(row, "weight") <= 0:
            words = _("This choice is marked as right. Give it a share above 0.")
            found.append(Problem(f"choices.{index}.weight", words))
    whole = sum((max(share_of(row, "weight"), Decimal(0)) for row in rows), Decimal(0))
    if not found and abs(whole - HUNDRED) > 1:
        words = _("The shares above 0 are %(sum)s percent together. They must be 100.")
        found.append(Problem("marking", words % {"sum": stored(whole)}))
    return found
