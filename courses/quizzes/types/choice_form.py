"""The rows of choices that single and multiple choice are authored with."""

from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm

CHOICES = RowGroup(
    name="choices",
    title=_("Choices"),
    row_label=_("Choice"),
    add_label=_("Add another choice"),
    texts=(
        Text("text", _("Text")),
        Text("feedback", _("Feedback to those who choose it")),
    ),
    hidden=("id",),
    least=4,
)


class ChoiceForm(QuestionForm):
    texts = (STEM, FEEDBACK)
    groups = (CHOICES,)
