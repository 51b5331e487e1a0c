"""A few words, typed. The value is the text.

Spec: {"stem", "accepted": [text, …], "accents_matter": bool, "feedback"}. The first accepted
answer is the one that the review shows.
"""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem
from courses.quizzes.types.checks import common_problems, text_of
from courses.quizzes.types.short_text.forms import ShortTextForm
from courses.quizzes.types.values import Mark, Spec, Value

MAX_ANSWER = 200
MAX_ACCEPTED = 50


class ShortText(Kind):
    name = "short_text"
    form_class = ShortTextForm
    place = 40
    label = gettext_lazy("Short text")
    purpose = gettext_lazy("A word or a few, typed; several spellings can be right.")
    example = gettext_lazy(
        "What is the offence called that produced the money? predicate offence · predicate offense"
    )

    def validate(self, spec: Spec) -> list[Problem]:
        found = common_problems(spec)
        accepted = _accepted(spec)
        if not accepted:
            found.append(Problem("accepted", _("Write at least one answer that is right.")))
        if len(accepted) > MAX_ACCEPTED:
            words = _("There are more than %(most)d answers. Keep those that people will type.")
            found.append(Problem("accepted", words % {"most": MAX_ACCEPTED}))
        if any(len(answer) > MAX_ANSWER for answer in accepted):
            words = _("An answer has more than %(most)d characters. Nobody will type it.")
            found.append(Problem("accepted", words % {"most": MAX_ANSWER}))
        return found

    def structure(self, spec: Spec) -> Any:
        return bool(spec.get("accents_matter"))

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {
            "stem": text_of(spec, "stem"),
            "accepted": list(dict.fromkeys(_accepted(spec))),
            "accents_matter": bool(spec.get("accents_matter")),
            "feedback": text_of(spec, "feedback"),
        }

    def check_value(self, spec: Spec, value: Value) -> Value:
        if self.is_blank(value):
            return None
        if not isinstance(value, str):
            raise MalformedAnswer(_("Write your answer as text."))
        if len(value) > MAX_ANSWER:
            words = _("Your answer has more than %(most)d characters. Write a few words.")
            raise MalformedAnswer(words % {"most": MAX_ANSWER})
        return value.strip()

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {"typed": value or "", "most": MAX_ANSWER}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {"typed": value or "", "answer": spec["accepted"][0]}


def _accepted(spec: Spec) -> list[str]:
    """The accepted answers; a file may write 1948 without quotation marks."""
    answers = spec.get("accepted")
    listed = answers if isinstance(answers, list) else []
    texts = [str(answer).strip() for answer in listed if isinstance(answer, str | int | float)]
    return [text for text in texts if text]


KIND = ShortText()
