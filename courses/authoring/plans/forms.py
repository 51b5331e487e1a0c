"""What the workbench's buttons send."""

from __future__ import annotations

from django import forms

from courses.authoring.plans.steps import Step


class StepForm(forms.Form):
    """`step` is "action:target"; for a section the target is its number."""

    step = forms.RegexField(r"^[a-z-]+:(?:[a-z]*\d*|-1)$", max_length=60)
    revision = forms.IntegerField(min_value=0)
    title = forms.CharField(max_length=1000, required=False)
    before = forms.IntegerField(required=False)

    def to_step(self) -> Step:
        """Only after `is_valid()`."""
        action, target = self.cleaned_data["step"].split(":")
        return Step(
            action=action,
            target=target,
            title=self.cleaned_data["title"],
            section=int(target) if target.lstrip("-").isdigit() else 0,
            before=self.cleaned_data["before"] or 0,
        )


class RevisionForm(forms.Form):
    revision = forms.IntegerField(min_value=0)
