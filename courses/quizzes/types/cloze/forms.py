"""Authors a running text with gaps, and how what is typed into them is read."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, Text, shared_field_of
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.values import Spec

PASSAGE = Text(
    "passage",
    _("Text with gaps"),
    _("Write [[ before and ]] behind what is asked, as the examples below show."),
    lines=6,
)
TYPO_SHARE = Text(
    "typo_share",
    _("What a word with a small slip of typing earns, in percent"),
    _("Empty: nothing. 80: a slip costs a fifth of its gap."),
)


def usual_stem(language: str) -> str:
    """In the question's language; "" where the phrase is not translated into it."""
    with override(language):
        words = gettext("Complete the text.")
    with override("en"):
        english = gettext("Complete the text.")
    return words if words != english or language.split("-")[0] == "en" else ""


class ClozeForm(QuestionForm):
    texts = (STEM, PASSAGE, FEEDBACK)

    def add_shared(self) -> None:
        self._begin_stems()
        self.fields["accents_matter"] = forms.BooleanField(
            required=False, label=_("Accents matter: “élève” is right, “eleve” is not")
        )
        self.fields["case_matters"] = forms.BooleanField(
            required=False, label=_("Capitals matter: “UNODC” is right, “unodc” is not")
        )
        self.fields["typo_share"] = shared_field_of(TYPO_SHARE)

    def _begin_stems(self) -> None:
        """A new question begins with the usual sentence; a stored one keeps its own."""
        names = [f"{name}-{code}" for name in ("stem", "passage") for code in self.languages]
        if not any(self.initial.get(name) for name in names):
            for language in self.languages:
                self.initial[f"stem-{language}"] = usual_stem(language)

    def _is_written(self, language: str) -> bool:
        """The sentence that stands there from the start is nothing that was written."""
        own = [name for name in self.fields if name.endswith(f"-{language}")]
        others = [name for name in own if name != f"stem-{language}"]
        stem = self.written(f"stem-{language}")
        return any(self.written(n) for n in others) or stem not in ("", usual_stem(language))

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {
            "accents_matter": bool(self["accents_matter"].value()),
            "case_matters": bool(self["case_matters"].value()),
            "typo_share": self.written("typo_share"),
        }

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        shared = {
            "accents_matter": bool(spec.get("accents_matter")),
            "case_matters": bool(spec.get("case_matters")),
            "typo_share": str(spec.get("typo_share", "")),
        }
        return {**super().initial_from(specs), **shared}
