"""What a mark of any kind has on top: words for those who fared so, and what hints cost. Pure."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from courses.quizzes.types.values import ZERO, Mark, Spec

OUTCOME_FEEDBACKS = ("feedback_right", "feedback_partly", "feedback_wrong")
MOST_HINTS = 5
# Percent of the points. A hint must cost little, or who needs one guesses instead: at 10, two
# hints at every question still leave enough to pass at 80.
HINT_PENALTY = 10

_SAID = {name.removeprefix("feedback_"): f"{name}_html" for name in OUTCOME_FEEDBACKS}


def with_outcome(spec: Spec, mark: Mark) -> Mark:
    """The mark with what its author says to those who fared so, before what is said to all."""
    html = spec.get(_SAID.get(mark.outcome, ""))
    if not html:
        return mark
    said = mark.feedback
    before = len(said) - 1 if said and said[-1] == spec.get("feedback_html") else len(said)
    return replace(mark, feedback=(*said[:before], html, *said[before:]))


def without_general(spec: Spec, mark: Mark) -> Mark:
    """Without what is said to all: why the right answer is right gives it away to those who may
    try again."""
    said = mark.feedback
    is_last = bool(said) and said[-1] == spec.get("feedback_html")
    return replace(mark, feedback=said[:-1]) if is_last else mark


def hints_of(spec: Spec) -> list[Mapping[str, Any]]:
    """The question's hints in the order in which they are given: {"text", "text_html"}."""
    return spec.get("hints") or []


def hint_penalty(spec: Spec) -> int:
    """Percent of the points for each hint."""
    return int(spec.get("hint_penalty", HINT_PENALTY))


def without_hints(spec: Spec, fraction: Decimal, taken: int) -> Decimal:
    """What is left of a fraction; a hint costs nothing where nothing was earned."""
    if not taken or fraction <= ZERO:
        return fraction
    return max(fraction - Decimal(hint_penalty(spec) * taken) / 100, ZERO)
