"""What a question's page asks besides the question itself, and the bank's filters."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.found import Wanted
from courses.quizzes.bank.queries import LessonTitle
from courses.quizzes.models import Question
from courses.quizzes.types.registry import all_kinds

EXCERPT = 220


class PlaceForm(forms.Form):
    """Where the answer stands in the course, and whether the question may be used yet."""

    evidence_lesson = forms.ChoiceField(label=_("Lesson"), required=False)
    evidence_block = forms.ChoiceField(label=_("Passage"), required=False, widget=forms.RadioSelect)
    is_draft = forms.BooleanField(
        label=_("Keep as a draft: quizzes cannot use it yet"), required=False
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    hide_optional = True

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        lessons: Sequence[LessonTitle],
        blocks: Sequence[Mapping[str, Any]],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        titles = [(lesson.key, lesson.title) for lesson in lessons]
        passages = [(block["key"], _excerpt(block["text"])) for block in blocks]
        self._choices("evidence_lesson", [("", _("None yet")), *titles])
        self._choices("evidence_block", [("", _("The whole lesson")), *passages])

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen_lesson(self) -> str:
        return str(self["evidence_lesson"].value() or "")


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"


class FilterForm(forms.Form):
    """What of the bank is shown. Anything odd in the address shows the whole bank."""

    q = forms.CharField(label=_("Words"), required=False, max_length=200)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    status = forms.ChoiceField(label=_("State"), required=False)

    hide_optional = True

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data)
        kinds = [(member.name, member.label) for member in all_kinds()]
        states = [*Question.Status.choices]
        self.fields["kind"] = forms.ChoiceField(
            label=_("Kind"), required=False, choices=[("", _("All kinds")), *kinds]
        )
        self.fields["status"] = forms.ChoiceField(
            label=_("State"), required=False, choices=[("", _("All but retired")), *states]
        )

    @property
    def wanted(self) -> Wanted:
        cleaned = self.cleaned_data if self.is_valid() else {}
        return Wanted(
            words=cleaned.get("q", ""),
            kind=cleaned.get("kind", ""),
            status=cleaned.get("status", ""),
            page=str(self.data.get("page", "1")),
        )

    @property
    def is_filtering(self) -> bool:
        return bool(self.wanted.words or self.wanted.kind or self.wanted.status)
