"""/styleguide/: every part of the design system in every state, for whoever builds pages."""

from datetime import timedelta

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Button, Submit
from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

ICONS = (
    *("check", "cross", "flag", "clock", "search", "menu", "user", "globe", "sun-moon"),
    *("arrow-forward", "arrow-back", "chevron", "download", "upload", "pencil", "plus"),
    *("trash", "note", "warning", "key", "list", "book", "mark", "external"),
)
SHOWN_THEMES = {"light", "dark"}
SHOWN_DIRECTIONS = {"ltr", "rtl"}


class ExampleForm(forms.Form):
    """One field of each sort that the template pack draws."""

    name = forms.CharField(
        label="Name on your certificate",
        help_text="As it stands in your passport or staff card.",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label="E-mail", widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    hours = forms.IntegerField(
        label="Hours", required=False, widget=forms.NumberInput(attrs={"class": "input-short"})
    )
    language = forms.ChoiceField(
        label="Language", choices=[("en", "English"), ("fr", "Français"), ("ar", "العربية")]
    )
    level = forms.ChoiceField(
        label="Level",
        choices=[("1", "Introductory"), ("2", "Intermediate"), ("3", "Advanced")],
        widget=forms.RadioSelect,
        help_text="Learners see this before they enrol.",
    )
    roles = forms.MultipleChoiceField(
        label="Who is it for?",
        required=False,
        choices=[("police", "Police"), ("customs", "Customs"), ("justice", "Judges")],
        widget=forms.CheckboxSelectMultiple,
    )
    summary = forms.CharField(label="Summary", required=False, widget=forms.Textarea)
    report = forms.FileField(label="Report", required=False, help_text="PDF, up to 20 MB.")
    agree = forms.BooleanField(label="I have read the privacy notice")

    helper = FormHelper()
    helper.add_input(Submit("save", "Save"))
    helper.add_input(Button("cancel", "Cancel"))


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """`?theme=dark|light` and `?dir=rtl|ltr` show the same page otherwise."""
    theme, direction = request.GET.get("theme"), request.GET.get("dir")
    messages.success(request, "Saved. Learners see the change at once.")
    now = timezone.now()
    context = {
        "page_theme": theme if theme in SHOWN_THEMES else "",
        "page_dir": direction if direction in SHOWN_DIRECTIONS else "",
        "example_form": ExampleForm(),
        "wrong_form": _wrong_form(),
        "page_of_list": Paginator(range(240), 20).get_page(request.GET.get("page", 4)),
        "states": ["done", "done", "done", "current", "open", "new"],
        "moment": now - timedelta(hours=3),
        "icons": ICONS,
        "bars": [("Placement", 61), ("Layering", 48), ("Integration", 33), ("Reporting", 12)],
        "trend": [41, 44, 43, 52, 58, 57, 66],
        "heat_columns": ["M1", "M2", "M3", "M4"],
        "heat_rows": [
            ("Customs", [96, 74, 52, None]),
            ("Police", [88, 61, 30, 8]),
            ("Judges", [45, 40, 12, None]),
        ],
    }
    return render(request, "styleguide/page.html", context)


def _wrong_form() -> ExampleForm:
    """Sent without a name, with an address that cannot be one."""
    form = ExampleForm({"wrong-email": "amina.example", "wrong-language": "en"}, prefix="wrong")
    form.helper = FormHelper()
    form.helper.add_input(Submit("save", "Save"))
    return form
