"""What came after an attempt had ended, or after its question had been left: kept, and shown to
its learner and to the course's staff, for it does not count and must not seem lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from courses.quizzes.models import Answer, Attempt, QuizSlot
from courses.quizzes.queries import attempts_left, in_attempt_language, slots_of
from courses.quizzes.review.matrix import Shows
from courses.quizzes.review.queries import seen_now
from courses.quizzes.services.answers import prefix_of
from courses.quizzes.taking.places import is_in_order
from courses.quizzes.types.base import Kind, direction_of
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Spec, Value


@dataclass(frozen=True, slots=True)
class LateAnswer:
    """The last one that came too late for a question. `html` is "" where answers do not show;
    `is_after_end` False: its question may have been left before the end."""

    number: int
    at: datetime
    html: SafeString
    is_scored: bool
    is_after_end: bool


def told_late(answers: Sequence[LateAnswer]) -> dict[str, Any]:
    """For the templates that tell of them."""
    return {
        "late_answers": answers,
        "late_after_end": all(answer.is_after_end for answer in answers),
    }


def late_answers(
    attempt: Attempt, *, shows: Shows, slots: Sequence[QuizSlot] | None = None
) -> list[LateAnswer]:
    """By question, as asked, never as graded: that would tell more than the answer. One query, none
    where `queries.own_ended` found that there are none; `slots` the attempt's, if at hand."""
    if not getattr(attempt, "has_late", True):
        return []
    rows = Answer.objects.filter(attempt=attempt, is_late=True).order_by("sequence", "pk")
    newest = {row.slot_id: row for row in rows}
    if not newest:
        return []
    slots = slots_of(attempt) if slots is None else slots
    return [
        _late(attempt, number, slot, newest[slot.pk], shows)
        for number, slot in enumerate(slots, 1)
        if slot.pk in newest
    ]


def own_late_answers(attempt: Attempt) -> list[LateAnswer]:
    """For its learner, before there is a result. Asks nothing where `queries.own_ended` found that
    there are none."""
    if not getattr(attempt, "has_late", True):
        return []
    shows = seen_now(attempt, left=attempts_left(attempt.user, attempt.quiz_edition)).shows
    return late_answers(attempt, shows=shows)


def _late(
    attempt: Attempt, number: int, slot: QuizSlot, answer: Answer, shows: Shows
) -> LateAnswer:
    known = kind(slot.question_version.kind)
    ended_at = attempt.submitted_at
    is_after_end = not is_in_order(attempt) or (
        ended_at is not None and answer.received_at >= ended_at
    )
    html = SafeString()
    if shows.response:
        spec = in_attempt_language(slot.question_version.specs, attempt)
        orders = {place["slot"]: place["choices"] for place in attempt.layout}
        html = _as_given(known, spec, answer.value, f"late-{prefix_of(slot.pk)}", orders[slot.pk])
    return LateAnswer(number, answer.received_at, html, known.is_scored, is_after_end)


def _as_given(
    known: Kind, spec: Spec, value: Value, prefix: str, order: Sequence[str] | None
) -> SafeString:
    """What was written stands whole, to be read and copied; what was chosen, in its question."""
    if not isinstance(value, str) or spec.get("choices"):
        return known.render(spec, prefix=prefix, value=value, order=order, disabled=True)
    language = spec["language"]
    context = {
        "spec": spec,
        "typed": value,
        "prefix": prefix,
        "language": language,
        "direction": direction_of(language),
    }
    return render_to_string("quizzes/review/late_text.html", context)
