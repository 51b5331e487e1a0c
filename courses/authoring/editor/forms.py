"""The lesson as it is typed, and what stands beside it."""

from __future__ import annotations

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from content.editions.lone import Belongs
from courses.people.requests import whole_number


class LessonForm(forms.Form):
    """`base` is the number of the version that the text was written upon."""

    title = forms.CharField(
        label=_("Title"), max_length=250, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    objectives = forms.CharField(
        label=_("After this lesson one can"),
        help_text=_("One aim a line."),
        required=False,
        max_length=3000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    body = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=200_000,
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 28, "spellcheck": "true", "class": "editor-text", "dir": "auto"}
        ),
    )
    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def aims(self) -> list[str]:
        """Only after `is_valid()`."""
        lines = self.cleaned_data["objectives"].splitlines()
        return [line.strip() for line in lines if line.strip()]

    def text(self) -> str:
        """Only after `is_valid()`: the Markdown as it is stored."""
        body: str = self.cleaned_data["body"]
        return body.replace("\r\n", "\n")


ANCHOR = "anchor-"
LINE = "line-"
GONE = "gone"


def anchor_answers(data: QueryDict) -> dict[str, int | None]:
    """What a person said of blocks that could not be told: {key: place in the text, None for
    gone}."""
    found: dict[str, int | None] = {}
    for name, value in data.items():
        if not name.startswith(ANCHOR) or not isinstance(value, str):
            continue
        place = whole_number(value)
        if value == GONE or place is not None:
            found[name.removeprefix(ANCHOR)] = place
    return found


def line_answers(data: QueryDict) -> dict[int, Belongs]:
    """What a person said of source lines that stood alone: {line, counted from 0: where to}."""
    found: dict[int, Belongs] = {}
    for name, value in data.items():
        line = whole_number(name.removeprefix(LINE)) if name.startswith(LINE) else None
        if line is not None and value in list(Belongs):
            found[line] = Belongs(value)
    return found


class PictureForm(forms.Form):
    """A picture says nothing to whoever does not see it, so its words are required."""

    picture = forms.FileField(
        label=_("Picture"),
        help_text=_("PNG, JPEG, WebP or GIF, up to 10 MB."),
        error_messages={"required": _("Choose a picture first.")},
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp,image/gif"}),
    )
    alt = forms.CharField(
        label=_("What the picture shows"),
        help_text=_("Read aloud to those who do not see it."),
        max_length=300,
        error_messages={"required": _("Say in a few words what the picture shows.")},
    )
