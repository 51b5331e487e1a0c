"""What whoever sets an accommodation fills in."""

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.accommodations.models import Accommodation
from courses.people.nul import without_nul

UNTIMED = "none"
MOST_ATTEMPTS, MOST_MINUTES = 5, 120
Time = Accommodation.Time


class AccommodationForm(forms.Form):
    """`time` is a percent of Accommodation.Time, or UNTIMED."""

    time = forms.ChoiceField(
        label=_("Time"),
        choices=[
            *((str(value), label) for value, label in Time.choices),
            (UNTIMED, _("No time limit")),
        ],
        help_text=_("Each quiz’s time limit is multiplied by it. The closing of a quiz stays."),
    )
    extra_attempts = forms.IntegerField(
        label=_("More attempts in each quiz"),
        min_value=0,
        max_value=MOST_ATTEMPTS,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    break_minutes = forms.IntegerField(
        label=_("Breaks in each attempt, in minutes"),
        min_value=0,
        max_value=MOST_MINUTES,
        required=False,
        help_text=_("In all, in one piece or several. The clock stands still meanwhile."),
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    until = forms.DateField(
        label=_("Holds until"),
        required=False,
        help_text=_("To the end of this day. Empty: until it is changed."),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-medium"}, format="%Y-%m-%d"),
    )
    reason = forms.CharField(
        label=_("Reason"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=_(
            "Only administrators, the coordinators of this person’s cohorts and the person read "
            "it. Instructors see what it does, not why. Write no more than is needed."
        ),
    )

    hide_optional = True

    def __init__(
        self, data: QueryDict | None = None, *, before: Accommodation | None = None
    ) -> None:
        super().__init__(data, initial=_initial(before))

    def clean_reason(self) -> str:
        return without_nul(self.cleaned_data["reason"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        gives = data.get("time") != str(Time.AS_SET.value)
        if (
            not self.errors
            and not gives
            and not data["extra_attempts"]
            and not data["break_minutes"]
        ):
            self.add_error("time", _("Choose at least one thing that the person gets."))
        if data.get("until") and data["until"] < timezone.localdate():
            self.add_error("until", _("This day is over. Choose today or a later day."))
        return data

    def chosen(self) -> dict[str, Any]:
        """For set_accommodation."""
        data = self.cleaned_data
        is_untimed = data["time"] == UNTIMED
        return {
            "time_percent": Time.AS_SET if is_untimed else int(data["time"]),
            "is_untimed": is_untimed,
            "extra_attempts": data["extra_attempts"] or 0,
            "break_minutes": data["break_minutes"] or 0,
            "valid_until": data["until"] and _end_of(data["until"]),
            "reason": data["reason"],
        }


def _initial(before: Accommodation | None) -> dict[str, Any]:
    if before is None:
        return {"time": str(Time.X125.value)}
    last = before.valid_until and timezone.localdate(before.valid_until - timedelta(seconds=1))
    return {
        "time": UNTIMED if before.is_untimed else str(before.time_percent),
        "extra_attempts": before.extra_attempts or None,
        "break_minutes": before.break_minutes or None,
        "until": last,
        "reason": before.reason,
    }


def _end_of(day: Any) -> datetime:
    """The first moment of the next one, in the time zone of whoever sets it."""
    return timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min))
