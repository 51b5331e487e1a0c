"""What a learner fills in to raise something, and the staff to answer it."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.people.nul import without_nul
from courses.quizzes.raised.models import Raised
from courses.quizzes.raised.services import LONGEST, LONGEST_ANSWER

ABOUT = Raised.About
NEEDS_WORDS = (ABOUT.OTHER, ABOUT.ASK)


class RaiseForm(forms.Form):
    """`operation` is made with the form, so that a double press keeps one row."""

    about = forms.ChoiceField(
        label=_("What is it about?"), choices=ABOUT.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("In your words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_("The instructor sees the question, so you need not repeat it."),
    )
    operation = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)

    hide_optional = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        is_short = not data.get("text", "").strip()
        if data.get("about") in NEEDS_WORDS and is_short and "text" not in self.errors:
            self.add_error("text", _("Say in a few words what it is."))
        return data


class AnswerForm(forms.Form):
    """For those that were ticked beside it."""

    text = forms.CharField(
        label=_("Answer"),
        required=False,
        max_length=LONGEST_ANSWER,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=_(
            "Everybody chosen reads it. They may try the quiz again: explain, but do not give the "
            "right answer away."
        ),
    )
    at_once = forms.BooleanField(
        label=_("May be read at once, also while the attempt is under way"), required=False
    )

    hide_optional = True

    def clean_text(self) -> str:
        return without_nul(self.cleaned_data["text"])
