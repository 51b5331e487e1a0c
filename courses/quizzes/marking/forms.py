"""What a marker fills in: levels of the rubric, points, words to the learner."""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.grading import CENT
from courses.quizzes.marking.models import Marking
from courses.quizzes.marking.services import Marks
from courses.quizzes.types.rubric import earned_by, rubric_context, share_of
from courses.quizzes.types.values import Spec

LEVEL = "level-"


class MarkForm(forms.Form):
    """`most` are the points of the question in its quiz. Levels are posted as `level-<id>`."""

    points = forms.CharField(
        required=False,
        max_length=12,
        label=gettext_lazy("Points"),
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "input-short"}),
    )
    comment = forms.CharField(
        required=False,
        max_length=5000,
        label=gettext_lazy("Words to the learner"),
        help_text=gettext_lazy("They are shown with the result."),
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, data: Mapping[str, Any] | None, *, spec: Spec, most: Decimal, newest: Marking
    ) -> None:
        points = "" if newest.points is None else _plain(newest.points)
        initial = {"points": points, "comment": newest.comment, "seen": newest.pk}
        super().__init__(data, initial=initial)
        self.spec, self.most, self.newest = spec, most, newest
        self.fields["points"].help_text = _("From 0 to %(most)s.") % {"most": _plain(most)}

    @property
    def hide_optional(self) -> bool:
        """What must be given depends on what the marker presses."""
        return True

    @property
    def levels(self) -> dict[str, str]:
        """{criterion id: level id} as chosen now; what the rubric does not know is left out."""
        if not self.is_bound:
            return dict(self.newest.levels)
        chosen = {}
        for criterion in self.spec.get("rubric") or []:
            level = self.data.get(LEVEL + criterion["id"])
            if level in {one["id"] for one in criterion["levels"]}:
                chosen[criterion["id"]] = str(level)
        return chosen

    @property
    def criteria(self) -> list[dict[str, Any]]:
        return rubric_context(self.spec, self.levels)

    @property
    def rubric_sum(self) -> dict[str, str]:
        """What the levels chosen so far give: `earned` of `most`, and once every criterion has
        one, the `points` of the question. {} without a rubric."""
        rubric = self.spec.get("rubric") or []
        if not rubric:
            return {}
        given, share = earned_by(rubric, self.levels), share_of(rubric, self.levels)
        points = "" if share is None else _plain(self._rounded(share))
        return {"earned": given["earned"], "most": given["most"], "points": points}

    def _rounded(self, share: Decimal) -> Decimal:
        return (share * self.most).quantize(CENT, ROUND_HALF_UP)

    def clean_points(self) -> Decimal | None:
        typed = self.cleaned_data["points"].strip().replace(",", ".")
        if not typed:
            share = share_of(self.spec.get("rubric") or [], self.levels)
            return None if share is None else self._rounded(share)
        try:
            points = Decimal(typed)
        except InvalidOperation:
            points = Decimal(-1)
        if not (points.is_finite() and 0 <= points <= self.most):
            words = _("Write the points as a number from 0 to %(most)s.")
            raise forms.ValidationError(words % {"most": _plain(self.most)})
        return points.quantize(CENT, ROUND_HALF_UP)

    def marks(self) -> Marks:
        """Only of a valid form."""
        data = self.cleaned_data
        return Marks(data["points"], self.levels, data["comment"].strip())

    def ask_for_points(self) -> None:
        words = _("Give points, or choose a level for each criterion.")
        self.add_error("points", words if self.spec.get("rubric") else _("Give points."))


def _plain(points: Decimal) -> str:
    """2.00 → 2, 1.50 → 1.5."""
    return f"{points.normalize():f}"
