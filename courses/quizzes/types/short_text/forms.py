"""Authors a question answered by a few words."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text, shared_field_of
from courses.quizzes.types.forms import ROWS_SUFFIX, QuestionForm
from courses.quizzes.types.values import Spec

ANSWERS = RowGroup(
    name="answers",
    title=_("Answers with a share or feedback of their own"),
    row_label=_("Answer"),
    add_label=_("Add another answer"),
    texts=(
        Text("text", _("Answer"), lines=1),
        Text("feedback", _("Feedback to those who give it")),
    ),
    hidden=(),
    least=1,
    shared=(
        Text(
            "share",
            _("Share of the points, in percent"),
            _("50: half right. 0: a common mistake to which you have something to say."),
        ),
    ),
)
TYPO_SHARE = Text(
    "typo_share",
    _("What an answer with a small slip of typing earns, in percent"),
    _(
        "Empty: nothing. 80: a slip costs a fifth. A slip is one wrong letter in a word of four "
        "letters or more, two from eight on; figures must be right. Not used in Chinese."
    ),
)


class ShortTextForm(QuestionForm):
    groups = (ANSWERS,)
    texts = (
        STEM,
        Text(
            "accepted",
            _("Answers that are right"),
            _(
                "One a line, the best first. Spaces and a full stop at the end never count. "
                "A star stands for any letters: “launder*” takes “laundering” too."
            ),
            lines=4,
        ),
        FEEDBACK,
    )

    def add_shared(self) -> None:
        self.fields["accents_matter"] = forms.BooleanField(
            required=False, label=_("Accents matter: “élève” is right, “eleve” is not")
        )
        self.fields["case_matters"] = forms.BooleanField(
            required=False, label=_("Capitals matter: “UNODC” is right, “unodc” is not")
        )
        self.fields["typo_share"] = shared_field_of(TYPO_SHARE)

    @property
    def marks_more(self) -> bool:
        """Whether the usual way of marking was left, or is wrong: then nothing is folded."""
        own = [name for name in self.fields if name.startswith("answers-")]
        texts = [name for name in own if not name.endswith(ROWS_SUFFIX)]
        if self.row_count(ANSWERS) > ANSWERS.least or self["case_matters"].value():
            return True
        return any(self[n].errors or self.written(n) for n in (*texts, "typo_share"))

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {
            "accepted": self.written(f"accepted-{language}").splitlines(),
            "accents_matter": bool(self["accents_matter"].value()),
            "case_matters": bool(self["case_matters"].value()),
            "typo_share": self.written("typo_share"),
        }

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        initial = super().initial_from(specs)
        for language, spec in specs.items():
            initial[f"accepted-{language}"] = "\n".join(spec["accepted"])
            initial["accents_matter"] = bool(spec.get("accents_matter"))
            initial["case_matters"] = bool(spec.get("case_matters"))
            initial["typo_share"] = str(spec.get("typo_share", ""))
        return initial
