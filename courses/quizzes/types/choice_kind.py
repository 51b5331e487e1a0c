"""What single and multiple choice share: choices with an id, a text, a key and feedback.

Spec: {"stem", "choices": [{"id", "text", "correct": bool, "feedback", "weight"}], "feedback"}.
`weight` is percent of the points, -100…100; it is there only where its author gave one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.types.base import Kind, MalformedAnswer, Problem, in_order
from courses.quizzes.types.checks import (
    MAX_CHOICES,
    common_problems,
    id_problems,
    rows_of,
    text_of,
    text_problems,
    too_long,
)
from courses.quizzes.types.costs import written_share
from courses.quizzes.types.lettering import letter
from courses.quizzes.types.share_checks import tidy_share, weight_problems
from courses.quizzes.types.shares import fraction
from courses.quizzes.types.values import Mark, Spec, Value


class ChoiceKind(Kind):
    """A question answered by choosing among the author's choices."""

    def validate(self, spec: Spec) -> list[Problem]:
        rows = rows_of(spec, "choices")
        found = common_problems(spec) + self._count_problems(len(rows))
        found += id_problems(rows, "choices")
        missing = _("Write this choice, or leave all of its fields empty.")
        same = _("This choice says the same as choice %(number)d.")
        found += text_problems(rows, "choices", "text", missing, same)
        for index, row in enumerate(rows):
            found += too_long(row, "feedback", f"choices.{index}.feedback")
        found += weight_problems(rows)
        if rows:
            found += self.key_problems(sum(self.is_key(spec, row) for row in rows))
        return found

    def is_key(self, spec: Spec, row: Mapping[str, Any]) -> bool:
        """Whether the choice is a right one."""
        return row.get("correct") is True

    def _count_problems(self, count: int) -> list[Problem]:
        if count < 2:
            return [Problem("choices", _("Give at least two choices."))]
        if count > MAX_CHOICES:
            words = _("There are %(count)d choices. A question can have %(most)d at most.")
            return [Problem("choices", words % {"count": count, "most": MAX_CHOICES})]
        return []

    def key_problems(self, keys: int) -> list[Problem]:
        """What is wrong with the number of choices marked as right."""
        raise NotImplementedError

    def structure(self, spec: Spec) -> Any:
        return [
            [text_of(row, "id"), row.get("correct") is True, row.get("weight")]
            for row in spec["choices"]
        ]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        rows = [
            {
                "id": text_of(row, "id"),
                "text": text_of(row, "text"),
                "correct": self.is_key(spec, row),
                "feedback": text_of(row, "feedback"),
                **tidy_share(row, "weight"),
            }
            for row in spec["choices"]
        ]
        return {
            "stem": text_of(spec, "stem"),
            "choices": rows,
            "feedback": text_of(spec, "feedback"),
        }

    def choice_ids(self, spec: Spec) -> list[str] | None:
        return [choice["id"] for choice in spec["choices"]]

    def check_ids(self, spec: Spec, chosen: list[Any]) -> None:
        known = self.choice_ids(spec) or []
        if any(choice not in known for choice in chosen):
            raise MalformedAnswer(_("This is not one of the choices. Choose again from the list."))

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        chosen = chosen_ids(value)
        choices = [
            {**choice, "letter": letter(index), "chosen": choice["id"] in chosen}
            for index, choice in enumerate(in_order(spec["choices"], order))
        ]
        return {"choices": choices}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        context = self.question_context(spec, value, order)
        for choice in context["choices"]:
            choice["state"] = mark.parts.get(choice["id"], "left")
            choice["cost"] = self.cost_of(spec, choice) if choice["state"] == "wrong" else ""
        own = [choice.get("feedback_html") for choice in context["choices"] if choice["chosen"]]
        return context | {"feedback": [html for html in mark.feedback if html not in own]}

    def cost_of(self, spec: Spec, choice: Mapping[str, Any]) -> str:
        """Percent of the points that a wrong choice takes; "" for none, or if others tell."""
        weight = fraction(choice, "weight")
        return written_share(-weight) if weight < 0 else ""


def chosen_ids(value: Value) -> list[str]:
    if isinstance(value, list):
        return value
    return [value] if isinstance(value, str) else []
