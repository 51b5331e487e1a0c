"""What a question's page asks besides the question itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.queries import LessonTitle

# In place of a passage's key; a question without one holds "".
WHOLE_LESSON = "*"

CHOOSE_PASSAGE = _("Choose the passage that proves the answer, or the whole lesson.")


class PlaceForm(forms.Form):
    """Where the answer stands in the course, and whether the question may be used yet."""

    evidence_lesson = forms.ChoiceField(label=_("Lesson"), required=False)
    evidence_block = forms.ChoiceField(label=_("Passage"), required=False, widget=forms.RadioSelect)
    # The id of a passage of a report that the question has of its own.
    evidence_passage = forms.IntegerField(required=False, widget=forms.HiddenInput)
    drop_passage = forms.BooleanField(
        label=_("Take this passage of the report away"),
        help_text=_("Learners are led to it first; without it, to the lesson chosen here."),
        required=False,
    )
    about = forms.ChoiceField(
        label=_("Refers to"),
        required=False,
        help_text=_(
            "A text or picture that is shown before the question, once for all that refer to it."
        ),
    )
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
        stimuli: Sequence[tuple[str, str]] = (),
        initial: Mapping[str, Any] | None = None,
        two_people: bool = False,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        if two_people:
            self.fields["is_draft"].label = _("Keep as a draft: not to be reviewed yet")
            self.fields["is_draft"].help_text = _(
                "Else it goes to review: in this course somebody else makes it ready."
            )
        titles = [(lesson.key, lesson.title) for lesson in lessons]
        # Whole: what proves an answer often stands at a passage's end.
        passages = [(block["key"], block["text"]) for block in blocks]
        self._choices("evidence_lesson", [("", _("None yet")), *titles])
        self._choices("evidence_block", [*passages, (WHOLE_LESSON, _("The whole lesson"))])
        if len(passages) == 1 and not self.initial.get("evidence_block"):
            self.initial["evidence_block"] = passages[0][0]
        self.has_passages = bool(passages)
        self._choices("about", [("", _("Nothing")), *stimuli])
        self.has_stimuli = bool(stimuli)

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        asks = self.has_passages and cleaned.get("evidence_lesson")
        if asks and not cleaned.get("evidence_block") and not self.has_error("evidence_block"):
            self.add_error("evidence_block", CHOOSE_PASSAGE)
        return cleaned

    @property
    def block(self) -> str:
        """The key of the passage, or "" for the whole lesson; only after `is_valid()`."""
        chosen = str(self.cleaned_data["evidence_block"])
        return "" if chosen == WHOLE_LESSON else chosen

    @property
    def chosen_lesson(self) -> str:
        return str(self["evidence_lesson"].value() or "")
