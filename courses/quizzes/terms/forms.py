"""What an instructor sets for a person or a cohort in one quiz."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from courses.people.nul import without_nul
from courses.quizzes.errors import BadSettings
from courses.quizzes.forms_draft import MomentField
from courses.quizzes.terms.models import Override
from courses.quizzes.terms.services import SET


def _number(label: Any, most: int, help_text: Any = "") -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=most,
        help_text=help_text,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )


class OverrideForm(forms.Form):
    """Each field left empty changes nothing of what the quiz says."""

    opens_at = MomentField(label=_("Opens"), required=False)
    closes_at = MomentField(label=_("Closes"), required=False)
    time_limit_minutes = _number(_("Time limit, in minutes"), 10_000)
    is_untimed = forms.BooleanField(label=_("No time limit"), required=False)
    attempts_allowed = _number(_("Attempts in all"), 1000)
    extra_attempts = _number(_("More attempts than the quiz allows"), 1000)
    wait_minutes = _number(
        _("Wait between attempts, in minutes"), 1_000_000, _("0 for no wait at all.")
    )
    note = forms.CharField(
        label=_("Note for the course’s staff"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=_("Why it is so. Learners do not see it. Name no illness and the like here."),
    )

    hide_optional = True

    def __init__(self, data: QueryDict | None = None, *, before: Override | None = None) -> None:
        names = (*SET, "note")
        initial = {name: getattr(before, name) or None for name in names} if before else {}
        if before and before.wait_minutes == 0:
            initial["wait_minutes"] = 0
        super().__init__(data, initial=initial)
        zone = {"zone": get_current_timezone_name()}
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _g("Times are in your time zone, %(zone)s.") % zone

    def clean_note(self) -> str:
        return without_nul(self.cleaned_data["note"])

    def chosen(self) -> dict[str, Any]:
        """For set_override."""
        data = self.cleaned_data
        return {**data, "extra_attempts": data["extra_attempts"] or 0}

    def refuse(self, error: BadSettings) -> None:
        for name, sentence in error.errors.items():
            self.add_error(name, sentence)
