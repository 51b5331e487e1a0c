"""Authors a multiple choice: a checkbox in each row marks it as a key."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.choice_form import ChoiceForm
from courses.quizzes.types.form_parts import KeyInput, RowGroup, Text, shared_field_of
from courses.quizzes.types.values import Spec

MARKING_CHOICES = [
    ("all_or_nothing", _("All or nothing: every right choice, and no wrong one")),
    ("per_choice", _("Per choice: each right one counts, each wrong one takes as much back")),
    (
        "per_right",
        _(
            "Per right choice, without penalty: two of three right ones earn two thirds; who ticks "
            "everything earns all"
        ),
    ),
    (
        "per_right_penalty",
        _("Per right choice, with penalty: each wrong one costs the percentage below"),
    ),
    ("weights", _("By weight: each choice earns or costs its own share, given below")),
]
PENALTY = Text(
    "penalty",
    _("What each wrong choice costs, in percent of the points"),
    _("For “with penalty”. 25 takes half a point where the question is worth two."),
)


class MultipleChoiceForm(ChoiceForm):
    def add_shared(self) -> None:
        self.fields["marking"] = forms.CharField(
            required=False,
            label=_("How the answer is marked"),
            initial="all_or_nothing",
            widget=forms.RadioSelect(choices=MARKING_CHOICES),
        )
        self.fields["penalty"] = shared_field_of(PENALTY)
        self.fields["below_zero"] = forms.BooleanField(
            required=False,
            label=_("Wrong choices may take the points of this question below 0"),
        )

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        super().add_row_fields(group, prefix)
        self.fields[f"{prefix}-correct"] = forms.BooleanField(
            required=False, label=_("This choice is right")
        )

    @property
    def marks_more(self) -> bool:
        is_usual = self.written("marking") in ("", "all_or_nothing")
        return super().marks_more or not is_usual or bool(self["marking"].errors)

    def mark_of(self, group: RowGroup, index: int) -> KeyInput:
        box = self[f"{group.name}-{index}-correct"]
        return KeyInput(box.id_for_label, str(box), str(box.label))

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        return self._is_key(index) or super().is_row_marked(group, index)

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        return {"correct": self._is_key(index), **super().row_spec(group, index)}

    def _is_key(self, index: int) -> bool:
        return bool(self[f"choices-{index}-correct"].value())

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {
            **super().shared_spec(language),
            "marking": self.written("marking") or "all_or_nothing",
            "below_zero": bool(self["below_zero"].value()),
        }

    def shared_field(self, path: str) -> str:
        return "choices-0-correct" if path == "choices" else super().shared_field(path)

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        keys = {f"choices-{i}-correct": row["correct"] for i, row in enumerate(spec["choices"])}
        chosen = {"marking": spec["marking"], "below_zero": bool(spec.get("below_zero"))}
        return {**super().initial_from(specs), **keys, **chosen}
