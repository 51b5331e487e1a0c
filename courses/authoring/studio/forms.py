"""Forms of a course's studio pages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.templatetags.studio import own_name


def language_choices(*more: str) -> list[tuple[str, str]]:
    """The site's languages by their own names, and any other that a report came in."""
    codes = [code for code, _name in settings.LANGUAGES]
    codes += [code for code in more if code not in codes]
    return [(code, own_name(code)) for code in codes]


class NewCourseForm(forms.Form):
    title = forms.CharField(label=_("Title"), max_length=250)
    language = forms.ChoiceField(label=_("Language"), choices=language_choices)


class CourseForm(forms.Form):
    """Settings of a course; title, summary and aims once for each of its languages."""

    level = forms.ChoiceField(label=_("Level"), choices=Course.Level.choices)
    hours = forms.DecimalField(
        label=_("Hours of study"), min_value=0.5, max_value=500, decimal_places=1
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least one language.")},
    )
    default_language = forms.ChoiceField(
        label=_("Language to show when a learner's own is not there"), choices=language_choices
    )
    licence = forms.CharField(
        label=_("Licence of the texts"), max_length=60, required=False, help_text=_("CC BY 4.0")
    )
    cover = forms.FileField(
        label=_("Cover picture"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg,image/webp"}),
        help_text=_("PNG, JPEG or WebP, up to 10 MB. Leave empty to keep the one there is."),
    )
    cover_alt = forms.CharField(
        label=_("What the cover shows"),
        help_text=_("Read aloud to those who do not see it."),
        max_length=200,
        required=False,
    )
    remove_cover = forms.BooleanField(label=_("Remove the cover"), required=False)

    def __init__(self, *args: Any, course: Course, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.course = course
        choices = language_choices(*course.languages)
        languages, default = self.fields["languages"], self.fields["default_language"]
        assert isinstance(languages, forms.MultipleChoiceField)
        assert isinstance(default, forms.ChoiceField)
        languages.choices = default.choices = choices
        for code in course.languages:
            self._add_texts(code, dict(choices)[code], stays=self._stays(code))
        if not course.cover:
            del self.fields["remove_cover"]
        self.order_fields([name for name in self.fields if name.startswith(TEXTS)])

    def _stays(self, code: str) -> bool:
        """Whether the language is still chosen: one that goes needs no title any more."""
        data = self.data
        return not isinstance(data, QueryDict) or code in data.getlist("languages")

    def _add_texts(self, code: str, name: str, *, stays: bool) -> None:
        self.fields[f"title_{code}"] = forms.CharField(
            label=_("Title (%(language)s)") % {"language": name},
            max_length=250,
            required=stays,
            widget=forms.TextInput(attrs={"dir": "auto"}),
        )
        self.fields[f"summary_{code}"] = forms.CharField(
            label=_("Summary (%(language)s)") % {"language": name},
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        )
        self.fields[f"aims_{code}"] = forms.CharField(
            label=_("What one can do afterwards (%(language)s)") % {"language": name},
            help_text=_("One aim a line."),
            max_length=4000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        languages = cleaned.get("languages", [])
        if languages and cleaned.get("default_language") not in languages:
            self.add_error("default_language", _("Choose one of the languages of the course."))
        has_cover = bool(cleaned.get("cover")) or (
            bool(self.course.cover) and not cleaned.get("remove_cover")
        )
        if has_cover and not cleaned.get("cover_alt"):
            self.add_error("cover_alt", _("Say in a few words what the cover shows."))
        return cleaned

    def texts(self, name: str) -> dict[str, str]:
        """{language: text} of one of TEXTS; only after `is_valid()`."""
        return {code: self.cleaned_data[f"{name}_{code}"] for code in self.course.languages}

    def aims(self) -> dict[str, list[str]]:
        return {
            code: [line.strip() for line in text.splitlines() if line.strip()]
            for code, text in self.texts("aims").items()
        }

    def ordered_languages(self) -> list[str]:
        """The chosen ones, the default first."""
        first = str(self.cleaned_data["default_language"])
        return [first, *(code for code in self.cleaned_data["languages"] if code != first)]


TEXTS = ("title", "summary", "aims")


def initial_of(course: Course) -> dict[str, Any]:
    """What CourseForm shows first."""
    initial: dict[str, Any] = {
        "level": course.level,
        "hours": course.hours,
        "languages": course.languages,
        "default_language": course.languages[0],
        "licence": course.licence,
        "cover_alt": course.cover_alt,
    }
    for code in course.languages:
        initial[f"title_{code}"] = course.titles.get(code, "")
        initial[f"summary_{code}"] = course.summaries.get(code, "")
        initial[f"aims_{code}"] = "\n".join(course.objectives.get(code, []))
    return initial


class PublishForm(forms.Form):
    notes = forms.CharField(
        label=_("What is new"),
        help_text=_("Learners under way see this. You may leave it empty."),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


class OutlineStepForm(forms.Form):
    """`step` is "action:id"; `title` belongs to adding and renaming, `place` to moving."""

    step = forms.RegexField(r"^[a-z-]+:\d+$", max_length=60)
    title = forms.CharField(max_length=250, required=False)
    place = forms.CharField(max_length=20, required=False)
