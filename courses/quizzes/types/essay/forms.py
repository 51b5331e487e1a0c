"""Authors an essay: how long it may be, and what it is marked by."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from courses.quizzes.types.marked_form import MarkedForm, number_field
from courses.quizzes.types.values import Spec

LIMITS = ("min_words", "max_words")


class EssayForm(MarkedForm):
    def add_shared(self) -> None:
        super().add_shared()
        self.fields["min_words"] = number_field(_("Words, at least"), _("Empty: no limit"))
        self.fields["max_words"] = number_field(_("Words, at most"), _("Empty: no limit"))

    def shared_spec(self, language: str) -> dict[str, Any]:
        limits = {name: self.written(name) for name in LIMITS}
        return {**super().shared_spec(language), **limits}

    @classmethod
    def initial_from(cls, specs: Mapping[str, Spec]) -> dict[str, Any]:
        spec = next(iter(specs.values()))
        limits = {name: "" if spec.get(name) is None else str(spec[name]) for name in LIMITS}
        return {**super().initial_from(specs), **limits}
