"""Authors pairs to match, and what is left over."""

from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.forms import FEEDBACK, STEM, QuestionForm, RowGroup, Text

PAIRS = RowGroup(
    name="pairs",
    title=_("Pairs"),
    row_label=_("Pair"),
    add_label=_("Add another pair"),
    texts=(
        Text("left", _("This stands there")),
        Text("right", _("This is chosen for it"), lines=1),
    ),
    hidden=("id", "option"),
    least=3,
)
DISTRACTORS = RowGroup(
    name="distractors",
    title=_("What is left over"),
    row_label=_("Left over"),
    add_label=_("Add another that is left over"),
    texts=(Text("text", _("This belongs to nothing"), lines=1),),
    hidden=("option",),
    least=1,
)


class MatchingForm(QuestionForm):
    texts = (STEM, FEEDBACK)
    groups = (PAIRS, DISTRACTORS)
