"""What the page of a topic sends."""

from __future__ import annotations

from django import forms


class FilterForm(forms.Form):
    """What is asked for in the address; nonsense is the same as nothing."""

    language = forms.CharField(max_length=10, required=False)
    report = forms.IntegerField(min_value=1, required=False)

    def wanted(self) -> tuple[str, int | None]:
        self.is_valid()
        return self.cleaned_data.get("language", ""), self.cleaned_data.get("report")


class Numbers(forms.TypedMultipleChoiceField):
    """Any whole numbers; the service takes only those that it knows."""

    def valid_value(self, value: str) -> bool:
        return len(value) < 19


class ChoiceForm(forms.Form):
    """`shown` are the paragraphs that were on the page, `take` those that are ticked."""

    shown = Numbers(coerce=int, required=False)
    take = Numbers(coerce=int, required=False)
    act = forms.RegexField(r"^(?:save|build|page-\d{1,6})$", required=False)
