"""What an instructor sends about a quiz's draft."""

from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.timezone import get_current_timezone_name
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course, Module
from courses.people.requests import whole_number
from courses.quizzes.errors import BadSettings
from courses.quizzes.models import Question, Quiz
from courses.quizzes.services.drafts import SETTINGS, pass_percent
from courses.quizzes.stimuli.groups import moved

PLAIN = (
    "module",
    "before_lessons",
    "pass_mark",
    "attempts_allowed",
    "time_limit_minutes",
    "grace_seconds",
    "shuffle_questions",
    "shuffle_choices",
    "opens_at",
    "closes_at",
    "required",
)


class ModuleField(forms.ModelChoiceField[Module]):
    def label_from_instance(self, module: Module) -> str:
        return module.title() or module.key


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


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
    opens_at = forms.DateTimeField(label=_("Opens"), required=False, widget=Moment())
    closes_at = forms.DateTimeField(label=_("Closes"), required=False, widget=Moment())
    required = forms.BooleanField(label=_("Counts for the certificate"), required=False)

    def __init__(
        self, course: Course, data: QueryDict | None = None, *, quiz: Quiz | None = None
    ) -> None:
        self.course, self.quiz = course, quiz or Quiz(course=course)
        super().__init__(data, initial=_initial(self.quiz))
        modules = Module.objects.filter(course=course, removed_at=None)
        field = self.fields["module"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = modules
        for code in course.languages:
            self._add_texts(code)
        zone = {"zone": get_current_timezone_name()}
        for name in ("opens_at", "closes_at"):
            self.fields[name].help_text = _g("Times are in your time zone, %(zone)s.") % zone
        names = [name for code in course.languages for name in (f"title_{code}", f"text_{code}")]
        first = ["module", "before_lessons", "pass_mark", "pass_unit"]
        self.order_fields([*names, *first, *PLAIN])

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
        chosen["pass_mark"] = int(data["pass_mark"])
        chosen["titles"] = {code: data[f"title_{code}"] for code in languages}
        chosen["instructions"] = {code: data[f"text_{code}"] for code in languages}
        return chosen


def _initial(quiz: Quiz) -> dict[str, Any]:
    return {name: getattr(quiz, name) for name in PLAIN} | {"pass_unit": "percent"}


def total_points(quiz: Quiz) -> Decimal:
    if quiz.pk is None:
        return Decimal()
    return sum(quiz.items.values_list("points", flat=True), Decimal())


def arranged(quiz: Quiz, data: QueryDict) -> list[tuple[Question, Decimal]]:
    """The items as a posted arrangement has them: `item` in order, `points-<id>`, one of `up`,
    `down`, `remove`, and `add` for new ones. Raises BadSettings."""
    named = dict.fromkeys([*data.getlist("item"), *data.getlist("add")])
    numbers = [number for text in named if (number := whole_number(text)) is not None]
    bank = Question.objects.filter(course_id=quiz.course_id).in_bulk(numbers)
    order = [n for n in numbers if n in bank and str(n) != data.get("remove")]
    for name, by in (("up", -1), ("down", 1)):
        one = whole_number(data.get(name, ""))
        if one is not None:
            order = moved(order, one, by, lambda number: bank[number].stimulus_id)
    return [(bank[number], _points(data.get(f"points-{number}", "1"))) for number in order]


def _points(text: str) -> Decimal:
    field = forms.DecimalField(max_digits=6, decimal_places=2, localize=True)
    try:
        return Decimal(field.clean(text))
    except forms.ValidationError as error:
        sentence = _g("Write points as a number with at most two decimals.")
        raise BadSettings({"items": sentence}) from error
