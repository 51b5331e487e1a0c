"""The form that every kind's authoring form builds on.

One form holds all languages of the course, so that they share ids and keys by construction:
`stem-en`, `stem-fr`; rows as `choices-0-text-en`, `choices-0-id`. What a spec must be is said
once, by the kind's `validate`; the form asks it and puts each problem at its field.
"""

import re
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms.boundfield import BoundField
from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import (
    FEEDBACK,
    HINTS,
    OUTCOMES,
    STEM,
    KeyInput,
    Row,
    RowGroup,
    Text,
    Variants,
    name_of,
    new_id,
    shared_field_of,
    widget_of,
)
from courses.quizzes.types.outcomes import HINT_PENALTY
from courses.quizzes.types.values import Spec

if TYPE_CHECKING:
    from courses.quizzes.types.base import Kind, Problem


# (group, hidden number of its rows, rows, what is wrong with the rows as a whole)
ShownGroup = tuple[RowGroup, BoundField, list[Row], list[str]]
ROWS_SUFFIX = "-rows"
MOST_ROWS = 60


class QuestionForm(forms.Form):
    """Authors one question of one kind, in all languages of its course."""

    texts: ClassVar[tuple[Text, ...]] = (STEM, FEEDBACK)
    groups: ClassVar[tuple[RowGroup, ...]] = ()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        kind: "Kind",
        languages: Sequence[str],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self.kind = kind
        self.languages = list(languages)
        self.specs: dict[str, dict[str, Any]] = {}
        for text in self.all_texts:
            self._add_texts(text.name, text)
        for group in self.all_groups:
            self._add_group(group)
        if kind.has_outcomes:
            self._add_penalty()
        self.add_shared()

    @property
    def all_texts(self) -> tuple[Text, ...]:
        """The kind's own, and those of every kind."""
        return (*self.texts, *OUTCOMES) if self.kind.has_outcomes else self.texts

    @property
    def all_groups(self) -> tuple[RowGroup, ...]:
        return (*self.groups, HINTS) if self.kind.has_outcomes else self.groups

    # --- Fields -------------------------------------------------------------------------

    def add_shared(self) -> None:
        """Adds the fields that all languages share: keys, numbers, marking."""

    def _add_penalty(self) -> None:
        self.fields["hint_penalty"] = forms.CharField(
            required=False,
            label=_("What each hint costs, in percent of the points"),
            help_text=_("The learner sees it before taking one."),
            initial=str(HINT_PENALTY),
            widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "input-short"}),
        )

    def _add_texts(self, prefix: str, text: Text) -> None:
        for language in self.languages:
            self.fields[f"{prefix}-{language}"] = forms.CharField(
                required=False,
                label=self._label(text, language),
                help_text=text.hint,
                widget=widget_of(text, language),
            )

    def _label(self, text: Text, language: str) -> str:
        """With several languages side by side, each field says which is its own."""
        return f"{text.label} ({name_of(language)})" if len(self.languages) > 1 else str(text.label)

    def _add_group(self, group: RowGroup) -> None:
        self.fields[group.name + ROWS_SUFFIX] = forms.CharField(
            required=False, widget=forms.HiddenInput, initial=str(group.least)
        )
        for index in range(self.row_count(group)):
            prefix = f"{group.name}-{index}"
            for name in group.hidden:
                self.fields[f"{prefix}-{name}"] = forms.CharField(
                    required=False, widget=forms.HiddenInput, initial=new_id
                )
            for text in group.texts:
                self._add_texts(f"{prefix}-{text.name}", text)
            for text in group.shared:
                self.fields[f"{prefix}-{text.name}"] = shared_field_of(text)
            if group is not HINTS:
                self.add_row_fields(group, prefix)

    def add_row_fields(self, group: RowGroup, prefix: str) -> None:
        """Adds what a row has besides its texts, such as whether it is a key."""

    def row_count(self, group: RowGroup) -> int:
        name = group.name + ROWS_SUFFIX
        asked = str((self.data if self.is_bound else self.initial).get(name))
        wanted = int(asked) if asked.isdecimal() and len(asked) < 5 else group.least
        return min(max(wanted, 1), MOST_ROWS)

    # --- For the template ---------------------------------------------------------------

    @property
    def hide_optional(self) -> bool:
        """What must be written depends on the rest: `validate` says it."""
        return True

    @property
    def stems(self) -> Variants:
        return self._variants(["stem"])

    @property
    def feedbacks(self) -> Variants:
        return self._variants([t.name for t in self.texts if t.name.startswith("feedback")])

    @property
    def others(self) -> Variants:
        """The texts of a kind that are neither stem nor feedback."""
        names = [t.name for t in self.texts if not t.name.startswith(("stem", "feedback"))]
        return self._variants(names)

    def _variants(self, names: Sequence[str]) -> Variants:
        return [(code, [self[f"{name}-{code}"] for name in names]) for code in self.languages]

    @property
    def groups_of_rows(self) -> "list[ShownGroup]":
        return [self._shown(group) for group in self.groups]

    def _shown(self, group: RowGroup) -> "ShownGroup":
        return (group, self[group.name + ROWS_SUFFIX], self._rows(group), self._said(group))

    @property
    def hints(self) -> "ShownGroup | None":
        return self._shown(HINTS) if self.kind.has_outcomes else None

    @property
    def outcome_feedbacks(self) -> Variants:
        return self._variants([text.name for text in OUTCOMES])

    @property
    def says_more(self) -> bool:
        """Whether feedback by outcome or a hint was begun, or is wrong: then it is not folded."""
        own = (*(text.name for text in OUTCOMES), HINTS.name + "-", "hint_penalty")
        if any(str(name).startswith(own) for name in self.errors):
            return True
        texts = [name for name in self.fields if name.startswith(own[:-1])]
        return any(self.written(name) for name in texts if not name.endswith(ROWS_SUFFIX))

    def _said(self, group: RowGroup) -> list[str]:
        return [str(words) for words in self.errors.get(self.shared_field(group.name), ())]

    def _rows(self, group: RowGroup) -> list[Row]:
        return [self._row(group, index) for index in range(self.row_count(group))]

    def _row(self, group: RowGroup, index: int) -> Row:
        prefix = f"{group.name}-{index}"
        hidden = [self[f"{prefix}-{name}"] for name in group.hidden]
        texts = self._variants([f"{prefix}-{text.name}" for text in group.texts])
        mark = None if group is HINTS else self.mark_of(group, index)
        shared = [self[f"{prefix}-{text.name}"] for text in group.shared]
        return Row(index + 1, hidden, texts, mark, shared)

    def mark_of(self, group: RowGroup, index: int) -> KeyInput | None:
        """The input that marks the row as right, where rows can be."""
        return None

    def start_at(self, group_name: str, index: int | None = None) -> None:
        """Lets the author go on writing in a row, the last one unless `index` is given."""
        for group in self.all_groups:
            if group.name == group_name:
                last = self.row_count(group) - 1
                row = last if index is None else min(index, last)
                name = f"{group.name}-{row}-{group.texts[0].name}-{self.languages[0]}"
                self.fields[name].widget.attrs["autofocus"] = True

    # --- The question -------------------------------------------------------------------

    def written(self, name: str) -> str:
        """What stands in a field now, whether the form was posted or opened."""
        return str(self[name].value() or "").strip()

    def draft_specs(self) -> dict[str, dict[str, Any]]:
        """{language: spec} of the languages in which something was written; unchecked."""
        return {c: self._draft_spec(c) for c in self.languages if self._is_written(c)}

    def preview_specs(self) -> dict[str, dict[str, Any]]:
        """What the preview shows: all of it, unless the kind's form shows a part at a time."""
        return self.draft_specs()

    @classmethod
    def acted(cls, values: Mapping[str, Any], _action: str) -> dict[str, Any]:
        """The values after a button of the kind's own was pressed (see bank.desk)."""
        return dict(values)

    def _is_written(self, language: str) -> bool:
        names = (name for name in self.fields if name.endswith(f"-{language}"))
        return any(self.written(name) for name in names)

    def _draft_spec(self, language: str) -> dict[str, Any]:
        spec: dict[str, Any] = {
            text.name: self.written(f"{text.name}-{language}") for text in self.all_texts
        }
        for group in self.all_groups:
            spec[group.name] = [
                self._row_document(group, index, language) for index in self.used_rows(group)
            ]
        if self.kind.has_outcomes:
            spec["hint_penalty"] = self.written("hint_penalty")
        return {**spec, **self.shared_spec(language)}

    def shared_spec(self, language: str) -> dict[str, Any]:
        """What the shared fields add to each language's spec."""
        return {}

    def used_rows(self, group: RowGroup) -> list[int]:
        """The rows in which some language has a text; the others are left out."""
        return [i for i in range(self.row_count(group)) if self._is_row_used(group, i)]

    def _is_row_used(self, group: RowGroup, index: int) -> bool:
        prefix = f"{group.name}-{index}"
        names = [f"{prefix}-{t.name}-{c}" for t in group.texts for c in self.languages]
        names += [f"{prefix}-{t.name}" for t in group.shared]
        is_marked = group is not HINTS and self.is_row_marked(group, index)
        return is_marked or any(self.written(name) for name in names)

    def is_row_marked(self, group: RowGroup, index: int) -> bool:
        """Whether a row without texts is marked all the same, as the right choice."""
        return False

    def _row_document(self, group: RowGroup, index: int, language: str) -> dict[str, Any]:
        prefix = f"{group.name}-{index}"
        row = {t.name: self.written(f"{prefix}-{t.name}-{language}") for t in group.texts}
        row |= {t.name: self.written(f"{prefix}-{t.name}") for t in group.shared}
        ids = {name: self.written(f"{prefix}-{name}") or new_id() for name in group.hidden}
        return {**row, **ids, **({} if group is HINTS else self.row_spec(group, index))}

    def row_spec(self, group: RowGroup, index: int) -> dict[str, Any]:
        """What a row's shared fields add to its document."""
        return {}

    # --- Checking -----------------------------------------------------------------------

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self.specs = self.draft_specs()
        if not self.specs:
            self.specs = {self.languages[0]: self._draft_spec(self.languages[0])}
        left = [
            (problem, language)
            for language, spec in self.specs.items()
            for problem in self.kind.validate(spec)
            if not (problem.may_wait and self.is_kept_unfinished)
        ]
        for problem, language in left:
            self._show(problem, language)
        if left and self.kind.has_unfinished_drafts and all(one.may_wait for one, _code in left):
            words = _("As it is, it can be saved as a draft: tick “Keep as a draft” below.")
            self.add_error(None, words)
        return cleaned

    @property
    def is_kept_unfinished(self) -> bool:
        """Whether it is saved as a draft of a kind whose drafts may lack something."""
        data = self.data
        asks_for_draft = bool(data.get("is_draft")) and data.get("after") != "review"
        return self.kind.has_unfinished_drafts and asks_for_draft

    def _show(self, problem: "Problem", language: str) -> None:
        """At its field; what is shared by the languages is said once."""
        name = self.field_for(problem.field, language)
        target = name if name in self.fields else None
        if not self.has_said(target, problem.message):
            self.add_error(target, problem.message)

    def has_said(self, field: str | None, message: str) -> bool:
        return message in self.errors.get(field or NON_FIELD_ERRORS, ())

    def field_for(self, path: str, language: str) -> str:
        """The form field of a path into the spec: "choices.2.text" → "choices-3-text-fr"."""
        found = re.fullmatch(r"(\w+)\.(\d+)\.(\w+)", path)
        if not found:
            return self.shared_field(path) or f"{path}-{language}"
        group = next(group for group in self.all_groups if group.name == found[1])
        index = self.used_rows(group)[int(found[2])]
        shared = f"{group.name}-{index}-{found[3]}"
        return shared if shared in self.fields else f"{shared}-{language}"

    def shared_field(self, path: str) -> str:
        """The shared field of a path, where there is one; of rows, the first field."""
        first = next((f"{path}-0-{g.texts[0].name}" for g in self.all_groups if g.name == path), "")
        return f"{first}-{self.languages[0]}" if first else path if path in self.fields else ""

    def show_problems(self, problems: "Mapping[str, Sequence[Problem]]") -> None:
        """Problems that only saving found."""
        for language, found in problems.items():
            for problem in found:
                self._show(problem, language or self.languages[0])

    # --- Opening ------------------------------------------------------------------------

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        """What the fields hold for a stored question."""
        initial: dict[str, Any] = {}
        for language, spec in specs.items():
            for text in (*cls.texts, *OUTCOMES):
                initial[f"{text.name}-{language}"] = spec.get(text.name, "")
            initial["hint_penalty"] = str(spec.get("hint_penalty", HINT_PENALTY))
            for group in (*cls.groups, HINTS):
                initial |= cls._initial_rows(group, spec, language)
        return initial

    @classmethod
    def _initial_rows(cls, group: RowGroup, spec: Spec, language: str) -> dict[str, Any]:
        rows = spec.get(group.name, [])
        initial: dict[str, Any] = {group.name + ROWS_SUFFIX: len(rows) + group.spare}
        for index, row in enumerate(rows):
            prefix = f"{group.name}-{index}"
            own = (*group.hidden, *(text.name for text in group.shared))
            initial |= {f"{prefix}-{name}": row.get(name, "") for name in own}
            for text in group.texts:
                initial[f"{prefix}-{text.name}-{language}"] = row.get(text.name, "")
        return initial
