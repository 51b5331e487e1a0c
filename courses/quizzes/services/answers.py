"""Saving answers: appended under the attempt's lock, idempotent by the client's operation id."""

import hashlib
import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F, Subquery
from django.db.models.functions import Now

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.deadlines import is_over
from courses.quizzes.errors import (
    AlreadySubmitted,
    BadAnswer,
    NoSuchQuestion,
    OperationReused,
    TooLate,
)
from courses.quizzes.models import Answer, Attempt, QuizSlot
from courses.quizzes.queries import current_answers, in_attempt_language
from courses.quizzes.services.locking import locked_attempt, settled
from courses.quizzes.types import kind
from courses.quizzes.types.base import MalformedAnswer

MAX_VALUE_CHARACTERS = 20_000
MAX_SEQUENCE = 2**53


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer. `received_at` is the database's time.

    `already`: this very operation had been stored before. `holds`: no answer with a higher
    sequence stands for the question. `sequence`: the attempt's highest so far.
    """

    received_at: datetime
    sequence: int
    already: bool = False
    late: bool = False
    holds: bool = True


def fingerprint(value: Any) -> str:
    """SHA-256 of the value's canonical JSON."""
    canonical = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def save_answer(
    attempt_id: uuid.UUID,
    user: User,
    *,
    slot_id: int,
    operation_id: uuid.UUID,
    sequence: int,
    value: Any,
) -> Saved:
    """Stores one answer; returns only after COMMIT.

    `attempt_id` is the public id. Raises NoSuchAttempt, NoSuchQuestion, BadAnswer,
    OperationReused (nothing stored), TooLate or AlreadySubmitted (stored as evidence).
    """
    answer = Answer(slot_id=slot_id, operation_id=operation_id, sequence=sequence, value=value)
    attempt, saved = settled(lambda: _save(attempt_id, user, answer))
    return _in_time(attempt, saved)


def _in_time(attempt: Attempt, saved: Saved) -> Saved:
    if not saved.late:
        return saved
    by_learner = attempt.submitted_by == Attempt.SubmittedBy.LEARNER
    raise AlreadySubmitted(saved) if by_learner else TooLate(saved)


def _save(public_id: uuid.UUID, user: User, answer: Answer) -> tuple[Attempt, Saved]:
    attempt = locked_attempt(public_id, user)
    if not any(place["slot"] == answer.slot_id for place in attempt.layout):
        raise NoSuchQuestion
    about = _about(attempt, answer)
    value = _checked(about["kind"], in_attempt_language(about["specs"], attempt), answer.value)
    answer.value_hash = fingerprint(value)
    if about["earlier"]:
        return attempt, _same_again(about, answer)
    if not 0 <= answer.sequence < MAX_SEQUENCE:
        raise BadAnswer
    answer.attempt, answer.value, answer.received_at = attempt, value, about["now"]
    answer.is_late = _is_late(attempt, about["now"])
    answer.save(force_insert=True)
    return attempt, Saved(
        received_at=about["now"],
        sequence=max(answer.sequence, about["highest"] or 0),
        late=answer.is_late,
        holds=answer.sequence >= (about["highest_of_slot"] or 0),
    )


def _about(attempt: Attempt, answer: Answer) -> dict[str, Any]:
    """Everything a save must know, in one query: question, clock, what is there already."""
    answers = Answer.objects.filter(attempt=attempt).order_by()
    top = answers.order_by("-sequence").values("sequence")
    return (
        QuizSlot.objects.filter(pk=answer.slot_id)
        .values(
            kind=F("question_version__kind"),
            specs=F("question_version__specs"),
            now=Now(),
            earlier=Subquery(answers.filter(operation_id=answer.operation_id).values("pk")[:1]),
            highest=Subquery(top[:1]),
            highest_of_slot=Subquery(top.filter(slot=answer.slot_id, is_late=False)[:1]),
        )
        .get()
    )


def _same_again(about: dict[str, Any], answer: Answer) -> Saved:
    earlier = Answer.objects.get(pk=about["earlier"])
    same = ("slot_id", "sequence", "value_hash")
    if any(getattr(earlier, field) != getattr(answer, field) for field in same):
        raise OperationReused
    return Saved(
        received_at=earlier.received_at,
        sequence=about["highest"],
        already=True,
        late=earlier.is_late,
        holds=earlier.sequence >= (about["highest_of_slot"] or 0),
    )


def _is_late(attempt: Attempt, now: datetime) -> bool:
    return attempt.state != Attempt.State.OPEN or is_over(attempt, attempt.quiz_edition, now)


def _checked(kind_name: str, spec: Mapping[str, Any], value: Any) -> Any:
    if len(json.dumps(value)) > MAX_VALUE_CHARACTERS:
        raise BadAnswer
    if value is None:
        return None
    try:
        return kind(kind_name).check_value(spec, value)
    except MalformedAnswer as error:
        raise BadAnswer from error


def save_page(
    attempt_id: uuid.UUID, user: User, *, values: Mapping[int, Any], seen: Mapping[int, str]
) -> Saved:
    """Stores a whole form's answers, sent without JavaScript; unchanged ones are passed over.

    `seen` is {slot id: fingerprint of the value the form was made with}: a form from another
    tab changes only what was changed in it. Raises as save_answer does.
    """
    with transaction.atomic():
        attempt = locked_attempt(attempt_id, user)
        saved = _save_page(attempt, values, seen)
    return _in_time(attempt, saved)


def _save_page(attempt: Attempt, values: Mapping[int, Any], seen: Mapping[int, str]) -> Saved:
    now = database_now()
    late = _is_late(attempt, now)
    top = Answer.objects.filter(attempt=attempt).order_by("-sequence").first()
    sequence = top.sequence if top else 0
    standing = current_answers(attempt.pk)
    slots = QuizSlot.objects.filter(pk__in=[place["slot"] for place in attempt.layout])
    new = []
    for slot in slots.select_related("question_version"):
        if slot.pk not in values:
            continue
        version = slot.question_version
        spec = in_attempt_language(version.specs, attempt)
        value = _checked(version.kind, spec, values[slot.pk])
        value_hash = fingerprint(value)
        if value_hash in (seen.get(slot.pk), fingerprint(standing.get(slot.pk))):
            continue
        sequence += 1
        new.append(
            Answer(
                attempt=attempt,
                slot=slot,
                operation_id=uuid.uuid4(),
                sequence=sequence,
                value=value,
                value_hash=value_hash,
                is_late=late,
                received_at=now,
            )
        )
    Answer.objects.bulk_create(new)
    return Saved(received_at=now, sequence=sequence, late=late and bool(new))
