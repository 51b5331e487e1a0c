"""Several right choices. The value is the list of the chosen ids, in the author's order.

Spec: as for every choice kind, and "marking": "all_or_nothing" (default) or "per_choice".
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import MalformedAnswer, Problem
from courses.quizzes.types.choice_kind import ChoiceKind
from courses.quizzes.types.multiple_choice.forms import MultipleChoiceForm
from courses.quizzes.types.values import Spec, Value

MARKINGS = ("all_or_nothing", "per_choice")


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
        found = super().validate(spec)
        if spec.get("marking", MARKINGS[0]) not in MARKINGS:
            found.append(Problem("marking", _("Choose how the answer is marked.")))
        return found

    def key_problems(self, keys: int) -> list[Problem]:
        words = _("Mark at least one choice as right.")
        return [] if keys else [Problem("choices", words)]

    def structure(self, spec: Spec) -> Any:
        return [spec.get("marking", MARKINGS[0]), *super().structure(spec)]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {**super().tidy(spec, salt=salt), "marking": spec.get("marking", MARKINGS[0])}

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        return [text for text in data.get(prefix, ()) if text] or None

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, list):
            raise MalformedAnswer(_("Choose one answer or several."))
        self.check_ids(spec, value)
        return [choice for choice in self.choice_ids(spec) or [] if choice in value]


KIND = MultipleChoice()
