"""The guide as it is typed."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class GuideForm(forms.Form):
    """`base` is the revision that the text was written upon, `made_of` the module's state then.

    `is_looked_through`: that the text says what the module says now.
    """

    body = forms.CharField(
        label=_("Text of the guide"),
        max_length=100_000,
        strip=False,
        error_messages={
            "required": _("Write something, or make the guide anew from the module."),
        },
        widget=forms.Textarea(
            attrs={"rows": 28, "spellcheck": "true", "class": "editor-text", "dir": "auto"}
        ),
    )
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    made_of = forms.RegexField(r"^[0-9a-f]{64}$", widget=forms.HiddenInput)
    is_looked_through = forms.BooleanField(
        label=_("I have looked at what changed in the module: the guide is up to date"),
        required=False,
    )

    def clean_body(self) -> str:
        body: str = self.cleaned_data["body"]
        if not body.strip():
            raise forms.ValidationError(self.fields["body"].error_messages["required"])
        return body

    def text(self) -> str:
        """Only after `is_valid()`: the Markdown as it is stored."""
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n").strip()


class StepForm(forms.Form):
    """A step that changes a guide as a whole."""

    base = forms.IntegerField(min_value=0)
