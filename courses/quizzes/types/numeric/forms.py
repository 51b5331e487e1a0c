"""Authors a question answered by a number."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, Text
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.numeric.numbers import NotANumber, parse_number
from courses.quizzes.types.numeric.writing import localised, plain
from courses.quizzes.types.values import Spec


class NumericForm(QuestionForm):
    """The author writes numbers as in the language of the page; the spec has them plain."""

    texts = (
        STEM,
        Text("unit", _("Unit"), _("It stands behind the number: years, %."), 1),
        FEEDBACK,
    )

    def add_shared(self) -> None:
        self.fields["value"] = _number_field(_("Right answer"))
        self.fields["tolerance"] = _number_field(
            _("Tolerance"), _("How far from it is right as well. 0: only this number."), "0"
        )

    def shared_spec(self, language: str) -> dict[str, Any]:
        return {name: _plain(self.written(name)) for name in ("value", "tolerance")}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec, language = next(iter(specs.values())), get_language() or "en"
        numbers = {
            name: localised(Decimal(spec[name]), language) for name in ("value", "tolerance")
        }
        return {**super().initial_from(specs), **numbers}


def _number_field(label: Any, hint: Any = "", initial: str = "") -> forms.CharField:
    typed = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-medium"})
    return forms.CharField(
        required=False, label=label, help_text=hint, initial=initial, widget=typed
    )


def _plain(typed: str) -> str:
    """As text that reads the same in every language; what is no number stays for `validate`."""
    try:
        return plain(parse_number(typed, get_language() or "en"))
    except NotANumber:
        return typed
