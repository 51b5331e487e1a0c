"""Where a lesson is to be cut."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SplitForm(forms.Form):
    """`block` is the key of the block that the new lesson begins with, `seen` the number of the
    text that it was chosen in."""

    block = forms.CharField(max_length=80)
    seen = forms.IntegerField(min_value=1)
    stays = forms.CharField(
        label=_("Title of what stays"),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
    title = forms.CharField(
        label=_("Title of the new lesson"),
        help_text=_(
            "Left empty, it is called by the heading that it begins with, or like this lesson "
            "with a number."
        ),
        max_length=250,
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto"}),
    )
