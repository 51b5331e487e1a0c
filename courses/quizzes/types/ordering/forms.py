"""Authors things in their right order; the page a learner gets has them in another."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.values import Spec

ITEMS = RowGroup(
    name="items",
    title=_("Items, in the right order"),
    row_label=_("Item"),
    add_label=_("Add another item"),
    texts=(Text("text", _("Text")),),
    hidden=("id",),
    least=4,
)
MARKING_CHOICES = [
    ("exact", _("All or nothing: every item in its place")),
    ("relative", _("Neighbours: each item that is followed by the right one earns its share")),
    (
        "longest_run",
        _("Longest run: the items that are in order among themselves earn their share"),
    ),
]


class OrderingForm(QuestionForm):
    texts = (STEM, FEEDBACK)
    groups = (ITEMS,)

    def add_shared(self) -> None:
        self.fields["marking"] = forms.CharField(
            required=False,
            label=_("How the answer is marked"),
            initial="exact",
            widget=forms.RadioSelect(choices=MARKING_CHOICES),
        )

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {"marking": self.written("marking") or "exact"}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        marking = next(iter(specs.values())).get("marking", "exact")
        return {**super().initial_from(specs), "marking": marking}
