"""Authors a question answered by a few words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, Text
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.values import Spec


class ShortTextForm(QuestionForm):
    texts = (
        STEM,
        Text(
            "accepted",
            _("Answers that are right"),
            _(
                "One a line, the best first. Capitals, spaces and a full stop "
                "at the end never count."
            ),
            lines=4,
        ),
        FEEDBACK,
    )

    def add_shared(self) -> None:
        self.fields["accents_matter"] = forms.BooleanField(
            required=False, label=_("Accents matter: “élève” is right, “eleve” is not")
        )

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {
            "accepted": self.written(f"accepted-{language}").splitlines(),
            "accents_matter": bool(self["accents_matter"].value()),
        }

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        initial = super().initial_from(specs)
        for language, spec in specs.items():
            initial[f"accepted-{language}"] = "\n".join(spec["accepted"])
            initial["accents_matter"] = bool(spec.get("accents_matter"))
        return initial
