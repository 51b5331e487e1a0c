"""Saving answers: appended under the attempt's lock, idempotent by the client's operation id."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import transaction

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.deadlines import Grace, seconds_left
from courses.quizzes.errors import (
    AlreadySubmitted,
    BadAnswer,
    LeftBehind,
    MadeVoid,
    NoSuchQuestion,
    OperationReused,
    SubmittedByStaff,
    TooLate,
)
from courses.quizzes.files.queries import named_files
from courses.quizzes.fingerprint import canonical, fingerprint, is_storable
from courses.quizzes.models import Answer, Attempt
from courses.quizzes.queries import current_answers, in_attempt_language, slots_of
from courses.quizzes.quiz_settings import Order
from courses.quizzes.services.facts import Facts, facts_for
from courses.quizzes.services.giving_back import is_over_for_visitor
from courses.quizzes.services.locking import locked_alone, locked_attempt, settled
from courses.quizzes.services.walking import Way, followed, stepped
from courses.quizzes.taking.at_hand import check_on_page
from courses.quizzes.taking.places import number_of
from courses.quizzes.trying.errors import QuestionClosed
from courses.quizzes.trying.rules import is_closed
from courses.quizzes.types.base import Kind
from courses.quizzes.types.registry import kind
from elearning.prepared import insert

MAX_VALUE_CHARACTERS = 20_000
MAX_SEQUENCE = 2**53


def prefix_of(slot_id: int) -> str:
    """What the names of a question's inputs begin with, in every form."""
    return f"q{slot_id}"


@dataclass(frozen=True, slots=True)
class Fields:
    """An answer still as a form sent it: {name: [values]}, names beginning with `prefix`."""

    data: Mapping[str, Sequence[str]]
    prefix: str


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of an answer. `received_at` is the database's time.

    `already`: this very operation had been stored before. `holds`: no answer with a higher
    sequence stands for the question. `sequence`: the attempt's highest so far. `refused` (of a
    whole page): {slot id: sentence} for answers that do not fit their question. `is_behind`: the
    question was left before, in a quiz that is taken in its order. `seconds_left`:
    until the deadline, which may have moved since the page was made. `way`: of a walked kind,
    where it stands now. `read_as`: as Kind.how_read.
    """

    received_at: datetime
    sequence: int
    already: bool = False
    late: bool = False
    holds: bool = True
    refused: Mapping[int, str] = field(default_factory=dict)
    is_behind: bool = False
    seconds_left: int | None = None
    way: Way | None = None
    read_as: Mapping[str, str] = field(default_factory=dict)


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

    `attempt_id` is the public id, `value` JSON or Fields. Raises NoSuchAttempt,
    NoSuchQuestion, BadAnswer, OperationReused (nothing stored), TooLate, AlreadySubmitted or
    LeftBehind (stored as evidence).
    """
    answer = Answer(slot_id=slot_id, operation_id=operation_id, sequence=sequence, value=value)
    attempt, saved = settled(lambda: _save(attempt_id, user, answer))
    return in_time(attempt, saved)


def in_time(attempt: Attempt, saved: Saved) -> Saved:
    """What was saved. Raises TooLate, AlreadySubmitted, SubmittedByStaff or MadeVoid when it came
    after the end, LeftBehind when its question was left before."""
    if not saved.late:
        return saved
    if saved.is_behind and attempt.state == Attempt.State.OPEN:
        raise LeftBehind(saved)
    if attempt.state == Attempt.State.VOID:
        raise MadeVoid(saved)
    raise ENDED.get(attempt.submitted_by, TooLate)(saved)


ENDED: Mapping[str, type[TooLate]] = {
    Attempt.SubmittedBy.LEARNER: AlreadySubmitted,
    Attempt.SubmittedBy.STAFF: SubmittedByStaff,
}


def _save(public_id: uuid.UUID, user: User, answer: Answer) -> tuple[Attempt, Saved]:
    attempt = locked_alone(public_id, user)
    is_behind = is_left_behind(attempt, answer.slot_id)
    if not 0 <= answer.sequence < MAX_SEQUENCE:
        raise BadAnswer
    facts = facts_for(attempt.pk, answer)
    spec = in_attempt_language(facts.specs, attempt)
    # Not into `answer` itself: the save may have to run a second time.
    known = kind(facts.kind)
    value, way = _checked(known, spec, answer.value), None
    if known.takes_files:
        value = named_files(attempt.pk, answer.slot_id, value)
    if known.is_walked:
        if facts.order == Order.SEQUENTIAL and not is_behind:
            # The step is answered with what comes next: nothing of a page still to come.
            check_on_page(attempt, number_of(attempt, answer.slot_id) or 0)
        value, way = followed(Way(answer.slot_id, known, spec), answer, value, facts)
    if facts.earlier is not None:
        earlier = Answer.objects.get(pk=facts.earlier)
        same = _same_again(facts, earlier, answer, fingerprint(value))
        told = known.how_read(spec, value, prefix_of(answer.slot_id))
        return attempt, replace(same, way=way, is_behind=is_behind, read_as=told)
    if attempt.state == Attempt.State.OPEN and is_closed(attempt.tries, answer.slot_id):
        raise QuestionClosed
    stored = Answer(
        attempt=attempt,
        slot_id=answer.slot_id,
        operation_id=answer.operation_id,
        sequence=answer.sequence,
        value=value,
        value_hash=fingerprint(value),
        is_late=is_behind or is_late(attempt, facts, facts.now),
        received_at=facts.now,
    )
    insert(stored)
    return attempt, Saved(
        received_at=stored.received_at,
        sequence=max(stored.sequence, facts.highest),
        late=stored.is_late,
        is_behind=is_behind,
        holds=stored.sequence >= facts.highest_of_slot,
        seconds_left=seconds_left(attempt, facts.now),
        way=way,
        read_as=known.how_read(spec, value, prefix_of(answer.slot_id)),
    )


