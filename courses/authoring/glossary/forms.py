"""A word as it is typed: in each language of the course the word and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from courses.authoring.glossary.errors import TermTaken
from courses.catalog.aids.models import Term

LONGEST_TERM = 200
LONGEST_TEXT = 2000


class TermForm(forms.Form):
    """`base` is the revision that was read; 0 of a new word."""

    base = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    drop_sources = forms.BooleanField(required=False)

    def __init__(self, languages: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages
        for code in languages:
            attrs = {"lang": code, "dir": "auto"}
            self.fields[f"term-{code}"] = forms.CharField(
                label=_("Word"),
                max_length=LONGEST_TERM,
                required=False,
                widget=forms.TextInput(attrs=attrs),
            )
            self.fields[f"text-{code}"] = forms.CharField(
                label=_("What it means"),
                max_length=LONGEST_TEXT,
                required=False,
                widget=forms.Textarea(attrs={**attrs, "rows": 3}),
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for code in self.languages:
            if cleaned.get(f"text-{code}") and not self._word(cleaned, code):
                self._wrong(code, _("Give the word that this explains."))
        if not self.errors and not any(self._word(cleaned, code) for code in self.languages):
            self._wrong(self.languages[0], _("Give the word in one language at least."))
        return cleaned

    def _word(self, cleaned: dict[str, Any], code: str) -> str:
        return " ".join(str(cleaned.get(f"term-{code}") or "").split())

    def _wrong(self, code: str, message: str) -> None:
        if f"term-{code}" not in self.errors:
            self.add_error(f"term-{code}", message)

    def refuse(self, error: TermTaken) -> None:
        self._wrong(error.language, str(error))

    def terms(self) -> dict[str, str]:
        """Only after `is_valid()`."""
        found = {code: self._word(self.cleaned_data, code) for code in self.languages}
        return {code: said for code, said in found.items() if said}

    def texts(self) -> dict[str, str]:
        """Only after `is_valid()`."""
        found = {code: self.cleaned_data[f"text-{code}"].strip() for code in self.languages}
        return {code: said.replace("\r\n", "\n") for code, said in found.items() if said}

    def groups(self) -> Iterator[tuple[str, forms.BoundField, forms.BoundField]]:
        """(language, its word, what it means) in the order of the course."""
        for code in self.languages:
            yield code, self[f"term-{code}"], self[f"text-{code}"]


def opened(languages: Sequence[str], term: Term | None) -> TermForm:
    if term is None:
        return TermForm(languages, initial={"base": 0})
    initial: dict[str, Any] = {"base": term.revision}
    for code in languages:
        initial[f"term-{code}"] = term.terms.get(code, "")
        initial[f"text-{code}"] = term.texts.get(code, "")
    return TermForm(languages, initial=initial)
