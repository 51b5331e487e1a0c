"""The matrix in a form: named choices, and a table of ticks for an own one."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.renderers import BaseRenderer
from django.template.loader import render_to_string
from django.utils.datastructures import MultiValueDict
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.quiz_settings import QuizSettings
from courses.quizzes.review.choosing import (
    LABELS,
    MOMENTS,
    PARTS,
    REVIEWS,
    Preset,
    explanation,
    preset_of,
    review_warnings,
    ticked,
)
from courses.quizzes.review.matrix import Moment, Part


class ReviewTable(forms.Widget):
    """Radio buttons `name`, and ticks `name-<moment>` with the parts as values."""

    template_name = "quizzes/review/table.html"
    use_fieldset = True

    def __init__(self, quiz: QuizSettings | None = None) -> None:
        self.quiz = quiz
        super().__init__()

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        review = value if isinstance(value, dict) else {}
        chosen, ticks = preset_of(review), ticked(review)
        presets = [(preset.value, label, preset == chosen) for preset, label in LABELS.items()]
        rows = [
            (label, [_cell(name, moment, part, ticks) for moment in Moment])
            for part, label in PARTS.items()
        ]
        made = super().get_context(name, value, attrs)
        return made | {
            "name": name,
            "presets": presets,
            "moments": list(MOMENTS.values()),
            "rows": rows,
            "explanation": explanation(),
            "warnings": review_warnings(self.quiz) if self.quiz else [],
        }

    def render(
        self,
        name: str,
        value: Any,
        attrs: dict[str, Any] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        """By the site's own templates, which the renderer of forms does not know."""
        return render_to_string(self.template_name, self.get_context(name, value, attrs))

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Any, name: str
    ) -> dict[str, list[str]]:
        """A form that has no such question says nothing: it stays automatic."""
        chosen = data.get(name) or Preset.AUTOMATIC.value
        if chosen != Preset.OWN.value:
            preset = next((one for one in REVIEWS if one.value == chosen), None)
            # What nobody offered is refused by the field.
            return {"": []} if preset is None else _plain(REVIEWS[preset])
        lists = data if isinstance(data, MultiValueDict) else MultiValueDict()
        return {moment.value: lists.getlist(f"{name}-{moment.value}") for moment in Moment}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return False

    def id_for_label(self, id_: str | None, index: Any = None) -> str:
        return f"{id_}_{Preset.AUTOMATIC.value}" if id_ else ""


def _cell(name: str, moment: Moment, part: Part, ticks: Mapping[str, list[str]]) -> dict[str, Any]:
    return {
        "name": f"{name}-{moment.value}",
        "value": part.value,
        "is_ticked": part.value in ticks[moment.value],
        "label": f"{PARTS[part]}: {MOMENTS[moment]}",
    }


def _plain(review: Mapping[str, Any]) -> dict[str, list[str]]:
    return {name: [str(part) for part in parts] for name, parts in review.items()}


class ReviewField(forms.Field):
    """Cleaned to {moment: [part, …]}, empty for automatic."""

    def __init__(self, quiz: QuizSettings | None = None) -> None:
        super().__init__(
            label=gettext_lazy("What shows of an answer, and when"),
            required=False,
            widget=ReviewTable(quiz),
        )

    def clean(self, value: Any) -> dict[str, list[str]]:
        known = {part.value for part in Part}
        moments = {moment.value for moment in Moment}
        review: dict[str, list[str]] = value or {}
        if not set(review) <= moments or any(not set(parts) <= known for parts in review.values()):
            raise ValidationError(_("Choose what shows from the list."))
        return review

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool((initial or {}) != (data or {}))
