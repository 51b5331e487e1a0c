"""One answer with as much of its grading as may be seen."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import override

from courses.quizzes.review.matrix import Shows
from courses.quizzes.types.base import Kind, words_language
from courses.quizzes.types.outcomes import without_general
from courses.quizzes.types.values import Mark, Spec, Value

# What somebody who marks says, and the rubric's points, among the parts of a mark.
COMMENT, LEVELS = "comment", "levels"


def shown_answer(
    known: Kind,
    spec: Spec,
    *,
    prefix: str,
    value: Value,
    mark: Mark,
    order: Sequence[str] | None,
    shows: Shows,
) -> SafeString:
    """The question with its answer, and how that fared as far as `shows` tells."""
    if not shows.correctness or not shows.response:
        given = value if shows.response else None
        asked = known.render(spec, prefix=prefix, value=given, order=order, disabled=True)
        return (
            format_html("{}{}", asked, _verdict(known, spec, mark)) if shows.correctness else asked
        )
    return known.render_review(
        spec if shows.feedback else _silent(spec),
        value=value,
        mark=told_mark(known, spec, mark, shows),
        order=order,
        reveal=shows.key,
    )


def told_mark(known: Kind, spec: Spec, mark: Mark, shows: Shows) -> Mark:
    """The mark as far as it may be told; why the right answer is right goes with the key, where
    it was missed."""
    parts = dict(mark.parts)
    if not shows.points:
        parts.pop(LEVELS, None)
    if not shows.feedback:
        parts.pop(COMMENT, None)
        return replace(mark, parts=parts, feedback=())
    told = replace(mark, parts=parts)
    keeps = shows.key or not known.has_key or mark.outcome == "right"
    return told if keeps else without_general(spec, told)


def _silent(spec: Any) -> Any:
    """The document without what its author says to answers, wherever in it that stands."""
    if isinstance(spec, Mapping):
        return {
            name: type(part)() if name.startswith("feedback") else _silent(part)
            for name, part in spec.items()
        }
    return [_silent(part) for part in spec] if isinstance(spec, list) else spec


def _verdict(known: Kind, spec: Spec, mark: Mark) -> SafeString:
    """Right or wrong alone, where the answer itself is not shown."""
    is_told_in_points = known.is_marked_by_person or known.is_walked
    context = {"mark": mark, "kind": {"is_told_in_points": is_told_in_points}}
    with override(words_language(spec)):
        return render_to_string("quizzes/kinds/verdict.html", context)
