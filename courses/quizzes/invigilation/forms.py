"""What an act's form asks: always why."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.people.models import User
from courses.quizzes.forms_draft import MomentField
from courses.quizzes.invigilation.acting import Press
from courses.quizzes.invigilation.models import MAX_REASON
from courses.quizzes.invigilation.rules import Kind

LONGEST = 10_080  # a week, in minutes


class ActForm(forms.Form):
    """`seen` and `operation` go with the page: what it showed, and this very press."""

    reason = forms.CharField(
        label=_("Why"),
        max_length=MAX_REASON,
        help_text=_("The learner reads this."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.CharField(max_length=80, required=False, widget=forms.HiddenInput)
    operation = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, data: Mapping[str, Any] | None, *, seen: str = "") -> None:
        super().__init__(data, initial={"seen": seen, "operation": uuid.uuid4()})

    def press(self, by: User) -> Press:
        """Only of a valid form."""
        data = self.cleaned_data
        return Press(by, data["reason"].strip(), data["operation"], data["seen"])

    @property
    def more(self) -> dict[str, Any]:
        """What the act takes beside that. Only of a valid form."""
        return {}


class TimeForm(ActForm):
    minutes = forms.IntegerField(
        label=_("Minutes more"),
        min_value=1,
        max_value=LONGEST,
        initial=10,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    field_order = ("minutes", "reason")

    @property
    def more(self) -> dict[str, Any]:
        return {"seconds": self.cleaned_data["minutes"] * 60}


class ReopenForm(ActForm):
    ends = forms.ChoiceField(
        label=_("When it ends"),
        choices=[
            ("minutes", _("After some minutes from now")),
            ("until", _("At a day and time")),
            ("never", _("Without an end")),
        ],
        initial="minutes",
        widget=forms.RadioSelect,
    )
    minutes = forms.IntegerField(
        label=_("Minutes"),
        min_value=1,
        max_value=LONGEST,
        initial=30,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    until = MomentField(label=_("Day and time"), required=False)
    field_order = ("ends", "minutes", "until", "reason")

    @property
    def hide_optional(self) -> bool:
        """Which of them is needed depends on the end that is chosen."""
        return True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        ends = data.get("ends")
        if ends in ("minutes", "until") and ends not in self.errors and not data.get(ends):
            self.add_error(ends, _("Fill this in, or choose another end."))
        return data

    @property
    def more(self) -> dict[str, int | datetime | None]:
        data = self.cleaned_data
        return {name: data[name] if data["ends"] == name else None for name in ("minutes", "until")}


FORMS: Mapping[Kind, type[ActForm]] = {Kind.TIME: TimeForm, Kind.REOPEN: ReopenForm}


def form_for(kind: Kind, data: Mapping[str, Any] | None, *, seen: str) -> ActForm:
    return FORMS.get(kind, ActForm)(data, seen=seen)
