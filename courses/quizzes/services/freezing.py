"""The end of an attempt: its answers frozen, and the job that grades them committed with that."""

from datetime import datetime
from typing import Any

from courses.outbox.services import enqueue
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.grading import HINTS, TRIES
from courses.quizzes.models import Attempt
from courses.quizzes.queries import current_answers
from courses.quizzes.trying.rules import values_tried
from elearning.prepared import PreparedUpdate, given

# What submission sets; once and for all, unless the staff lets the attempt go on.
FROZEN = ("state", "submitted_at", "submitted_by", "snapshot", "snapshot_hash")

_frozen = PreparedUpdate(
    lambda: (
        Attempt.objects.filter(pk=given("pk"), state=Attempt.State.OPEN),
        {name: given(name) for name in FROZEN},
    )
)


def freeze(attempt: Attempt, now: datetime, by: Attempt.SubmittedBy) -> None:
    """Call it with the row locked. The guard is repeated in the UPDATE."""
    answers = current_answers(attempt.pk)
    snapshot: dict[str, Any] = {
        str(place["slot"]): answers[place["slot"]]
        for place in attempt.layout
        if answers.get(place["slot"]) is not None
    }
    if attempt.hints:
        snapshot[HINTS] = attempt.hints
    if attempt.tries:
        snapshot[TRIES] = values_tried(attempt.tries)
    frozen = {
        "state": Attempt.State.SUBMITTED,
        "submitted_at": now,
        "submitted_by": by,
        "snapshot": snapshot,
        "snapshot_hash": fingerprint(snapshot),
    }
    _frozen.run(pk=attempt.pk, **frozen)
    for field, value in frozen.items():
        setattr(attempt, field, value)
    grade_soon(attempt)


def grade_soon(attempt: Attempt) -> None:
    """Commits the job that grades what is frozen; another one after the attempt went on."""
    again = f":{attempt.reopened_at.isoformat()}" if attempt.reopened_at else ""
    enqueue("quizzes.grade_attempt", dedupe_key=f"grade:{attempt.pk}{again}", attempt_id=attempt.pk)
