"""One right choice among several. The value is the id of a choice."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import MalformedAnswer, Problem
from courses.quizzes.types.choice_kind import ChoiceKind
from courses.quizzes.types.single_choice.forms import SingleChoiceForm
from courses.quizzes.types.values import Spec, Value


class SingleChoice(ChoiceKind):
    name = "single_choice"
    form_class = SingleChoiceForm
    place = 10
    label = gettext_lazy("Single choice")
    purpose = gettext_lazy("One right answer among several.")
    example = gettext_lazy(
        "How many people make an organised criminal group, at least? "
        "Two · Three (right) · Five · Ten"
    )

    def key_problems(self, keys: int) -> list[Problem]:
        if keys == 1:
            return []
        if not keys:
            return [Problem("choices", _("Mark the choice that is right."))]
        words = _("%(keys)d choices are marked as right. Keep one, or make this a multiple choice.")
        return [Problem("choices", words % {"keys": keys})]

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, str):
            raise MalformedAnswer(_("Choose one answer."))
        self.check_ids(spec, [value])
        return value


KIND = SingleChoice()
