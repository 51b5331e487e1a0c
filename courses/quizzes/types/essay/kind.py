"""A text of some length, marked by a person. The value is the text.

Spec: as types.marked_kind, and "min_words", "max_words": whole numbers, or null for no limit. A
text outside them is kept all the same: a limit must not cost anybody what they wrote.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from courses.quizzes.types.base import MalformedAnswer, Problem
from courses.quizzes.types.essay.forms import LIMITS, EssayForm
from courses.quizzes.types.essay.words import count_words
from courses.quizzes.types.marked_kind import MarkedKind, whole_number
from courses.quizzes.types.values import Mark, Spec, Value

MAX_ANSWER = 15_000
MOST_WORDS = 2_500
SAID = 200


class Essay(MarkedKind):
    name = "essay"
    form_class = EssayForm
    place = 110
    label = gettext_lazy("Essay")
    purpose = gettext_lazy("A text in the learner’s own words, marked by a person.")
    example = gettext_lazy(
        "Explain in 150 words why a bank asks where money comes from. "
        "Marked by: names the duty · gives the reason · uses an example"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = super().validate(spec)
        least, most = (whole_number(spec, name) for name in LIMITS)
        for name, number in zip(LIMITS, (least, most), strict=True):
            if number is not None and not 1 <= number <= MOST_WORDS:
                words = _("Write a whole number from 1 to %(most)d, or nothing.")
                found.append(Problem(name, words % {"most": MOST_WORDS}))
        if least is not None and most is not None and least > most > 0:
            found.append(Problem("max_words", _("At most must not be below at least.")))
        return found

    def structure(self, spec: Spec) -> Any:
        return [super().structure(spec), [whole_number(spec, name) for name in LIMITS]]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return super().tidy(spec, salt=salt) | {name: whole_number(spec, name) for name in LIMITS}

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, str):
            raise MalformedAnswer(_("Write your answer as text."))
        if len(value) > MAX_ANSWER:
            words = _("Your answer has %(length)d characters. %(most)d fit: shorten it.")
            raise MalformedAnswer(words % {"length": len(value), "most": MAX_ANSWER})
        return value.replace("\r\n", "\n").strip()

    def is_unfinished(self, spec: Spec, value: Value) -> bool:
        return _words(value) < (spec.get("min_words") or 0)

    def what_lacks(self, spec: Spec, value: Value) -> str:
        count = _words(value)
        words = ngettext("%(count)d word", "%(count)d words", count)
        least = _("at least %(least)d") % {"least": spec.get("min_words") or 0}
        return f"{words % {'count': count}}; {least}"

    def in_words(self, spec: Spec, value: Value) -> str:
        text = " ".join(str(value or "").split())
        return text if len(text) <= SAID else text[:SAID].rsplit(" ", 1)[0] + " …"

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = super().question_context(spec, value, order) | _limits(spec)
        return context | {"typed": value or "", "most": MAX_ANSWER, "words": _words(value)}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = super().review_context(spec, value, mark, order) | _limits(spec)
        return context | {"typed": value or "", "words": _words(value)}


def _limits(spec: Spec) -> dict[str, Any]:
    return {name: spec.get(name) for name in LIMITS}


def _words(value: Value) -> int:
    return count_words(value) if isinstance(value, str) else 0


KIND = Essay()
