"""Pasted questions as what a form opens with, and as specs that can be saved."""

from typing import Any

from courses.quizzes.types.form_parts import new_id
from courses.quizzes.types.forms import ROWS_SUFFIX
from courses.quizzes.types.registry import kind as kind_named
from courses.quizzes.writing.pasting import Pasted


def spec_of(pasted: Pasted) -> dict[str, Any]:
    """The question in its kind's document; unchecked."""
    common = {"stem": pasted.stem, "feedback": pasted.feedback}
    if pasted.kind == "true_false":
        return {**common, "answer": pasted.truth, **_told(pasted)}
    if pasted.kind == "short_text":
        return {**common, "accepted": pasted.answers}
    rows = [
        {"id": new_id(), "text": c.text, "correct": c.is_right, "feedback": c.feedback}
        for c in pasted.choices
    ]
    return {**common, "choices": rows}


def _told(pasted: Pasted) -> dict[str, str]:
    """The feedback of the choice true and of the choice false."""
    by_truth = dict.fromkeys(("feedback_true", "feedback_false"), "")
    for choice in pasted.choices:
        said_true = choice.is_right == (pasted.truth is True)
        by_truth["feedback_true" if said_true else "feedback_false"] = choice.feedback
    return by_truth


def initial_of(pasted: Pasted, language: str) -> dict[str, Any]:
    """What the fields of its kind's form hold, whatever still lacks."""
    member = kind_named(pasted.kind)
    form_class = member.form_class
    initial = form_class.initial_from({language: member.tidy(spec_of(pasted), salt="pasted")})
    for group in form_class.groups:
        name = group.name + ROWS_SUFFIX
        initial[name] = max(initial.get(name, 0), group.least)
    return initial
