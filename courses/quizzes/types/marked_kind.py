"""What essay and file answer share: a person marks them, by a rubric if there is one.

Spec: {"stem", "sample", "rubric": see types.rubric, "show_rubric": bool, "feedback"}.
"""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import override

from courses.quizzes.types.base import Kind, Problem
from courses.quizzes.types.checks import common_problems, text_of
from courses.quizzes.types.rubric import (
    earned_by,
    rubric_context,
    rubric_problems,
    rubric_structure,
    share_of,
    tidy_rubric,
)
from courses.quizzes.types.values import ZERO, Mark, Spec, Value

CENT = Decimal("0.01")


class MarkedKind(Kind):
    """A question whose answers wait for a person."""

    is_marked_by_person = True

    def validate(self, spec: Spec) -> list[Problem]:
        return common_problems(spec, ("feedback", "sample")) + rubric_problems(spec)

    def structure(self, spec: Spec) -> Any:
        return [bool(spec.get("show_rubric")), rubric_structure(spec)]

    def tidy(self, spec: dict[str, Any], *, salt: str) -> dict[str, Any]:
        return {
            "stem": text_of(spec, "stem"),
            "sample": text_of(spec, "sample"),
            "rubric": tidy_rubric(spec),
            "show_rubric": bool(spec.get("show_rubric")),
            "feedback": text_of(spec, "feedback"),
        }

    def question_context(
        self, spec: Spec, value: Value, order: Sequence[str] | None
    ) -> dict[str, Any]:
        return {"criteria": rubric_context(spec, {}) if spec.get("show_rubric") else []}

    def review_context(
        self, spec: Spec, value: Value, mark: Mark, order: Sequence[str] | None
    ) -> dict[str, Any]:
        chosen = mark.parts.get("levels") or {}
        rubric = spec.get("rubric") or []
        share = share_of(rubric, chosen)
        return {
            "by_rubric": earned_by(rubric, chosen) if chosen else None,
            # Who marks may give other points than the rubric's.
            "is_share": share is not None and abs(share - mark.fraction) <= CENT,
            "comment": mark.parts.get("comment", ""),
        }

    def render_answer(self, spec: Spec, value: Value) -> SafeString:
        """The question and what was answered, for whoever marks it."""
        mark = Mark(ZERO, "waiting")
        with override(spec["language"]):
            context = self.review_context(spec, value, mark, None)
        return self._render("answer", spec, context)


def whole_number(spec: Spec, name: str) -> int | None:
    """The number under `name`; None when there is none, -1 when it is no whole number."""
    written = text_of(spec, name)
    if not written:
        return None
    is_whole = written.isascii() and written.isdecimal() and len(written) < 7
    return int(written) if is_whole else -1
