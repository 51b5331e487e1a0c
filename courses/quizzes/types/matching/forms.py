"""Authors pairs to match, and what is left over."""

from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import FEEDBACK, STEM, RowGroup, Text
from courses.quizzes.types.forms import QuestionForm

PAIRS = RowGroup(
    name="pairs",
    title=_("Pairs"),
    row_label=_("Pair"),
    add_label=_("Add another pair"),
    texts=(
        Text("left", _("Left side")),
        Text("right", _("What belongs to it"), lines=1),
    ),
    hidden=("id", "option"),
    least=3,
)
DISTRACTORS = RowGroup(
    name="distractors",
    title=_("Extra answers"),
    row_label=_("Extra answer"),
    add_label=_("Add another extra answer"),
    texts=(Text("text", _("An answer that fits no line"), lines=1),),
    hidden=("option",),
    least=1,
)


class MatchingForm(QuestionForm):
    texts = (STEM, FEEDBACK)
    groups = (PAIRS, DISTRACTORS)
