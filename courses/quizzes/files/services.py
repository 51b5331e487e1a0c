"""Files come in: on the disk first, then named by a row and an answer in one transaction."""

import os
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import BadAnswer, NoSuchAttempt, NoSuchQuestion
from courses.quizzes.files.checks import FileRefused, Incoming, check_all
from courses.quizzes.files.models import AnswerFile, place_of
from courses.quizzes.files.queries import named_files
from courses.quizzes.files.room import Room, locked_room
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.models import Answer, Attempt, QuizSlot
from courses.quizzes.queries import current_answers, in_attempt_language, own_attempt
from courses.quizzes.services.answers import Saved, in_time, is_late, is_left_behind
from courses.quizzes.services.locking import locked_attempt, settled
from courses.quizzes.types.registry import kind

# Of one question in one attempt, those taken back with them: a disk is not filled by one person.
MOST_KEPT = 40


@dataclass(frozen=True, slots=True)
class Sent:
    """What became of the files; `value` is the answer that stands now."""

    saved: Saved
    value: list[dict[str, Any]] | None


def receive_files(
    attempt_id: uuid.UUID, user: User, *, slot_id: int, files: Sequence[UploadedFile[Any]]
) -> Sent:
    """Adds files to the answer of a question; returns only after they and COMMIT are on the disk.

    Where one file is taken, a new one takes the place of the old. Raises NoSuchAttempt,
    NoSuchQuestion, FileRefused, BadAnswer (nothing stored), TooLate, AlreadySubmitted or
    LeftBehind (stored as evidence).
    """
    attempt = own_attempt(user, attempt_id)
    if attempt is None:
        raise NoSuchAttempt
    slot = _slot(attempt, slot_id)
    spec = in_attempt_language(slot.question_version.specs, attempt)
    rows = [(_on_disk(attempt, slot, one), one) for one in check_all(files, spec)]
    try:
        attempt, sent = settled(lambda: _record(attempt_id, user, slot, rows))
    except BadAnswer:
        _forget(attempt_id, user, [row for row, _one in rows])
        raise
    in_time(attempt, sent.saved)
    return sent


def _slot(attempt: Attempt, slot_id: int) -> QuizSlot:
    rows = QuizSlot.objects.select_related("question_version")
    slot = rows.filter(pk=slot_id, quiz_edition=attempt.quiz_edition_id).first()
    if slot is None or not kind(slot.question_version.kind).takes_files:
        raise NoSuchQuestion
    return slot


def _on_disk(attempt: Attempt, slot: QuizSlot, one: Incoming) -> AnswerFile:
    """A row still to be stored, of a file that is. The same content again is there already: its
    time is set anew, so that no sweep takes it meanwhile."""
    row = AnswerFile(
        attempt=attempt,
        slot=slot,
        name=one.name,
        format=one.format,
        size=one.size,
        sha256=one.sha256,
    )
    name = place_of(row, "")
    try:
        os.utime(default_storage.path(name))
    except FileNotFoundError:
        name = default_storage.save(name, one.file)
    row.file.name = name
    return row


@transaction.atomic
def _forget(attempt_id: uuid.UUID, user: User, rows: Sequence[AnswerFile]) -> None:
    """Of what was refused nothing stays on the disk: sent over and over, it would fill it.

    Under the attempt's lock, so that no file goes that another request is about to name.
    """
    attempt = locked_attempt(attempt_id, user)
    named = set(AnswerFile.objects.filter(attempt=attempt).values_list("file", flat=True))
    for row in rows:
        if row.file.name not in named:
            default_storage.delete(str(row.file.name))


def _record(
    attempt_id: uuid.UUID, user: User, slot: QuizSlot, rows: Sequence[tuple[AnswerFile, Incoming]]
) -> tuple[Attempt, Sent]:
    attempt = locked_attempt(attempt_id, user)
    now = database_now()
    is_behind = is_left_behind(attempt, slot.pk)
    late = is_behind or is_late(attempt, attempt.quiz_edition, now)
    room = locked_room(attempt, slot.pk)
    found = [_kept(attempt, row, one, now) for row, one in rows]
    _make_sure_of(room, [row for row, is_new in found if is_new])
    kept = [str(row.public_id) for row, _is_new in found]
    spec = in_attempt_language(slot.question_version.specs, attempt)
    standing = current_answers(attempt.pk).get(slot.pk) or []
    ids: list[Any] = [*standing, *kept] if spec["max_files"] > 1 else kept[-1:]
    checked = kind(slot.question_version.kind).check_value(spec, ids)
    value = named_files(attempt.pk, slot.pk, checked)
    top = Answer.objects.filter(attempt=attempt).order_by("-sequence").first()
    sequence = (top.sequence if top else 0) + 1
    Answer.objects.create(
        attempt=attempt,
        slot=slot,
        operation_id=uuid.uuid4(),
        sequence=sequence,
        value=value,
        value_hash=fingerprint(value),
        is_late=late,
        received_at=now,
    )
    saved = Saved(received_at=now, sequence=sequence, late=late, is_behind=is_behind)
    return attempt, Sent(saved, value)


def _make_sure_of(room: Room, new: Sequence[AnswerFile]) -> None:
    """Raises FileRefused. What was there before takes no more room when it is sent again."""
    if new and sum(row.size for row in new) > room.left:
        raise room.refusal()
    if new and room.for_question + len(new) > MOST_KEPT:
        words = _("You have sent %(most)d files for this question. No more can be kept.")
        raise FileRefused(words % {"most": MOST_KEPT})


def _kept(
    attempt: Attempt, row: AnswerFile, one: Incoming, now: datetime
) -> tuple[AnswerFile, bool]:
    """(the file's row, whether it is new), an earlier one if the very same was sent before."""
    if not default_storage.exists(str(row.file.name)):  # a sweep was quicker
        row.file.name = default_storage.save(place_of(row, ""), one.file)
    return AnswerFile.objects.get_or_create(
        attempt=attempt,
        slot=row.slot,
        sha256=row.sha256,
        name=row.name,
        defaults={
            "format": row.format,
            "size": row.size,
            "file": row.file.name,
            "received_at": now,
        },
    )
