"""What came after an attempt had ended, or after its question had been left: kept, and shown to
its learner and to the course's staff, for it does not count and must not seem lost."""

from collections import defaultdict
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
from courses.quizzes.taking.places import choice_orders, is_in_order
from courses.quizzes.types.base import direction_of
from courses.quizzes.types.registry import kind
from courses.quizzes.types.values import Spec, Value

# So many of one question are drawn, the last; a browser sends a few, a script thousands.
MOST = 20


@dataclass(frozen=True, slots=True)
class LateAnswers:
    """What came too late for one question, in the order in which it came: at which `times`, and in
    `html` each with its time, "" where answers do not show. `before`: how many earlier ones are
    left out; `is_after_end` False: the question may have been left before the end."""

    number: int
    times: tuple[datetime, ...]
    html: SafeString
    is_scored: bool
    is_after_end: bool
    before: int = 0


def told_late(questions: Sequence[LateAnswers]) -> dict[str, Any]:
    """For the templates that tell of them."""
    return {
        "late_answers": questions,
        "late_after_end": all(question.is_after_end for question in questions),
    }


def late_answers(
    attempt: Attempt, *, shows: Shows, slots: Sequence[QuizSlot] | None = None
) -> list[LateAnswers]:
    """By question, as asked, never as graded: that would tell more than the answer. One query, none
    where `queries.own_ended` found that there are none; `slots` the attempt's, if at hand."""
    if not getattr(attempt, "has_late", True):
        return []
    rows = Answer.objects.filter(attempt=attempt, is_late=True)
    late = defaultdict[int, list[Answer]](list)
    for row in rows.order_by("received_at", "sequence", "pk"):
        late[row.slot_id].append(row)
    if not late:
        return []
    slots = slots_of(attempt) if slots is None else slots
    return [
        _late(attempt, number, slot, late[slot.pk], shows)
        for number, slot in enumerate(slots, 1)
        if slot.pk in late
    ]


def own_late_answers(attempt: Attempt) -> list[LateAnswers]:
    """For its learner, before there is a result. Asks nothing where `queries.own_ended` found that
    there are none."""
    if not getattr(attempt, "has_late", True):
        return []
    shows = seen_now(attempt, left=attempts_left(attempt.user, attempt.quiz_edition)).shows
    return late_answers(attempt, shows=shows)


def _late(
    attempt: Attempt, number: int, slot: QuizSlot, rows: Sequence[Answer], shows: Shows
) -> LateAnswers:
    shown, ended_at = rows[-MOST:], attempt.submitted_at
    is_after_end = not is_in_order(attempt) or (
        ended_at is not None and all(row.received_at >= ended_at for row in rows)
    )
    return LateAnswers(
        number,
        tuple(row.received_at for row in shown),
        _as_given(attempt, slot, shown) if shows.response else SafeString(),
        kind(slot.question_version.kind).is_scored,
        is_after_end,
        before=len(rows) - len(shown),
    )


def _as_given(attempt: Attempt, slot: QuizSlot, rows: Sequence[Answer]) -> SafeString:
    """What was written stands whole, to be read and copied, below the question; what was chosen,
    in it."""
    spec = in_attempt_language(slot.question_version.specs, attempt)
    is_text = all(_is_text(spec, row.value) for row in rows)
    order = None if is_text else choice_orders(attempt)[slot.pk]
    context = {
        "spec": spec,
        "prefix": f"late-{prefix_of(slot.pk)}",
        "is_text": is_text,
        "given": [(row, "" if is_text else _drawn(slot, spec, row, order)) for row in rows],
        "language": spec["language"],
        "direction": direction_of(spec["language"]),
    }
    return render_to_string("quizzes/review/late_given.html", context)


def _is_text(spec: Spec, value: Value) -> bool:
    """Also where there was nothing any more."""
    return value is None or (isinstance(value, str) and not spec.get("choices"))


def _drawn(slot: QuizSlot, spec: Spec, row: Answer, order: Sequence[str] | None) -> SafeString:
    """In its question, whose fields are named as no other's on the page."""
    if row.value is None:
        return SafeString()
    return kind(slot.question_version.kind).render(
        spec,
        prefix=f"late{row.pk}-{prefix_of(slot.pk)}",
        value=row.value,
        order=order,
        disabled=True,
    )
