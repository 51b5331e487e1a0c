"""Says what a wrong answer costs, before it is given."""

import math
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.types.shares import HUNDRED
from courses.quizzes.types.values import ONE

CENT = Decimal("0.01")


def cost_sentence(cost: Decimal, points: Decimal | None, *, at_most: bool = False) -> str:
    """`cost` is a fraction of the points; "" when a wrong answer costs nothing.

    `points` None: of a question in the bank, which has no points yet. `at_most`: some wrong
    answers cost less.
    """
    if cost <= 0:
        return ""
    words = _("A wrong answer costs %(cost)s.")
    if at_most:
        words = _("A wrong answer costs up to %(cost)s.")
    return words % {"cost": _amount(cost, points)}


def each_wrong_sentence(cost: Decimal, points: Decimal | None) -> str:
    if cost <= 0:
        return ""
    return _("Each wrong choice costs %(cost)s.") % {"cost": _amount(cost, points)}


def below_zero_sentence(points: Decimal | None) -> str:
    """Grading takes no more than all the points of the question (multiple_choice.grading)."""
    words = _("The points of this question can fall below 0: at worst it costs %(cost)s.")
    return words % {"cost": _amount(ONE, points)}


def written_share(cost: Decimal) -> str:
    """A fraction of the points as percent, "" for none."""
    return _written(cost * HUNDRED) if cost > 0 else ""


def _amount(cost: Decimal, points: Decimal | None) -> str:
    if points is None:
        return _("%(share)s percent of the points") % {"share": _written(cost * HUNDRED)}
    lost = (points * cost).quantize(CENT)
    # 0.5 and 1.5 points are said as 2 are.
    number = 1 if lost == 1 else max(2, math.ceil(lost))
    return ngettext("%(points)s point", "%(points)s points", number) % {"points": _written(lost)}


def _written(number: Decimal) -> str:
    """As the language of the page writes it, without zeros at its end."""
    text = format(number, "f")
    return number_format(text.rstrip("0").rstrip(".") if "." in text else text)
