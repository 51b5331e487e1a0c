"""What an instructor says of a section, and of a draw."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.queries import KnownLabel
from courses.quizzes.bank.widgets import QuickSelect
from courses.quizzes.models import Question, Quiz
from courses.quizzes.sections.models import QuizDraw, QuizSection
from courses.quizzes.sections.pools import LABELS, BankOfCourse, drawable_kinds
from courses.quizzes.sections.services import MOST_TAKEN

NUMBERS = (*LABELS, "difficulty")


class SectionForm(forms.Form):
    """Its title and instructions, once for each language of the course."""

    def __init__(
        self,
        languages: Sequence[str],
        data: Mapping[str, Any] | None = None,
        *,
        section: QuizSection | None = None,
    ) -> None:
        super().__init__(data)
        self.languages = languages
        section = section or QuizSection()
        for code in languages:
            self._add_texts(code, section)

    def _add_texts(self, code: str, section: QuizSection) -> None:
        name = {"language": dict(settings.LANGUAGES).get(code, code)}
        is_alone = len(self.languages) == 1
        own = {"lang": code, "dir": "auto"}
        self.fields[f"title_{code}"] = forms.CharField(
            label=_g("Title") if is_alone else _g("Title (%(language)s)") % name,
            max_length=200,
            required=code == self.languages[0],
            widget=forms.TextInput(attrs=own),
            initial=section.titles.get(code, ""),
        )
        self.fields[f"text_{code}"] = forms.CharField(
            label=_g("Instructions") if is_alone else _g("Instructions (%(language)s)") % name,
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, **own}),
            initial=section.instructions.get(code, ""),
        )

    @property
    def titles(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"title_{code}"] for code in self.languages}

    @property
    def instructions(self) -> dict[str, str]:
        return {code: self.cleaned_data[f"text_{code}"] for code in self.languages}


class DrawForm(forms.Form):
    """How many questions of which sort are drawn, and where they stand."""

    take = forms.IntegerField(
        label=_("How many questions"),
        min_value=1,
        max_value=MOST_TAKEN,
        initial=1,
        widget=forms.NumberInput(attrs={"class": "input-short"}),
    )
    points = forms.DecimalField(
        label=_("Points for each"),
        max_digits=6,
        decimal_places=2,
        max_value=1000,
        initial=1,
        localize=True,
        widget=forms.TextInput(attrs={"class": "input-short", "inputmode": "decimal"}),
    )
    section = forms.ChoiceField(label=_("In the section"), required=False, widget=QuickSelect)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=QuickSelect)
    objective = forms.ChoiceField(label=_("Objective"), required=False, widget=QuickSelect)
    tag = forms.ChoiceField(label=_("Tag"), required=False, widget=QuickSelect)
    difficulty = forms.ChoiceField(label=_("Difficulty"), required=False, widget=QuickSelect)
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=QuickSelect)

    hide_optional = True
    WHICH = (*LABELS, "difficulty", "kind")

    def __init__(
        self,
        quiz: Quiz,
        data: Mapping[str, Any] | None = None,
        *,
        labels: Mapping[str, Sequence[KnownLabel]],
        bank: BankOfCourse,
        draw: QuizDraw | None = None,
    ) -> None:
        super().__init__(data)
        self.sections = {section.key: section for section in quiz.sections.all()}
        titles = [(key, section.title() or key) for key, section in self.sections.items()]
        self._offer("section", _("None"), titles)
        for sort, empty in (
            ("topic", _("All topics")),
            ("objective", _("All objectives")),
            ("tag", _("All tags")),
        ):
            self._offer(sort, empty, [(str(label.pk), label.name) for label in labels[sort]])
        difficulties = [(str(value), label) for value, label in Question.Difficulty.choices]
        self._offer("difficulty", _("Any difficulty"), difficulties)
        self._offer("kind", _("All kinds"), [(one.name, one.label) for one in drawable_kinds()])
        if draw is not None:
            self.initial = {"take": draw.take, "points": draw.points.normalize()}
            self.initial |= {"section": draw.section.key if draw.section else ""}
            self.initial |= bank.followed(draw.filters)

    def _offer(self, name: str, empty: Any, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", empty), *choices]

    def clean_points(self) -> Decimal:
        points: Decimal = self.cleaned_data["points"]
        if not points > 0:
            raise forms.ValidationError(_g("Points are above 0 and at most 1000."))
        return points

    @property
    def filters(self) -> dict[str, Any]:
        """What is chosen so far, also where other fields are wrong; after `is_valid()`."""
        data = self.cleaned_data
        chosen = {name: data[name] for name in self.WHICH if data.get(name)}
        return {name: int(v) if name in NUMBERS else v for name, v in chosen.items()}

    @property
    def draw_settings(self) -> dict[str, Any]:
        """For add_draw and update_draw."""
        data = self.cleaned_data
        return {
            "take": data["take"],
            "points": data["points"],
            "section": self.sections.get(data["section"]),
            "filters": self.filters,
        }

    @property
    def first_fields(self) -> list[forms.BoundField]:
        names = ["take", "points", *(["section"] if self.sections else [])]
        return [self[name] for name in names]

    @property
    def which(self) -> list[forms.BoundField]:
        return [self[name] for name in self.WHICH]
