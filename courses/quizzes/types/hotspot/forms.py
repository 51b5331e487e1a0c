"""Authors a picture with regions: typed as numbers, or drawn where there is a script."""

import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, KeyInput, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm
from courses.quizzes.types.hotspot.regions import from_percent, in_percent
from courses.quizzes.types.hotspot.several import ALL, ONE_PLACE, PER_PLACE, WITH_PENALTY
from courses.quizzes.types.values import Spec

SHAPE_CHOICES = [
    ("rectangle", _("Rectangle")),
    ("circle", _("Circle")),
    ("polygon", _("Any shape, by its corners")),
]
MARKING_CHOICES = [
    (ONE_PLACE, _("One place: any of the right ones")),
    (ALL, _("All the right places, all or nothing")),
    (PER_PLACE, _("All the right places: each one found earns its share")),
    (
        WITH_PENALTY,
        _("All the right places, and each wrong one takes a share back; never below zero"),
    ),
]
REGIONS = RowGroup(
    name="regions",
    title=_("Regions"),
    row_label=_("Region"),
    add_label=_("Add another region"),
    texts=(
        Text("text", _("What is there, for the list of descriptions"), lines=1),
        Text("feedback", _("Feedback to those who choose it")),
    ),
    hidden=("id",),
    least=2,
    spare=0,
    shared=(
        Text("shape", _("Shape")),
        Text(
            "place",
            _("Place, in percent of the picture"),
            _(
                "Rectangle: left, top, width, height. Circle: middle across, middle down, radius. "
                "Any shape: across and down of each corner."
            ),
        ),
    ),
)
_LINE = re.compile(r"!\[((?:[^\\\]]|\\.)+)\]\(/pictures/")
_KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class HotspotForm(QuestionForm):
    texts = (
        STEM,
        Text(
            "alt",
            _("What the picture shows"),
            _("Read aloud to those who do not see it. It must not give the answer away."),
        ),
        FEEDBACK,
    )
    groups = (REGIONS,)

    def add_shared(self) -> None:
        self._take_up_words()
        self.fields["picture"] = forms.CharField(
            required=False,
            label=_("Picture"),
            help_text=_("The line that you get when you upload it, or its address."),
            widget=forms.TextInput(attrs={"dir": "ltr", "data-picture": ""}),
        )
        for name in ("width", "height"):
            self.fields[name] = forms.CharField(required=False, widget=forms.HiddenInput)
        self.fields["marking"] = forms.CharField(
            required=False,
            label=_("What is to be found"),
            initial=ONE_PLACE,
            widget=forms.RadioSelect(choices=MARKING_CHOICES),
        )
        self.fields["no_list"] = forms.BooleanField(
            required=False,
            label=_("Without the list of descriptions: who cannot see the picture cannot answer"),
        )

    def _take_up_words(self) -> None:
        """What was said of the picture when it was uploaded stands in its line."""
        line = _LINE.search(str(self.initial.get("picture", "")))
        names = [f"alt-{language}" for language in self.languages]
        if line and not any(self.initial.get(name) for name in names):
            own = f"alt-{get_language()}"
            self.initial[own if own in names else names[0]] = re.sub(r"\\(.)", r"\1", line[1])

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        if group is REGIONS:
            self.fields[f"{prefix}-shape"].widget = forms.Select(choices=SHAPE_CHOICES)
            self.fields[f"{prefix}-place"].widget.attrs |= {"dir": "ltr", "inputmode": "text"}
            self.fields[f"{prefix}-correct"] = forms.BooleanField(
                required=False, label=_("This is a right place")
            )

    def mark_of(self, group: RowGroup, index: int) -> KeyInput:
        box = self[f"{group.name}-{index}-correct"]
        return KeyInput(box.id_for_label, str(box), str(box.label))

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        return self._is_key(index) or bool(self.written(f"regions-{index}-place"))

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        return {
            "correct": self._is_key(index),
            "place": from_percent(self.written(f"regions-{index}-place")),
        }

    def _is_key(self, index: int) -> bool:
        return bool(self[f"regions-{index}-correct"].value())

    def shared_spec(self, language: str) -> dict[str, Any]:
        written = self.written("picture")
        key = _KEY.search(written)
        size = {name: int(text) for name in ("width", "height") if (text := self._number(name))}
        return {
            "picture": key[0] if key else written,
            "no_list": bool(self["no_list"].value()),
            "marking": self.written("marking") or ONE_PLACE,
            **size,
        }

    def _number(self, name: str) -> str:
        text = self.written(name)
        return text if text.isdecimal() and len(text) < 6 else ""

    @property
    def picture_key(self) -> str:
        """Of the picture to draw on; "" while there is none."""
        found = _KEY.search(self.written("picture"))
        return found[0] if found else ""

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        initial = super().initial_from(specs)
        for index, row in enumerate(spec.get("regions", ())):
            initial[f"regions-{index}-place"] = in_percent(row.get("place"))
            initial[f"regions-{index}-correct"] = row.get("correct") is True
        shared = {name: spec.get(name, "") for name in ("picture", "width", "height", "no_list")}
        return {**initial, **shared, "marking": spec.get("marking", ONE_PLACE)}
