"""Several right choices. The value is the list of the chosen ids, in the author's order.

Spec: as for every choice kind, and `marking`, one of MARKINGS, the first the default; `penalty`,
percent of the points that each wrong choice costs, for "per_right_penalty"; `below_zero`, whether
wrong choices can cost more than right ones earn. By "weights" a choice is right when its weight is
above 0.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import MalformedAnswer, Problem
from courses.quizzes.types.checks import rows_of, text_of
from courses.quizzes.types.choice_kind import ChoiceKind
from courses.quizzes.types.costs import below_zero_sentence, each_wrong_sentence, written_share
from courses.quizzes.types.multiple_choice.forms import MultipleChoiceForm
from courses.quizzes.types.share_checks import (
    share_of,
    share_problems,
    tidy_share,
    weighting_problems,
)
from courses.quizzes.types.shares import fraction
from courses.quizzes.types.values import Spec, Value

MARKINGS = ("all_or_nothing", "per_choice", "per_right", "per_right_penalty", "weights")
TAKE_BACK = ("per_choice", "per_right_penalty", "weights")


class MultipleChoice(ChoiceKind):
    name = "multiple_choice"
    form_class = MultipleChoiceForm
    place = 20
    label = gettext_lazy("Multiple choice")
    purpose = gettext_lazy("Several right answers; the learner ticks each of them.")
    example = gettext_lazy(
        "Which duties do rules for banks stress? Identifying customers (right) · "
        "Keeping records (right) · Closing accounts"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = super().validate(spec) + share_problems(spec, "penalty", "penalty", least=0)
        marking = spec.get("marking", MARKINGS[0])
        if marking not in MARKINGS:
            found.append(Problem("marking", _("Choose how the answer is marked.")))
        if marking == "per_right_penalty" and not text_of(spec, "penalty"):
            words = _("Write what each wrong choice costs, or choose “without penalty”.")
            found.append(Problem("penalty", words))
        if marking == "weights":
            found += weighting_problems(rows_of(spec, "choices"))
        return found

    def is_key(self, spec: Spec, row: Mapping[str, Any]) -> bool:
        if spec.get("marking") == "weights":
            return share_of(row, "weight") > 0
        return super().is_key(spec, row)

    def key_problems(self, keys: int) -> list[Problem]:
        words = _("Mark at least one choice as right.")
        return [] if keys else [Problem("choices", words)]

    def structure(self, spec: Spec) -> Any:
        how = [spec.get(name) for name in ("penalty", "below_zero")]
        return [spec.get("marking", MARKINGS[0]), *how, *super().structure(spec)]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        marking = spec.get("marking", MARKINGS[0])
        made = {**super().tidy(spec, salt=salt), "marking": marking}
        if marking == "per_right_penalty":
            made |= tidy_share(spec, "penalty")
        if marking in TAKE_BACK and spec.get("below_zero") is True:
            made["below_zero"] = True
        if marking != "weights":
            for row in made["choices"]:
                row.pop("weight", None)
        return made

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        return [text for text in data.get(prefix, ()) if text] or None

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, list):
            raise MalformedAnswer(_("Choose one answer or several."))
        self.check_ids(spec, value)
        return [choice for choice in self.choice_ids(spec) or [] if choice in value]

    def cost_of(self, spec: Spec, choice: Mapping[str, Any]) -> str:
        if spec.get("marking") == "per_right_penalty":
            return written_share(fraction(spec, "penalty"))
        return super().cost_of(spec, choice)

    def caution(self, spec: Spec, points: Decimal | None) -> str:
        """Without figures that would tell how many choices are right."""
        marking = spec.get("marking")
        said = ""
        if marking == "per_choice" or (marking == "weights" and _some_cost(spec)):
            said = _("Wrong choices take points back.")
        elif marking == "per_right_penalty":
            said = each_wrong_sentence(fraction(spec, "penalty"), points)
        if said and spec.get("below_zero"):
            said = f"{said} {below_zero_sentence(points)}"
        return said


def _some_cost(spec: Spec) -> bool:
    return any(choice.get("weight", 0) < 0 for choice in spec["choices"])


KIND = MultipleChoice()
