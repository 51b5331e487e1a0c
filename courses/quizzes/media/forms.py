"""A picture as its author brings it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _


class PictureForm(forms.Form):
    """Its words are asked for, unless the author says that nothing is lost without it."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG, WebP or GIF, up to 10 MB."),
        error_messages={"required": _("Choose a picture first.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        help_text=_("Read aloud to those who do not see it."),
        max_length=300,
        required=False,
    )
    is_decorative = forms.BooleanField(
        label=_("It only decorates: nothing is lost without it"), required=False
    )

    hide_optional = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("alt") and not data.get("is_decorative"):
            words = _("Say in a few words what the picture shows, or tick that it only decorates.")
            self.add_error("alt", words)
        return data
