"""Authors a multiple choice: a checkbox in each row marks it as a key."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.choice_form import ChoiceForm
from courses.quizzes.types.form_parts import KeyInput, RowGroup
from courses.quizzes.types.values import Spec

MARKING_CHOICES = [
    ("all_or_nothing", _("All or nothing: every right choice, and no wrong one")),
    ("per_choice", _("Per choice: each right one counts, each wrong one takes as much back")),
]


class MultipleChoiceForm(ChoiceForm):
    def add_shared(self) -> None:
        self.fields["marking"] = forms.CharField(
            required=False,
            label=_("How the answer is marked"),
            initial="all_or_nothing",
            widget=forms.RadioSelect(choices=MARKING_CHOICES),
        )

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        self.fields[f"{prefix}-correct"] = forms.BooleanField(
            required=False, label=_("This choice is right")
        )

    def mark_of(self, group: RowGroup, index: int) -> KeyInput:
        box = self[f"{group.name}-{index}-correct"]
        return KeyInput(box.id_for_label, str(box), str(box.label))

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        return self._is_key(index)

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        return {"correct": self._is_key(index)}

    def _is_key(self, index: int) -> bool:
        return bool(self[f"choices-{index}-correct"].value())

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {"marking": self.written("marking") or "all_or_nothing"}

    def shared_field(self, path: str) -> str:
        return "choices-0-correct" if path == "choices" else super().shared_field(path)

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        keys = {f"choices-{i}-correct": row["correct"] for i, row in enumerate(spec["choices"])}
        return {**super().initial_from(specs), **keys, "marking": spec["marking"]}
