"""What the authoring forms of the kinds are described with, and how a text becomes a field."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from content.capitals import with_capital

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


@dataclass(frozen=True, slots=True)
class Text:
    """A text that is written once a language."""

    name: str
    label: "str | _StrPromise"
    hint: "str | _StrPromise" = ""
    lines: int = 2


@dataclass(frozen=True, slots=True)
class RowGroup:
    """A list of the spec whose rows the author fills. `hidden` are ids that rows keep; `shared`
    is written once for all languages."""

    name: str
    title: "str | _StrPromise"
    row_label: "str | _StrPromise"
    add_label: "str | _StrPromise"
    texts: tuple[Text, ...]
    hidden: tuple[str, ...]
    least: int
    spare: int = 1
    shared: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyInput:
    """The input that marks a row as right: a radio button or a checkbox."""

    id: str
    tag: str
    label: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a group, for the template."""

    number: int
    hidden: list[BoundField]
    by_language: "Variants"
    mark: KeyInput | None = None
    shared: Sequence[BoundField] = ()


Variants = list[tuple[str, list[BoundField]]]  # the fields of each language

STEM = Text("stem", _("Question"), lines=3)
FEEDBACK = Text(
    "feedback",
    _("Feedback to everybody"),
    _(
        "Why the right answer is right. Who answered right reads it with the result; the others "
        "once they have passed, or used their last attempt."
    ),
)
# Of what has no one right answer: what a person marks, and a story.
FEEDBACK_OPEN = Text(
    "feedback",
    _("Feedback to everybody"),
    _(
        "What there is to learn from it, whatever was answered. Everybody reads it with the "
        "result of each attempt."
    ),
)
OUTCOMES = (
    Text("feedback_right", _("Feedback to those who are right")),
    Text("feedback_partly", _("Feedback to those who are partly right")),
    Text("feedback_wrong", _("Feedback to those who are wrong")),
)
HINTS = RowGroup(
    name="hints",
    title=_("Hints"),
    row_label=_("Hint"),
    add_label=_("Add another hint"),
    texts=(Text("text", _("Text")),),
    hidden=(),
    least=1,
    spare=0,
)


def widget_of(text: Text, language: str) -> forms.Widget:
    bidi = language.split("-")[0] in ("ar", "fa", "he", "ur")
    attributes = {"lang": language, "dir": "rtl" if bidi else "ltr"}
    if text.lines == 1:
        return forms.TextInput(attrs=attributes)
    return forms.Textarea(attrs={"rows": text.lines, **attributes})


def shared_field_of(text: Text) -> forms.CharField:
    """A field that all languages share: a number, mostly."""
    typed = forms.TextInput(attrs={"inputmode": "decimal", "class": "input-medium"})
    return forms.CharField(required=False, label=text.label, help_text=text.hint, widget=typed)


def name_of(language: str) -> str:
    """A language's name in itself: Français."""
    try:
        name: str = get_language_info(language)["name_local"]
    except KeyError:
        return language
    return with_capital(name)


def new_id() -> str:
    """An id that tells nothing: ids stand in the learner's page, so a key must not be "a"."""
    return secrets.token_hex(3)
