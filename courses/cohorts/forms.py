"""Forms of the coordinators' rooms."""

import re
from datetime import date
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Submit
from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.cohorts.importing.reading import MAX_BYTES, Reading, Row, read_csv
from courses.cohorts.queries import assignable_courses
from courses.people.models import Cohort

PAST = _("This day is over. Choose today or a later day.")


class CohortForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the cohort"),
        max_length=200,
        help_text=_("For example the course and the season. Learners see it in mails."),
    )

    def __init__(self, *args: Any, words: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", words))


class CoordinatorForm(forms.Form):
    email = forms.EmailField(
        label=_("E-mail address of another coordinator"),
        help_text=_("Somebody with an account who may coordinate. They see and do what you do."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )


class DeadlineForm(forms.Form):
    due = forms.DateField(
        label=_("To be completed by"),
        required=False,
        help_text=_("The end of this day in your time zone. Empty: no deadline."),
        widget=forms.DateInput(attrs={"type": "date", "class": "input-medium"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due"].widget.attrs["min"] = timezone.localdate().isoformat()
        self.helper = FormHelper()
        self.helper.add_input(Submit("save", _("Save the deadline")))

    def clean_due(self) -> date | None:
        due: date | None = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(PAST)
        return due


class CourseChoice(forms.ModelChoiceField[Course]):
    """Courses by their titles in the reader's language."""

    def label_from_instance(self, obj: Any) -> str:
        return str(obj.title(get_language()))


class AssignForm(DeadlineForm):
    course = CourseChoice(label=_("Course"), queryset=Course.objects.none())
    field_order = ["course", "due"]

    def __init__(self, *args: Any, cohort: Cohort, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["course"].queryset = assignable_courses(cohort)  # type: ignore[attr-defined]
        self.helper = FormHelper()
        self.helper.add_input(Submit("assign", _("Give this course")))


class AddressesForm(forms.Form):
    """Addresses in any order, between commas, spaces or lines."""

    addresses = forms.CharField(
        label=_("E-mail addresses"),
        help_text=_(
            "One a line, or between commas. Who has no account yet gets one, and a mail to come in."
        ),
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
    )

    def reading(self) -> Reading:
        """As if the addresses were lines of a file; the same address twice counts once."""
        text = re.sub(r"[\s,;<>]+", "\n", self.cleaned_data["addresses"].strip()).strip()
        unique = dict.fromkeys(address.lower() for address in text.split("\n"))
        return read_csv("\n".join(["email", *unique]).encode())


class FileForm(forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_(
            "The first line names the columns: email, and if you like name, language, external_id."
        ),
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,text/csv,text/plain"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.add_input(Submit("look", _("See what will happen")))

    def reading(self) -> Reading:
        return read_csv(self.cleaned_data["file"].read(MAX_BYTES + 1))


def rows_as_lists(reading: Reading) -> list[list[Any]]:
    """What a preview carries to its confirmation."""
    return [[r.line, r.email, r.name, r.language, r.external_id] for r in reading.rows]


def rows_from_lists(lists: list[list[Any]]) -> Reading:
    return Reading(tuple(Row(*values) for values in lists), ())
