"""An attempt's life: start, submit, expire, extend, each under the row's lock."""

import secrets
import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import F

from courses.catalog.models import Enrolment
from courses.outbox import outages
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.deadlines import (
    DEADLINE,
    deadline_of,
    grant_time,
    is_over,
    schedule_expiry,
)
from courses.quizzes.errors import NotEnrolled, NotPublished, NotUnderWay
from courses.quizzes.gates.checking import NOTHING, Brought, check_gates, has_honour
from courses.quizzes.models import Attempt, Quiz, QuizEdition
from courses.quizzes.rules import check_may_start
from courses.quizzes.services.freezing import freeze
from courses.quizzes.services.giving_back import (
    give_all,
    is_over_for_visitor,
    wait_for_web,
)
from courses.quizzes.services.layouts import layout_for
from courses.quizzes.services.locking import locked_attempt, settled
from courses.quizzes.terms.closing import closing_for_visitor
from courses.quizzes.terms.queries import terms_for
from elearning.prepared import Prepared, given, insert


def start_attempt(
    user: User, quiz: Quiz, *, after: int | None = None, brought: Brought = NOTHING
) -> Attempt:
    """A new attempt on the quiz as it is published now, or the one still under way.

    `after` is the number of the last attempt that whoever asks knew of, 0 for none: when a later
    one is there, this request came twice or far too late, and that one is returned, ended or not.
    Raises NotPublished, NotEnrolled, NotOpenYet, Closed, NoAttemptsLeft, TooSoon, and
    what check_gates does.
    """
    return settled(lambda: _start(user, quiz, after, brought))


def _start(user: User, quiz: Quiz, after: int | None, brought: Brought) -> Attempt:
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
    terms = terms_for(user.pk, published, at=now)
    closes_at = closing_for_visitor(terms, now)
    check_may_start(terms, taken=counted, now=now, closes_at=closes_at)
    check_gates(user, published, brought)
    seed = secrets.randbits(53)
    deadline_at = deadline_of(terms, now, closes_at=closes_at)
    attempt = Attempt(
        user=user,
        quiz=quiz,
        quiz_edition=published,
        number=max((attempt.number for attempt in taken), default=0) + 1,
        language=enrolment.language,
        seed=seed,
        layout=layout_for(published, user.pk, seed, enrolment.language),
        started_at=now,
        honoured_at=now if has_honour(published) else None,
        deadline_at=deadline_at,
        promised_at=deadline_at,
        break_seconds=int(terms.breaks.total_seconds()),
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
    lambda: Attempt.objects.filter(user=given("user"), quiz=given("quiz")).only(
        "number", "state", "submitted_at"
    )
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
        freeze(attempt, now, Attempt.SubmittedBy.CLOCK)
        return None
    return attempt


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
            freeze(attempt, now, by)
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
        # Before anything is given back: the outage that this sign of life ended is known by then.
        sign = outages.last_sign()
        if is_over(attempt, quiz, now):
            give_all(attempt, quiz)
        if not is_over(attempt, quiz, now):
            schedule_expiry(attempt, quiz)
            return False
        if not waited and wait_for_web(attempt, sign):
            return False
        freeze(attempt, now, Attempt.SubmittedBy.CLOCK)
        return True


def extend_attempt(attempt_id: int, *, seconds: int, reason: str, by: User | None) -> Attempt:
    """Moves the deadline of an attempt under way, on record. Raises NotUnderWay."""
    with transaction.atomic():
        rows = Attempt.objects.select_for_update(of=("self",)).select_related("quiz_edition")
        attempt = rows.filter(pk=attempt_id, state=Attempt.State.OPEN).first()
        if attempt is None or attempt.deadline_at is None:
            raise NotUnderWay
        grant_time(attempt, seconds=seconds, reason=reason, granted_by=by)
        attempt.save(update_fields=DEADLINE)
        schedule_expiry(attempt, attempt.quiz_edition)
        return attempt
