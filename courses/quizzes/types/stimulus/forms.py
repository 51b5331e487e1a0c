"""Authors what several questions share."""

from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.form_parts import Text
from courses.quizzes.types.forms import QuestionForm


class StimulusForm(QuestionForm):
    texts = (
        Text("title", _("Title"), _("Stands above it, and in the list to choose from."), lines=1),
        Text("stem", _("Text, picture or table"), lines=8),
    )
