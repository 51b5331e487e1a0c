"""Authors a question answered by files: which, how many, how large."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.file_answer.formats import FORMATS
from courses.quizzes.types.marked_form import MarkedForm, number_field
from courses.quizzes.types.values import Spec

NUMBERS = {"max_files": "1", "max_mb": "10"}


class FileAnswerForm(MarkedForm):
    def add_shared(self) -> None:
        super().add_shared()
        for name, one in FORMATS.items():
            self.fields[f"format-{name}"] = forms.BooleanField(required=False, label=one.label)
        self.fields["max_files"] = number_field(_("Files, at most"), initial="1")
        self.fields["max_mb"] = number_field(_("MB a file, at most"), _("Up to 20."), "10")

    def shared_spec(self, language: str) -> dict[str, Any]:
        numbers = {name: self.written(name) for name in NUMBERS}
        chosen = [name for name in FORMATS if self[f"format-{name}"].value()]
        return {**super().shared_spec(language), **numbers, "formats": chosen}

    @property
    def format_fields(self) -> list[BoundField]:
        return [self[f"format-{name}"] for name in FORMATS]

    def shared_field(self, path: str) -> str:
        return "format-pdf" if path == "formats" else super().shared_field(path)

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        numbers = {name: str(spec.get(name, usual)) for name, usual in NUMBERS.items()}
        formats = {f"format-{name}": name in spec.get("formats", ()) for name in FORMATS}
        return {**super().initial_from(specs), **numbers, **formats}
