"""What an instructor sends about a quiz's draft."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from itertools import chain
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course, Module
from courses.quizzes.errors import BadSettings
from courses.quizzes.gates.forms import gate_fields, gate_settings
from courses.quizzes.models import Quiz
from courses.quizzes.quiz_settings import Feedback, GradeMethod, Order
from courses.quizzes.review.forms import ReviewField
from courses.quizzes.sections.queries import with_counts
from courses.quizzes.services.drafts import SETTINGS, pass_percent
from courses.quizzes.settings_groups import BEFORE, GROUPS, Group, GroupOnPage

NAMED = chain.from_iterable(group.names for group in GROUPS if group.key != BEFORE)
PLAIN = ("module", "before_lessons", *NAMED)
# What is there whatever the form leaves out, a number that may be empty for none.
EMPTY = {"wait_minutes": 0}


class ModuleField(forms.ModelChoiceField[Module]):
    def label_from_instance(self, module: Module) -> str:
        return module.title() or module.key


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """Of these years only: at the edges of time, nothing can be added or told in another zone."""

    FIRST, LAST = 2000, 2199
    widget = Moment

    def to_python(self, value: Any) -> datetime | None:
        found: datetime | None = super().to_python(value)
        if found is not None and not self.FIRST <= found.year <= self.LAST:
            words = _g("Choose a year from %(first)s to %(last)s.")
            raise forms.ValidationError(words % {"first": self.FIRST, "last": self.LAST})
        return found


def _short(widget: type[forms.NumberInput] = forms.NumberInput) -> forms.NumberInput:
    return widget(attrs={"class": "input-short"})


class QuizForm(forms.Form):
    """A quiz's settings; titles and instructions once for each language of the course."""

    module = ModuleField(
        label=_("After which module"),
        queryset=Module.objects.none(),
        required=False,
        empty_label=_("After the last one"),
    )
    before_lessons = forms.BooleanField(
        label=_("Before the lessons of that module, to see what learners know already"),
        required=False,
    )
    pass_mark = forms.DecimalField(label=_("Pass mark"), min_value=0, widget=_short())
    pass_unit = forms.ChoiceField(
        label=_("Given in"),
        choices=[("percent", _("percent of the points")), ("points", _("points"))],
        required=False,
    )
    attempts_allowed = forms.IntegerField(
        label=_("Attempts"),
        min_value=1,
        max_value=1000,
        required=False,
        help_text=_("Empty: as many as one likes."),
        widget=_short(),
    )
    wait_minutes = forms.IntegerField(
        label=_("Wait between attempts, in minutes"),
        min_value=0,
        max_value=525_600,
        required=False,
        help_text=_("Empty: none. An hour is 60, a day 1440."),
        widget=_short(),
    )
    grade_method = forms.ChoiceField(
        label=_("The grade is"), choices=GradeMethod.choices, widget=forms.RadioSelect()
    )
    is_practice = forms.BooleanField(
        label=_("For practice: it counts for nothing and is not in the gradebook"),
        required=False,
        help_text=_(
            "A quiz that only does not count for the certificate still has a grade, a limit of "
            "attempts and a mail with the result. Practice has none of these, and shows the right "
            "answers at once. Feedback at each question suits it."
        ),
    )
    time_limit_minutes = forms.IntegerField(
        label=_("Time limit, in minutes"),
        min_value=1,
        max_value=10_000,
        required=False,
        help_text=_("Empty: no limit. What is saved when time is up is submitted by itself."),
        widget=_short(),
    )
    grace_seconds = forms.IntegerField(
        label=_("Grace, in seconds"),
        min_value=0,
        max_value=60,
        help_text=_("For answers that are on their way when time is up."),
        widget=_short(),
    )
    shuffle_questions = forms.BooleanField(label=_("Shuffle the questions"), required=False)
    shuffle_choices = forms.BooleanField(label=_("Shuffle the choices"), required=False)
    order = forms.ChoiceField(
        label=_("How one moves"), choices=Order.choices, widget=forms.RadioSelect()
    )
    per_page = forms.IntegerField(
        label=_("Questions on a page"),
        min_value=1,
        max_value=200,
        required=False,
        help_text=_("Empty: all on one page."),
        widget=_short(),
    )
    feedback = forms.ChoiceField(
        label=_("When one hears whether an answer was right"),
        choices=Feedback.choices,
        widget=forms.RadioSelect(),
    )
    try_penalty = forms.IntegerField(
        label=_("Points lost for each further try, in percent"),
        min_value=0,
        max_value=100,
        help_text=_("Only where there is another try."),
        widget=_short(),
    )
    opens_at = MomentField(label=_("Opens"), required=False)
    closes_at = MomentField(label=_("Closes"), required=False)
    required = forms.BooleanField(label=_("Counts for the certificate"), required=False)

    def __init__(
        self, course: Course, data: QueryDict | None = None, *, quiz: Quiz | None = None
    ) -> None:
        self.course, self.quiz = course, quiz or Quiz(course=course)
        self.kept: set[str] = set()
        super().__init__(data, initial=_initial(self.quiz))
        modules = Module.objects.filter(course=course, removed_at=None)
        field = self.fields["module"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = modules
        for code in course.languages:
            self._add_texts(code)
        self.fields |= gate_fields(self.quiz)
        self.fields["review"] = ReviewField(self.quiz)
        zone = {"zone": get_current_timezone_name()}
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _g("Times are in your time zone, %(zone)s.") % zone
        names = [name for code in course.languages for name in (f"title_{code}", f"text_{code}")]
        self.order_fields([*names, *PLAIN])

    def _add_texts(self, code: str) -> None:
        """Each says which language it is for, where there are several."""
        name = {"language": dict(settings.LANGUAGES).get(code, code)}
        is_alone = len(self.course.languages) == 1
        own = {"lang": code, "dir": "auto"}
        self.fields[f"title_{code}"] = forms.CharField(
            label=_g("Title") if is_alone else _g("Title (%(language)s)") % name,
            max_length=200,
            required=code == self.course.languages[0],
            widget=forms.TextInput(attrs=own),
            initial=self.quiz.titles.get(code, ""),
        )
        self.fields[f"text_{code}"] = forms.CharField(
            label=_g("Instructions") if is_alone else _g("Instructions (%(language)s)") % name,
            max_length=2000,
            required=False,
            widget=forms.Textarea(attrs={"rows": 3, **own}),
            initial=self.quiz.instructions.get(code, ""),
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("pass_unit") == "points" and data.get("pass_mark") is not None:
            try:
                data["pass_mark"] = pass_percent(data["pass_mark"], total_points(self.quiz))
            except BadSettings as error:
                self.refuse(error)
        return data

    @property
    def first_fields(self) -> list[forms.BoundField]:
        """What stands before the groups: what it is called, and where it stands."""
        folded = {name for group in GROUPS for name in group.names_for(self.quiz)}
        return [field for field in self if field.name not in folded]

    @property
    def groups(self) -> list[GroupOnPage]:
        changed = set(self.changed_data) if self.is_bound else self.kept
        return [self._group(group, changed) for group in GROUPS]

    def _group(self, group: Group, changed: set[str]) -> GroupOnPage:
        """What is stored is told only of a group where nothing else stands."""
        names = group.names_for(self.quiz)
        is_told = changed.isdisjoint(names)
        return GroupOnPage(
            group.key,
            group.legend,
            [self[name] for name in names],
            group.told(self.quiz) if is_told else [_g("not saved yet")],
            is_open=not is_told or not set(self.errors).isdisjoint(names),
        )

    def keep(self, sent: QueryDict, *, but: Collection[str]) -> None:
        """What was typed is shown again, unchecked, in a form that begins anew; `but` for these."""
        for name, field in self.fields.items():
            if name in but or field.widget.value_omitted_from_data(sent, {}, name):
                continue
            value = field.widget.value_from_datadict(sent, {}, name)
            if field.has_changed(self.get_initial_for_field(field, name), value):
                self.initial[name] = value
                self.kept.add(name)

    def refuse(self, error: BadSettings) -> None:
        """Puts the service's sentences at their fields."""
        for name, sentence in error.errors.items():
            place = f"title_{self.course.languages[0]}" if name == "titles" else name
            self.add_error(place if place in self.fields else None, sentence)

    def settings(self) -> dict[str, Any]:
        """For create_quiz and update_quiz."""
        data = self.cleaned_data
        languages = self.course.languages
        chosen = {name: data[name] for name in PLAIN if name in SETTINGS}
        chosen |= {name: value for name, value in EMPTY.items() if chosen[name] is None}
        chosen["pass_mark"] = int(data["pass_mark"])
        chosen["titles"] = {code: data[f"title_{code}"] for code in languages}
        chosen["instructions"] = {code: data[f"text_{code}"] for code in languages}
        return chosen | gate_settings(self.quiz, data)


def _initial(quiz: Quiz) -> dict[str, Any]:
    found = {name: getattr(quiz, name) for name in PLAIN if name in SETTINGS}
    blank = {name: None for name, value in EMPTY.items() if found[name] == value}
    return found | blank | {"pass_unit": "percent"}


def total_points(quiz: Quiz) -> Decimal:
    """Of what one attempt meets."""
    if quiz.pk is None:
        return Decimal()
    counted: Any = with_counts(Quiz.objects.filter(pk=quiz.pk)).get()
    return Decimal(counted.points).quantize(Decimal("0.01"))
