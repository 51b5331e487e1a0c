"""A passage, picture or table that several questions refer to. Nobody answers it.

Spec: {"title", "stem"}.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import MAX_STEM, text_of, too_long
from courses.quizzes.types.stimulus.forms import StimulusForm
from courses.quizzes.types.values import Mark, Spec, Value

MAX_TITLE = 200


class Stimulus(Kind):
    name = "stimulus"
    form_class = StimulusForm
    place = 140
    is_answered = False
    is_scored = False
    label = gettext_lazy("Text or picture that questions share")
    purpose = gettext_lazy("Something to read or look at; several questions refer to it.")
    example = gettext_lazy("A bank statement, and four questions on what is unusual in it.")

    def validate(self, spec: Spec) -> list[Problem]:
        found = []
        if not text_of(spec, "title"):
            found.append(Problem("title", _("Give it a title.")))
        if not text_of(spec, "stem"):
            found.append(Problem("stem", _("Write the text, or put a picture or a table here.")))
        found += too_long(spec, "title", "title", most=MAX_TITLE)
        return found + too_long(spec, "stem", "stem", most=MAX_STEM)

    def structure(self, spec: Spec) -> Any:
        return []

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {name: text_of(spec, name) for name in ("title", "stem")}

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        raise MalformedAnswer(_("This is only to be read: there is nothing to answer."))

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {}


KIND = Stimulus()
