"""The one field with which a report comes in."""

from django import forms
from django.utils.translation import gettext_lazy as _


class UploadForm(forms.Form):
    """Says no more than that a file is there; the service looks into it."""

    file = forms.FileField(
        label=_("Report"),
        help_text=_("PDF, Word (.docx), Markdown, HTML or plain text, up to 20 MB."),
        allow_empty_file=True,
        max_length=None,
        error_messages={"required": _("Choose a file first.")},
        widget=forms.ClearableFileInput(
            attrs={"accept": ".pdf,.docx,.md,.markdown,.txt,.html,.htm"}
        ),
    )
