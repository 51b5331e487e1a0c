"""What a question's page asks besides the question itself."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.bank.queries import LessonTitle

EXCERPT = 220


class PlaceForm(forms.Form):
    """Where the answer stands in the course, and whether the question may be used yet."""

    evidence_lesson = forms.ChoiceField(label=_("Lesson"), required=False)
    evidence_block = forms.ChoiceField(label=_("Passage"), required=False, widget=forms.RadioSelect)
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
        passages = [(block["key"], _excerpt(block["text"])) for block in blocks]
        self._choices("evidence_lesson", [("", _("None yet")), *titles])
        self._choices("evidence_block", [("", _("The whole lesson")), *passages])
        self._choices("about", [("", _("Nothing")), *stimuli])
        self.has_stimuli = bool(stimuli)

    def _choices(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen_lesson(self) -> str:
        return str(self["evidence_lesson"].value() or "")


def _excerpt(text: str) -> str:
    return text if len(text) <= EXCERPT else text[:EXCERPT].rsplit(" ", 1)[0] + " …"
