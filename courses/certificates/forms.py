"""Forms around certificates."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils.translation import gettext_lazy as _

from courses.certificates.codes import tidy


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("Code of the certificate"),
        max_length=80,
        help_text=_("It stands beside the square: 28 letters and digits. Dashes do not matter."),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("check", _("Check the certificate")))

    def clean_code(self) -> str:
        code = tidy(self.cleaned_data["code"])
        if code is None:
            raise forms.ValidationError(
                _("This is not a whole code. Copy all 28 letters and digits from the certificate.")
            )
        return code


class RevokeForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is revoked"),
        max_length=300,
        help_text=_("Kept with the certificate; not shown to the public."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(
            Submit("revoke", _("Revoke the certificate"), css_class="button-danger")
        )
