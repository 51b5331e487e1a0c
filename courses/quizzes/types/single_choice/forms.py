"""Authors a single choice: one radio button among the rows marks the key."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.choice_form import CHOICES, PENALTY, ChoiceForm
from courses.quizzes.types.form_parts import KeyInput, RowGroup, shared_field_of
from courses.quizzes.types.values import Spec


class SingleChoiceForm(ChoiceForm):
    """`key` is the id of the right choice's row."""

    def add_shared(self) -> None:
        rows = range(self.row_count(CHOICES))
        ids = [(self.written(f"choices-{i}-id"), _("This choice is right")) for i in rows]
        self.fields["key"] = forms.CharField(
            required=False, label=_("Right answer"), widget=forms.RadioSelect(choices=ids)
        )
        self.fields["penalty"] = shared_field_of(PENALTY)

    def mark_of(self, group: RowGroup, index: int) -> KeyInput:
        radio = self["key"].subwidgets[index]
        return KeyInput(radio.id_for_label, radio.tag(), radio.choice_label)

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        return self._is_key(index) or super().is_row_marked(group, index)

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        return {"correct": self._is_key(index), **super().row_spec(group, index)}

    def _is_key(self, index: int) -> bool:
        own = self.written(f"choices-{index}-id")
        return bool(own) and self.written("key") == own

    def shared_field(self, path: str) -> str:
        return "key" if path == "choices" else super().shared_field(path)

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        key = next((row["id"] for row in spec["choices"] if row["correct"]), "")
        return {**super().initial_from(specs), "key": key}