def _same_again(facts: Facts, earlier: Answer, answer: Answer, value_hash: str) -> Saved:
    same = (answer.slot_id, answer.sequence, value_hash)
    if (earlier.slot_id, earlier.sequence, earlier.value_hash) != same:
        raise OperationReused
    return Saved(
        received_at=earlier.received_at,
        sequence=facts.highest,
        already=True,
        late=earlier.is_late,
        holds=earlier.sequence >= facts.highest_of_slot,
    )


def is_left_behind(attempt: Attempt, slot_id: int) -> bool:
    """Whether the question's page was left, where that is for good (Attempt.reached). Call it with
    the row locked. Raises NoSuchQuestion."""
    for place, shown in enumerate(attempt.layout):
        if shown["slot"] == slot_id:
            return place < attempt.reached
    raise NoSuchQuestion


def is_late(attempt: Attempt, quiz: Grace, now: datetime) -> bool:
    return attempt.state != Attempt.State.OPEN or is_over_for_visitor(attempt, quiz, now)


def _checked(known: Kind, spec: Mapping[str, Any], value: Any) -> Any:
    """The value in its kind's one form. Raises BadAnswer."""
    if isinstance(value, Fields):
        value = known.read_value(value.data, value.prefix)
    if not is_storable(value) or len(canonical(value)) > MAX_VALUE_CHARACTERS:
        raise BadAnswer
    return None if value is None else known.check_value(spec, value)


def save_page(
    attempt_id: uuid.UUID, user: User, *, values: Mapping[int, Any], seen: Mapping[int, str]
) -> Saved:
    """Stores a whole form's answers, sent without JavaScript; unchanged ones are passed over.

    `seen` is {slot id: fingerprint of the value the form was made with}: a form from another
    tab changes only what was changed in it. An answer that does not fit is named in
    `refused`, the others are stored. Raises NoSuchAttempt, TooLate, AlreadySubmitted.
    """
    with transaction.atomic():
        attempt = locked_attempt(attempt_id, user)
        saved = _save_page(attempt, values, seen)
    return in_time(attempt, saved)


def _save_page(attempt: Attempt, values: Mapping[int, Any], seen: Mapping[int, str]) -> Saved:
    now = database_now()
    late = is_late(attempt, attempt.quiz_edition, now)
    top = Answer.objects.filter(attempt=attempt).order_by("-sequence").first()
    sequence = top.sequence if top else 0
    changed, refused = _changed(attempt, values, seen, now)
    behind = {slot_id for slot_id in changed if is_left_behind(attempt, slot_id)}
    Answer.objects.bulk_create(
        Answer(
            attempt=attempt,
            slot_id=slot_id,
            operation_id=uuid.uuid4(),
            sequence=sequence + step,
            value=value,
            value_hash=fingerprint(value),
            is_late=late or slot_id in behind,
            received_at=now,
        )
        for step, (slot_id, value) in enumerate(changed.items(), 1)
    )
    return Saved(
        received_at=now,
        sequence=sequence + len(changed),
        late=late and bool(changed),
        is_behind=bool(behind),
        refused=refused,
    )


def _changed(
    attempt: Attempt, values: Mapping[int, Any], seen: Mapping[int, str], now: datetime
) -> tuple[dict[int, Any], dict[int, str]]:
    """({slot id: new value}, {slot id: why it was refused})."""
    standing = current_answers(attempt.pk)
    changed: dict[int, Any] = {}
    refused: dict[int, str] = {}
    for slot in slots_of(attempt):
        if slot.pk not in values:
            continue
        known = kind(slot.question_version.kind)
        spec = in_attempt_language(slot.question_version.specs, attempt)
        try:
            value = _checked(known, spec, values[slot.pk])
            if known.takes_files:
                value = named_files(attempt.pk, slot.pk, value)
            if known.is_walked:
                value = stepped(known, spec, standing.get(slot.pk), value, now)
        except BadAnswer as error:
            refused[slot.pk] = str(error)
            continue
        if fingerprint(value) in (seen.get(slot.pk), fingerprint(standing.get(slot.pk))):
            continue
        if not is_closed(attempt.tries, slot.pk):
            changed[slot.pk] = value
        elif value is not None:
            refused[slot.pk] = str(QuestionClosed())
    return changed, refused
