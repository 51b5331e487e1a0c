"""Authors categories, and items with the category that each belongs to."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.categorise.grading import NOWHERE
from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.values import Spec

CATEGORIES = RowGroup(
    name="categories",
    title=gettext_lazy("Categories"),
    row_label=gettext_lazy("Category"),
    add_label=gettext_lazy("Add another category"),
    texts=(Text("text", gettext_lazy("Name"), lines=1),),
    hidden=("id",),
    least=2,
    spare=0,
)
ITEMS = RowGroup(
    name="items",
    title=gettext_lazy("Items"),
    row_label=gettext_lazy("Item"),
    add_label=gettext_lazy("Add another item"),
    texts=(Text("text", gettext_lazy("Text")),),
    hidden=("id",),
    least=4,
    shared=(Text("category", gettext_lazy("Belongs to")),),
)
MARKING_CHOICES = [
    ("per_item", gettext_lazy("Per item: each right one earns its share")),
    (
        "penalty",
        gettext_lazy("Per item, and each wrong one takes as much back; never below zero"),
    ),
    ("all_or_nothing", gettext_lazy("All or nothing: every item where it belongs")),
]


class CategoriseForm(QuestionForm):
    texts = (STEM, FEEDBACK)
    groups = (CATEGORIES, ITEMS)

    def add_shared(self) -> None:
        self.fields["marking"] = forms.CharField(
            required=False,
            label=gettext_lazy("How the answer is marked"),
            initial="per_item",
            widget=forms.RadioSelect(choices=MARKING_CHOICES),
        )

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        if group is ITEMS:
            self.fields[f"{prefix}-category"].widget = forms.Select(choices=self._categories())

    def _categories(self) -> list[tuple[str, str]]:
        """By their ids, so that an item keeps its category when a row above is removed."""
        rows = range(self.row_count(CATEGORIES))
        named = [(self.written(f"categories-{row}-id"), self._name_of(row)) for row in rows]
        return [("", _("Choose")), *named, (NOWHERE, _("To none of them"))]

    def _name_of(self, row: int) -> str:
        texts = (self.written(f"categories-{row}-text-{code}") for code in self.languages)
        text = next((text for text in texts if text), "")
        return Truncator(text).chars(60) or _("Category %(number)d") % {"number": row + 1}

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {"marking": self.written("marking") or "per_item"}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        marking = next(iter(specs.values())).get("marking", "per_item")
        return {**super().initial_from(specs), "marking": marking}
