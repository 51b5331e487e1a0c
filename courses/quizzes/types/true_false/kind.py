"""A statement that is true or false. The value is a boolean.

Spec: {"stem", "answer": bool, "feedback_true", "feedback_false", "feedback", "penalty"};
`feedback_true` is for those who answer "true", whichever is right; `penalty` is percent of the
points that a wrong answer costs, where its author wants that.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import common_problems, text_of
from courses.quizzes.types.costs import cost_sentence
from courses.quizzes.types.share_checks import share_of, share_problems, tidy_share
from courses.quizzes.types.shares import fraction
from courses.quizzes.types.true_false.forms import TrueFalseForm
from courses.quizzes.types.values import Mark, Spec, Value

FEEDBACKS = ("feedback_true", "feedback_false", "feedback")


class TrueFalse(Kind):
    name = "true_false"
    form_class = TrueFalseForm
    place = 30
    label = gettext_lazy("True or false")
    purpose = gettext_lazy("A statement; the learner says whether it holds.")
    example = gettext_lazy("Freezing takes a house from its owner for good. False")

    def validate(self, spec: Spec) -> list[Problem]:
        found = common_problems(spec, FEEDBACKS)
        if not isinstance(spec.get("answer"), bool):
            found.append(Problem("answer", _("Say whether the statement is true or false.")))
        return found + share_problems(spec, "penalty", "penalty", least=0)

    def structure(self, spec: Spec) -> Any:
        return [spec["answer"], share_of(spec, "penalty")]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        texts = {name: text_of(spec, name) for name in ("stem", *FEEDBACKS)}
        return {**texts, "answer": spec["answer"], **tidy_share(spec, "penalty", default=0)}

    def read_value(self, data: Mapping[str, Sequence[str]], prefix: str) -> Value:
        typed = super().read_value(data, prefix)
        return {"true": True, "false": False}.get(typed, typed)

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, bool):
            raise MalformedAnswer(_("Choose true or false."))
        return value

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        choices = [
            {"id": "true", "text": _("True"), "chosen": value is True},
            {"id": "false", "text": _("False"), "chosen": value is False},
        ]
        return {"choices": choices}

    def caution(self, spec: Spec, points: Decimal | None) -> str:
        return cost_sentence(fraction(spec, "penalty"), points)

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = self.question_context(spec, value, order)
        for choice in context["choices"]:
            is_key = (choice["id"] == "true") == spec["answer"]
            chosen = "right" if is_key else "wrong"
            choice["state"] = chosen if choice["chosen"] else "missed" if is_key else "left"
        return context


KIND = TrueFalse()
