"""What the workbench's buttons send."""

from __future__ import annotations

from typing import Any

from django import forms

from courses.authoring.plans.steps import Step

# Where a field of the form is the place of a step: some are beside the panel that is open.
PLACES = {"lesson-to": "to", "module-to": "to", "lessons-to": "place", "put": "into"}
MOST_TICKED = 5_000


class StepForm(forms.Form):
    """`step` is "action:target"; for a section the target is its number."""

    step = forms.RegexField(r"^[a-z-]+:(?:[a-z]*\d*|-\d+)$", max_length=60)
    revision = forms.IntegerField(min_value=0)
    title = forms.CharField(max_length=1000, required=False)
    before = forms.IntegerField(required=False)
    to = forms.CharField(max_length=30, required=False)
    place = forms.CharField(max_length=30, required=False)
    into = forms.CharField(max_length=30, required=False)
    passage = forms.JSONField(required=False, widget=forms.MultipleHiddenInput)
    lesson = forms.JSONField(required=False, widget=forms.MultipleHiddenInput)

    def clean_passage(self) -> tuple[int, ...]:
        ticked = self._ticked("passage")
        if not all(one.isdecimal() and len(one) < 18 for one in ticked):
            raise forms.ValidationError("no number")
        return tuple(int(one) for one in ticked)

    def clean_lesson(self) -> tuple[str, ...]:
        return self._ticked("lesson")

    def _ticked(self, name: str) -> tuple[str, ...]:
        values: list[Any] = self.data.getlist(name) if hasattr(self.data, "getlist") else []
        if len(values) > MOST_TICKED:
            raise forms.ValidationError("too many")
        return tuple(str(value) for value in values)

    def to_step(self) -> Step:
        """Only after `is_valid()`."""
        sent = self.cleaned_data
        action, target = sent["step"].split(":")
        return Step(
            action=action,
            target=target,
            title=sent["title"],
            section=int(target) if target.lstrip("-").isdigit() else 0,
            before=sent["before"] or 0,
            place=sent[PLACES[action]] if action in PLACES else "",
            lessons=sent["lesson"],
            passages=sent["passage"],
        )


class RevisionForm(forms.Form):
    revision = forms.IntegerField(min_value=0)
