"""What staff fill in to change a grade by hand."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.gradebook.models import QuizGrade
from courses.quizzes.gradebook.services import Said

LEAST, MOST = Decimal(0), Decimal(100)


class GradeForm(forms.Form):
    """`newest` is the id of the newest act that the page shows, 0 for none."""

    what = forms.ChoiceField(label=gettext_lazy("What counts"), widget=forms.RadioSelect)
    percent = forms.DecimalField(
        required=False,
        min_value=LEAST,
        max_value=MOST,
        max_digits=5,
        decimal_places=2,
        localize=True,
        label=gettext_lazy("Percent"),
        help_text=gettext_lazy("From 0 to 100, where it is set by hand."),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"}),
    )
    reason = forms.CharField(
        max_length=300,
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("It is kept with your name. The learner may ask to see it."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None, *, grade: QuizGrade | None, newest: int
    ) -> None:
        override = grade.override if grade else ""
        initial = {
            "what": override or QuizGrade.Override.PERCENT,
            "percent": grade.override_percent if grade else None,
            "seen": newest,
        }
        super().__init__(data, initial=initial)
        example = number_format(Decimal("75.5"))
        words = _("Write the percent as a number, such as %(example)s.") % {"example": example}
        self.fields["percent"].error_messages["invalid"] = words
        choices: list[tuple[str, str]] = [
            (QuizGrade.Override.PERCENT, _("A percent that is set by hand")),
            (QuizGrade.Override.EXCUSED, _("Nothing: the learner is excused from this quiz")),
        ]
        if override:
            choices.append((RELEASED, _("The attempts, as for everybody")))
        what = self.fields["what"]
        assert isinstance(what, forms.ChoiceField)
        what.choices = choices

    @property
    def hide_optional(self) -> bool:
        """What must be given depends on what is chosen."""
        return True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        is_set = cleaned.get("what") == QuizGrade.Override.PERCENT
        if is_set and cleaned.get("percent") is None and "percent" not in self.errors:
            self.add_error("percent", _("Give a percent from 0 to 100, or choose something else."))
        return cleaned

    def said(self) -> Said:
        what = self.cleaned_data["what"]
        if what == QuizGrade.Override.PERCENT:
            return Said(what, self.cleaned_data["percent"])
        return Said("" if what == RELEASED else what)


RELEASED = "attempts"
