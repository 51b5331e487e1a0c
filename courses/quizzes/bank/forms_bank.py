"""What is asked on the bank's page: filters, and changes of many questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from courses.catalog.models import Course
from courses.people.models import User
from courses.quizzes.bank.advice import ERRORS, WORDS
from courses.quizzes.bank.forms import WHOLE_LESSON
from courses.quizzes.bank.found import ANY, Wanted
from courses.quizzes.bank.labels import LONGEST, MOST_TAGS, tidy
from courses.quizzes.bank.queries import KnownLabel
from courses.quizzes.bank.widgets import QuickSelect
from courses.quizzes.models import Question
from courses.quizzes.types.form_parts import name_of
from courses.quizzes.types.registry import all_kinds

Choices = Sequence[tuple[str, Any]]
OVER_A_QUIZ = "key_in_one_place"


class FilterForm(forms.Form):
    """What of the bank is shown. Anything odd in the address shows the whole bank."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False, widget=QuickSelect)
    status = forms.ChoiceField(label=_("State"), required=False, widget=QuickSelect)
    topic = forms.ChoiceField(label=_("Topic"), required=False, widget=QuickSelect)
    objective = forms.ChoiceField(label=_("Objective"), required=False, widget=QuickSelect)
    tag = forms.ChoiceField(label=_("Tag"), required=False, widget=QuickSelect)
    difficulty = forms.ChoiceField(label=_("Difficulty"), required=False, widget=QuickSelect)
    missing = forms.ChoiceField(label=_("Language missing"), required=False, widget=QuickSelect)
    finding = forms.ChoiceField(label=_("Warning"), required=False, widget=QuickSelect)
    author = forms.ChoiceField(label=_("Author"), required=False, widget=QuickSelect)
    unused = forms.BooleanField(label=_("In no quiz"), required=False)
    comments = forms.BooleanField(label=_("With open comments"), required=False)
    raised = forms.BooleanField(label=_("Raised by learners, open"), required=False)

    hide_optional = True
    MORE = (
        "topic",
        "objective",
        "tag",
        "difficulty",
        "missing",
        "finding",
        "author",
        "unused",
        "comments",
        "raised",
    )

    def __init__(
        self,
        data: Mapping[str, Any],
        *,
        course: Course,
        labels: Mapping[str, Sequence[KnownLabel]],
        staff: Sequence[User],
    ) -> None:
        super().__init__(data)
        self.labels = labels
        kinds = [(member.name, member.label) for member in all_kinds()]
        codes = [(code, words.title) for code, words in WORDS.items()]
        skipped = (*ERRORS, OVER_A_QUIZ)
        spoken = [(code, name_of(code)) for code in course.languages]
        self._offer("kind", _("All kinds"), kinds)
        self._offer("status", _("All but retired"), Question.Status.choices)
        self._offer("difficulty", _("Any difficulty"), _difficulties())
        self._offer("missing", _("Shown whatever is missing"), [(ANY, _("Any")), *spoken])
        found = [(ANY, _("Any warning")), *((c, t) for c, t in codes if c not in skipped)]
        self._offer("finding", _("With warnings or without"), found)
        self._offer("author", _("Anybody"), [(str(user.pk), str(user)) for user in staff])
        for sort, empty in (
            ("topic", _("All topics")),
            ("objective", _("All objectives")),
            ("tag", _("All tags")),
        ):
            self._offer(sort, empty, [(str(label.pk), label.name) for label in labels[sort]])

    def _offer(self, name: str, empty: Any, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", empty), *choices]

    @property
    def wanted(self) -> Wanted:
        cleaned: dict[str, Any] = self.cleaned_data if self.is_valid() else {}
        texts = {name: cleaned.get(name, "") for name in ("kind", "status", *self.MORE[:-3])}
        return Wanted(
            words=cleaned.get("q", ""),
            unused="1" if cleaned.get("unused") else "",
            comments="1" if cleaned.get("comments") else "",
            raised="1" if cleaned.get("raised") else "",
            page=str(self.data.get("page", "1")),
            **texts,
        )

    @property
    def is_filtering(self) -> bool:
        return bool(self.wanted.filters)

    @property
    def asks_for_more(self) -> bool:
        """Whether one of the filters that stand folded is in use."""
        return bool(self.wanted.filters.keys() & set(self.MORE))

    @property
    def more(self) -> list[forms.BoundField]:
        return [self[name] for name in self.MORE]


class BulkForm(forms.Form):
    """What is to become of many questions; what is left empty stays as it is."""

    add_tags = forms.CharField(
        label=_("Add tags"),
        required=False,
        max_length=1000,
        help_text=_("Several with commas between them."),
    )
    remove_tags = forms.CharField(label=_("Remove tags"), required=False, max_length=1000)
    topic = forms.CharField(
        label=_("Topic"),
        required=False,
        max_length=LONGEST,
        help_text=_("A dash takes it away."),
    )
    objective = forms.CharField(
        label=_("Objective"),
        required=False,
        max_length=LONGEST,
        help_text=_("A dash takes it away."),
    )
    difficulty = forms.ChoiceField(label=_("Difficulty"), required=False, widget=QuickSelect)
    status = forms.ChoiceField(label=_("State"), required=False, widget=QuickSelect)
    evidence = forms.ChoiceField(
        label=_("Evidence"),
        required=False,
        widget=QuickSelect,
        choices=[
            ("", _("As it is")),
            ("choose", _("A passage, chosen on the next page")),
            ("-", _("None")),
        ],
    )
    evidence_lesson = forms.CharField(required=False, max_length=80)
    evidence_block = forms.CharField(required=False, max_length=80)

    hide_optional = True
    NEXT_PAGE = ("evidence_lesson", "evidence_block")
    NONE = ("-", "–", "—")

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        # It stands beside the filters, some of which have the same names.
        super().__init__(data, auto_id="bulk-%s")
        for name in ("add_tags", "remove_tags"):
            self.fields[name].widget.attrs |= {"list": "known-tag", "autocomplete": "off"}
        for name in ("topic", "objective"):
            self.fields[name].widget.attrs |= {"list": f"known-{name}", "autocomplete": "off"}
        difficulty, status = self.fields["difficulty"], self.fields["status"]
        assert isinstance(difficulty, forms.ChoiceField)
        assert isinstance(status, forms.ChoiceField)
        difficulty.choices = [("", _("As it is")), *_difficulties(), ("-", _("None"))]
        status.choices = [("", _("As it is")), *Question.Status.choices]

    @property
    def steps(self) -> dict[str, Any]:
        """For bank.bulk; only after `is_valid()`."""
        data = self.cleaned_data
        found: dict[str, Any] = {}
        for name, field in (("add", "add_tags"), ("remove", "remove_tags")):
            tags = split_tags(data[field])
            if tags:
                found[name] = tags
        for name in ("topic", "objective"):
            text = tidy(data[name])
            if text:
                found[name] = "" if text in self.NONE else text
        if data["difficulty"]:
            found["difficulty"] = None if data["difficulty"] == "-" else int(data["difficulty"])
        if data["status"]:
            found["status"] = data["status"]
        if data["evidence"] == "-":
            found["evidence"] = None
        elif data["evidence"]:
            block = data["evidence_block"]
            block = "" if block == WHOLE_LESSON else block
            found["evidence"] = {"lesson": data["evidence_lesson"], "block": block}
        return found

    @property
    def shown(self) -> list[forms.BoundField]:
        """What stands on the bank's page."""
        return [self[name] for name in self.fields if name not in self.NEXT_PAGE]

    @property
    def asks_for_lesson(self) -> bool:
        """Whether a passage is to be chosen, and its lesson is not yet; after `is_valid()`."""
        data = self.cleaned_data
        return data["evidence"] == "choose" and not data["evidence_lesson"]


class LabelForm(forms.Form):
    """What a question is labelled with: a field for each tag, and some to spare."""

    topic = forms.CharField(label=_("Topic"), required=False, max_length=LONGEST)
    objective = forms.CharField(label=_("Objective"), required=False, max_length=LONGEST)
    difficulty = forms.ChoiceField(label=_("Difficulty"), required=False, widget=QuickSelect)

    hide_optional = True
    SPARE = 2

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        known = (data if data is not None else initial) or {}
        used = sum(bool(known.get(f"tag-{number}")) for number in range(MOST_TAGS))
        for number in range(min(used + self.SPARE, MOST_TAGS)):
            self.fields[f"tag-{number}"] = forms.CharField(
                label=_g("Tag %(number)d") % {"number": number + 1},
                required=False,
                max_length=LONGEST,
            )
        for name, field in self.fields.items():
            if name != "difficulty":
                source = "tag" if name.startswith("tag-") else name
                field.widget.attrs |= {"list": f"known-{source}", "autocomplete": "off"}
        difficulty = self.fields["difficulty"]
        assert isinstance(difficulty, forms.ChoiceField)
        difficulty.choices = [("", _("Not said")), *_difficulties()]

    @property
    def tags(self) -> list[forms.BoundField]:
        return [self[name] for name in self.fields if name.startswith("tag-")]


class RulesForm(forms.Form):
    """The bank's rules, as its course has them."""

    evidence_required = forms.BooleanField(
        label=_("A question is published only with evidence: the passage that proves its answer"),
        help_text=_("Or with a reason why it has none."),
        required=False,
    )
    two_person_rule = forms.BooleanField(
        label=_("Two people: nobody makes ready what they wrote themselves"),
        help_text=_("Questions that are ready now stay so until their text changes."),
        required=False,
    )

    hide_optional = True


def split_tags(text: str) -> list[str]:
    """Names between commas, in any script."""
    for comma in "،，、;；":
        text = text.replace(comma, ",")
    return list(dict.fromkeys(name for part in text.split(",") if (name := tidy(part))))[:MOST_TAGS]


def _difficulties() -> list[tuple[str, Any]]:
    return [(str(value), label) for value, label in Question.Difficulty.choices]
