"""An attempt's life: start, submit, expire, extend, each under the row's lock."""

import secrets
import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from courses.catalog.models import Enrolment
from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.quizzes.deadlines import deadline_of, grant_time, is_over, schedule_expiry
from courses.quizzes.errors import NotEnrolled, NotPublished, NotUnderWay
from courses.quizzes.fingerprint import fingerprint
from courses.quizzes.grading import HINTS
from courses.quizzes.layout import Place, SlotShape, draw_layout
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from courses.quizzes.queries import current_answers, in_language_of, slots_of_edition
from courses.quizzes.rules import check_may_start
from courses.quizzes.services.giving_back import (
    closing_for_visitor,
    give_back,
    is_over_for_visitor,
    wait_for_web,
)
from courses.quizzes.services.locking import locked_attempt, settled
from courses.quizzes.types.registry import kind
from elearning.prepared import Prepared, PreparedUpdate, given, insert

# What submission sets once and for all.
FROZEN = ("state", "submitted_at", "submitted_by", "snapshot", "snapshot_hash")


def start_attempt(user: User, quiz: Quiz, *, after: int | None = None) -> Attempt:
    """A new attempt on the quiz as it is published now, or the one still under way.

    `after` is the number of the last attempt that whoever asks knew of, 0 for none: when a later
    one is there, this request came twice or far too late, and that one is returned, ended or not.
    Raises NotPublished, NotEnrolled, NotOpenYet, Closed, NoAttemptsLeft.
    """
    return settled(lambda: _start(user, quiz, after))


def _start(user: User, quiz: Quiz, after: int | None) -> Attempt:
    enrolment = _locked_enrolment(user, quiz)
    now = database_now()
    under_way = _under_way(user, quiz, now)
    if under_way:
        return under_way
    published = _published.first(quiz=quiz.pk)
    taken = _taken.all(user=user.pk, quiz=quiz.pk)
    counted = [attempt for attempt in taken if attempt.state != Attempt.State.VOID]
    unknown = [attempt for attempt in counted if after is not None and attempt.number > after]
    if unknown:
        return max(unknown, key=lambda attempt: attempt.number)
    if published is None:
        raise NotPublished
    closes_at = closing_for_visitor(published, now)
    check_may_start(published, used=len(counted), now=now, closes_at=closes_at)
    seed = secrets.randbits(53)
    attempt = Attempt(
        user=user,
        quiz=quiz,
        quiz_edition=published,
        number=max((attempt.number for attempt in taken), default=0) + 1,
        language=enrolment.language,
        seed=seed,
        layout=_layout(published, seed, enrolment.language),
        started_at=now,
        deadline_at=deadline_of(published, now, closes_at=closes_at),
    )
    insert(attempt)
    schedule_expiry(attempt, published)
    return attempt


# Starts come all at once: a whole class in the same ten seconds.
_enrolled = Prepared(
    lambda: Enrolment.objects.select_for_update().filter(
        course=given("course"), user=given("user"), withdrawn_at=None
    )
)
_open = Prepared(
    lambda: (
        Attempt.objects.select_for_update(of=("self",))
        .select_related("quiz_edition")
        .filter(user=given("user"), quiz=given("quiz"), state=Attempt.State.OPEN)
    )
)
_published = Prepared(
    lambda: QuizEdition.objects.filter(
        quiz=given("quiz"), edition__course__current_edition=F("edition")
    )
)
_taken = Prepared(
    lambda: Attempt.objects.filter(user=given("user"), quiz=given("quiz")).only("number", "state")
)


def _locked_enrolment(user: User, quiz: Quiz) -> Enrolment:
    """All starts of one person in one course stand in line at this row."""
    enrolment = _enrolled.first(course=quiz.course_id, user=user.pk)
    if enrolment is None:
        raise NotEnrolled
    return enrolment


def _under_way(user: User, quiz: Quiz, now: datetime) -> Attempt | None:
    """The open attempt; one whose time is up is submitted on the way."""
    attempt = _open.first(user=user.pk, quiz=quiz.pk)
    if attempt and is_over_for_visitor(attempt, attempt.quiz_edition, now):
        _freeze(attempt, now, Attempt.SubmittedBy.CLOCK)
        return None
    return attempt


def _layout(published: QuizEdition, seed: int, language: str) -> list[Place]:
    shapes = []
    for slot in slots_of_edition(published.pk):
        version = slot.question_version
        ids = kind(version.kind).choice_ids(in_language_of(version.specs, language))
        choices = None if ids is None else tuple(ids)
        shapes.append(SlotShape(slot.pk, choices, slot.stimulus_version_id))
    return draw_layout(
        shapes,
        seed=seed,
        shuffle_questions=published.shuffle_questions,
        shuffle_choices=published.shuffle_choices,
    )


def submit_attempt(attempt_id: uuid.UUID, user: User) -> Attempt:
    """Freezes the answers and commits the job that grades them.

    Sent again, whoever submitted first, it returns the same attempt. Raises NoSuchAttempt.
    """
    with transaction.atomic():
        attempt = locked_attempt(attempt_id, user)
        if attempt.state == Attempt.State.OPEN:
            now = database_now()
            over = is_over_for_visitor(attempt, attempt.quiz_edition, now)
            by = Attempt.SubmittedBy.CLOCK if over else Attempt.SubmittedBy.LEARNER
            _freeze(attempt, now, by)
        return attempt


def expire_attempt(attempt_id: int, *, waited: bool = False) -> bool:
    """Submits an open attempt whose time is up; True when this call did. Takes the row id.

    Not while the web is away, unless it has `waited` for its return long enough.
    """
    with transaction.atomic():
        rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_edition")
        attempt = rows.filter(pk=attempt_id, state=Attempt.State.OPEN).first()
        if attempt is None:
            return False
        quiz, now = attempt.quiz_edition, database_now()
        if is_over(attempt, quiz, now):
            give_back(attempt, quiz)
        if not is_over(attempt, quiz, now):
            schedule_expiry(attempt, quiz)
            return False
        if not waited and wait_for_web(attempt):
            return False
        _freeze(attempt, now, Attempt.SubmittedBy.CLOCK)
        return True


_frozen = PreparedUpdate(
    lambda: (
        Attempt.objects.filter(pk=given("pk"), state=Attempt.State.OPEN),
        {name: given(name) for name in FROZEN},
    )
)


def _freeze(attempt: Attempt, now: datetime, by: Attempt.SubmittedBy) -> None:
    """Call it with the row locked. The guard is repeated in the UPDATE."""
    answers = current_answers(attempt.pk)
    snapshot: dict[str, Any] = {
        str(place["slot"]): answers[place["slot"]]
        for place in attempt.layout
        if answers.get(place["slot"]) is not None
    }
    if attempt.hints:
        snapshot[HINTS] = attempt.hints
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
    enqueue("quizzes.grade_attempt", dedupe_key=f"grade:{attempt.pk}", attempt_id=attempt.pk)


def extend_attempt(attempt_id: int, *, seconds: int, reason: str, by: User | None) -> Attempt:
    """Moves the deadline of an attempt under way, on record. Raises NotUnderWay."""
    with transaction.atomic():
        rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_edition")
        attempt = rows.filter(pk=attempt_id, state=Attempt.State.OPEN).first()
        if attempt is None or attempt.deadline_at is None:
            raise NotUnderWay
        grant_time(attempt, seconds=seconds, reason=reason, granted_by=by)
        attempt.save(update_fields=["deadline_at"])
        schedule_expiry(attempt, attempt.quiz_edition)
        return attempt
