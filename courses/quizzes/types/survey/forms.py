"""Authors a survey question: how it is answered, and what there is to choose from."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import STEM, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm, ShownGroup
from courses.quizzes.types.values import Spec

CHOICES = RowGroup(
    name="choices",
    title=_("Answers to choose from"),
    row_label=_("Answer"),
    add_label=_("Add another answer"),
    texts=(Text("text", _("Text"), lines=1),),
    hidden=("id",),
    least=3,
)
STATEMENTS = RowGroup(
    name="statements",
    title=_("Statements"),
    row_label=_("Statement"),
    add_label=_("Add another statement"),
    texts=(Text("text", _("Text"), _("The course kept my interest."), 1),),
    hidden=("id",),
    least=2,
)
SCALE = Text(
    "scale",
    _("Scale"),
    _("Three to seven labels, one a line, such as: Disagree · Neither · Agree."),
    lines=5,
)
SURVEYS = [
    ("one", _("One of several answers")),
    ("several", _("Any number of several answers")),
    ("likert", _("A place on a scale for each statement")),
    ("text", _("A text in the learner’s own words")),
]


class SurveyForm(QuestionForm):
    texts = (
        STEM,
        SCALE,
        Text("feedback", _("Words of thanks"), _("Shown to everybody with the results.")),
    )
    groups = (CHOICES, STATEMENTS)

    def add_shared(self) -> None:
        self.fields["survey"] = forms.CharField(
            required=False,
            label=_("How it is answered"),
            initial="one",
            widget=forms.RadioSelect(choices=SURVEYS),
        )

    @property
    def choices(self) -> ShownGroup:
        return self.groups_of_rows[0]

    @property
    def statements(self) -> ShownGroup:
        return self.groups_of_rows[1]

    def shared_spec(self, language: str) -> dict[str, Any]:
        lines = self.written(f"scale-{language}").splitlines()
        return {"survey": self.written("survey"), "scale": lines}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        initial = super().initial_from(specs)
        for language, spec in specs.items():
            initial[f"scale-{language}"] = "\n".join(spec.get("scale", ()))
            initial["survey"] = spec["survey"]
        return initial
