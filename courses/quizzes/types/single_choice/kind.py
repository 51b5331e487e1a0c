"""One right choice among several. The value is the id of a choice.

Spec: as for every choice kind, and `penalty`: percent of the points that a wrong choice costs. A
wrong choice with a `weight` is worth that instead: a part of the points, or less than none.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import MalformedAnswer, Problem
from courses.quizzes.types.checks import rows_of
from courses.quizzes.types.choice_kind import ChoiceKind
from courses.quizzes.types.costs import cost_sentence
from courses.quizzes.types.share_checks import share_of, share_problems, tidy_share
from courses.quizzes.types.shares import HUNDRED, fraction, percent_of
from courses.quizzes.types.single_choice.forms import SingleChoiceForm
from courses.quizzes.types.values import Spec, Value


class SingleChoice(ChoiceKind):
    name = "single_choice"
    form_class = SingleChoiceForm
    place = 10
    label = gettext_lazy("Single choice")
    purpose = gettext_lazy("One right answer among several.")
    example = gettext_lazy(
        "How many people make an organised criminal group, at least? "
        "Two · Three (right) · Five · Ten"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = super().validate(spec) + share_problems(spec, "penalty", "penalty", least=0)
        return found + self._key_weight_problems(rows_of(spec, "choices"), spec)

    def _key_weight_problems(self, rows: Sequence[Mapping[str, Any]], spec: Spec) -> list[Problem]:
        """The key is worth 100 percent, and nothing else is."""
        key_is_less = _("The right choice is worth 100 percent. Leave this empty.")
        is_a_key = _("A choice worth all the points is a right one. Write less than 100.")
        found = []
        for index, row in enumerate(rows):
            is_key, weight = self.is_key(spec, row), percent_of(row.get("weight"))
            if weight is not None and (weight == HUNDRED) != is_key:
                found.append(
                    Problem(f"choices.{index}.weight", key_is_less if is_key else is_a_key)
                )
        return found

    def key_problems(self, keys: int) -> list[Problem]:
        if keys == 1:
            return []
        if not keys:
            return [Problem("choices", _("Mark the choice that is right."))]
        words = _("%(keys)d choices are marked as right. Keep one, or make this a multiple choice.")
        return [Problem("choices", words % {"keys": keys})]

    def structure(self, spec: Spec) -> Any:
        return [share_of(spec, "penalty"), *super().structure(spec)]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        made = super().tidy(spec, salt=salt) | tidy_share(spec, "penalty", default=0)
        for row in made["choices"]:
            if row["correct"]:
                row.pop("weight", None)
        return made

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, str):
            raise MalformedAnswer(_("Choose one answer."))
        self.check_ids(spec, [value])
        return value

    def caution(self, spec: Spec, points: Decimal | None) -> str:
        cost = fraction(spec, "penalty")
        shares = (fraction(choice, "weight", -cost) for choice in spec["choices"])
        worst = min(shares, default=-cost)
        is_same = not any("weight" in choice for choice in spec["choices"])
        return cost_sentence(-worst, points, at_most=not is_same)


KIND = SingleChoice()
