"""What the kinds that a person marks are authored with: a rubric and a sample answer."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK_OPEN, STEM, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.rubric import as_lines
from courses.quizzes.types.values import Spec

SAMPLE = Text(
    "sample", _("Sample answer, or notes on marking"), _("Only those who mark see it."), lines=5
)
RUBRIC = RowGroup(
    name="rubric",
    title=_("Rubric"),
    row_label=_("Criterion"),
    add_label=_("Add another criterion"),
    texts=(
        Text("text", _("What is looked at"), lines=1),
        Text("levels", _("Levels"), _("One a line, points first. “2: names both articles”"), 4),
    ),
    hidden=("id",),
    least=1,
    spare=0,
)


class MarkedForm(QuestionForm):
    """A question that a person marks."""

    texts = (STEM, SAMPLE, FEEDBACK_OPEN)
    groups = (RUBRIC,)

    def add_shared(self) -> None:
        self.fields["show_rubric"] = forms.BooleanField(
            required=False, label=_("Learners see the rubric while they answer")
        )

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {"show_rubric": bool(self["show_rubric"].value())}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        initial = super().initial_from(specs)
        for language, spec in specs.items():
            initial["show_rubric"] = bool(spec.get("show_rubric"))
            for index, row in enumerate(spec.get("rubric") or []):
                initial[f"rubric-{index}-levels-{language}"] = as_lines(row)
        return initial


def number_field(label: Any, hint: Any = "", initial: str = "") -> forms.CharField:
    """A whole number; what is wrong with it is said by the kind's `validate`."""
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"})
    return forms.CharField(
        required=False, label=label, help_text=hint, initial=initial, widget=widget
    )
