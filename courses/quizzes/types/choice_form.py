"""The rows of choices that single and multiple choice are authored with."""

from collections.abc import Mapping
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text, shared_field_of
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.values import Spec

CHOICES = RowGroup(
    name="choices",
    title=_("Choices"),
    row_label=_("Choice"),
    add_label=_("Add another choice"),
    texts=(
        Text("text", _("Text")),
        Text("feedback", _("Feedback to those who choose it")),
    ),
    hidden=("id",),
    least=4,
)
PENALTY = Text(
    "penalty",
    _("What a wrong answer costs, in percent of the points"),
    _("Empty: nothing. 25 takes half a point where the question is worth two."),
)
SHOWN = 60  # characters of a choice beside its weight


class ChoiceForm(QuestionForm):
    """Each choice can have a weight; the weights stand together, folded away."""

    texts = (STEM, FEEDBACK)
    groups = (CHOICES,)

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        number = int(prefix.rpartition("-")[2]) + 1
        text = self.written(f"{prefix}-text-{self.languages[0]}")
        label = _g("Choice %(number)d") % {"number": number}
        weight = shared_field_of(Text("weight", label, text[:SHOWN]))
        weight.widget.attrs["class"] = "input-short"
        self.fields[f"{prefix}-weight"] = weight

    @property
    def weights(self) -> list[BoundField]:
        return [self[f"choices-{index}-weight"] for index in range(self.row_count(CHOICES))]

    @property
    def marks_more(self) -> bool:
        """Whether the usual way of marking was left, or is wrong: then nothing is folded."""
        fields = [self["penalty"], *self.weights]
        return any(field.errors or self.written(field.name) for field in fields)

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        return bool(self.written(f"choices-{index}-weight"))

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        return {"weight": self.written(f"choices-{index}-weight")}

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {"penalty": self.written("penalty")}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        weights = {
            f"choices-{index}-weight": str(row["weight"])
            for index, row in enumerate(spec["choices"])
            if "weight" in row
        }
        return {**super().initial_from(specs), **weights, "penalty": str(spec.get("penalty", ""))}
