"""Authors a statement that is true or false."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.choice_form import PENALTY
from courses.quizzes.types.form_parts import FEEDBACK, Text, shared_field_of
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.values import Spec

ANSWERS = [("true", _("The statement is true")), ("false", _("The statement is false"))]


class TrueFalseForm(QuestionForm):
    texts = (
        Text("stem", _("Statement"), lines=3),
        Text("feedback_true", _("Feedback to those who answer “true”")),
        Text("feedback_false", _("Feedback to those who answer “false”")),
        FEEDBACK,
    )

    def add_shared(self) -> None:
        self.fields["answer"] = forms.CharField(
            required=False, label=_("Right answer"), widget=forms.RadioSelect(choices=ANSWERS)
        )
        self.fields["penalty"] = shared_field_of(PENALTY)

    @property
    def marks_more(self) -> bool:
        """Whether the usual way of marking was left, or is wrong."""
        return bool(self["penalty"].errors or self.written("penalty"))

    def shared_spec(self, language: str) -> dict[str, Any]:
        answer = {"true": True, "false": False}.get(self.written("answer"))
        return {"answer": answer, "penalty": self.written("penalty")}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        answer = "true" if spec["answer"] else "false"
        own = {"answer": answer, "penalty": str(spec.get("penalty", ""))}
        return {**super().initial_from(specs), **own}
