"""Authors a statement that is true or false."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, Text
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

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {"answer": {"true": True, "false": False}.get(self.written("answer"))}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        answer = next(iter(specs.values()))["answer"]
        return {**super().initial_from(specs), "answer": "true" if answer else "false"}
