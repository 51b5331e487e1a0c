"""What the pages about editions send."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

TAKE, KEEP, RIGHT, REVIEW = "take", "keep", "right", "review"
NEWER, OLDER = "newer", "older"


class CompareForm(forms.Form):
    """`other` is the id of a report; `is_newer` says which of the two is the newer one."""

    other = forms.IntegerField(min_value=1)
    which = forms.ChoiceField(choices=[(NEWER, NEWER), (OLDER, OLDER)])


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why, in a few words"),
        help_text=_("Shown to learners beside its passages. May stay empty."),
        required=False,
        max_length=300,
    )


class NameForm(forms.Form):
    title = forms.CharField(label=_("Title of the report"), max_length=500)
    symbol = forms.CharField(
        label=_("Symbol or short name"),
        help_text=_(
            "What sources show: “A/76/121, para. 18”, or for “UNICRI 2020”, “UNICRI 2020, para. "
            "18”. Where it stays empty, they show the first words of the title."
        ),
        required=False,
        max_length=80,
    )

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_symbol(self) -> str:
        return " ".join(str(self.cleaned_data["symbol"]).split())


class DecideForm(forms.Form):
    """About a block (lesson, language, key, version number) or about a question."""

    do = forms.ChoiceField(choices=[(one, one) for one in (TAKE, KEEP, RIGHT, REVIEW)])
    lesson = forms.IntegerField(required=False, min_value=1)
    language = forms.CharField(required=False, max_length=10)
    key = forms.CharField(required=False, max_length=80)
    number = forms.IntegerField(required=False, min_value=1)
    question = forms.IntegerField(required=False, min_value=1)
    with_questions = forms.BooleanField(required=False)
