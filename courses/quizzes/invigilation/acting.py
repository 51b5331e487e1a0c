"""How every act goes: once, under the row lock, on record, and told to whom it concerns."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from courses.catalog.models import Enrolment
from courses.outbox.clock import database_now
from courses.people.models import User
from courses.quizzes.errors import NoSuchAttempt
from courses.quizzes.invigilation.consequences import after_change
from courses.quizzes.invigilation.errors import ChangedMeanwhile, NotPossible
from courses.quizzes.invigilation.mails import tell_learner
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.queries import stamp_for
from courses.quizzes.invigilation.rules import Kind, why_not
from courses.quizzes.invigilation.states import SEEN, kept
from courses.quizzes.models import Attempt
from courses.quizzes.services.giving_back import give_back
from courses.quizzes.services.locking import settled


@dataclass(frozen=True, slots=True)
class Press:
    """What an act's form brings. `seen`: the attempt as its page showed it (queries.stamp_for);
    None: however it stands."""

    by: User
    reason: str
    operation: uuid.UUID
    seen: str | None = None


# Does it to the locked attempt; what the act's row keeps beside what there was before.
Deed = Callable[[Attempt, datetime], dict[str, Any]]


def act(attempt_id: int, kind: Kind, press: Press, deed: Deed, **more: Any) -> AttemptAct:
    """Sent twice, it is done once. Raises NoSuchAttempt, ChangedMeanwhile, NotPossible."""
    return settled(lambda: _act(attempt_id, kind, press, deed, more))


def _act(attempt_id: int, kind: Kind, press: Press, deed: Deed, more: dict[str, Any]) -> AttemptAct:
    attempt = locked(attempt_id, kind)
    rows = AttemptAct.objects.filter(attempt=attempt, operation_id=press.operation)
    earlier = rows.first()
    if earlier is not None:
        return earlier
    if press.seen is not None and press.seen != stamp_for(attempt):
        raise ChangedMeanwhile
    problem = why_not(kind, attempt)
    if problem:
        raise NotPossible(problem)
    _settle_clock(attempt)
    before, now = kept(attempt, SEEN), database_now()
    after = deed(attempt, now)
    done = AttemptAct.objects.create(
        attempt=attempt,
        kind=kind,
        operation_id=press.operation,
        reason=press.reason,
        by=press.by,
        at=now,
        before=before,
        after=after,
        **more,
    )
    if not attempt.acted_on:
        attempt.acted_on = True
        attempt.save(update_fields=["acted_on"])
    after_change(attempt, done)
    tell_learner(attempt, done)
    return done


def _settle_clock(attempt: Attempt) -> None:
    """What outages took is given back before anybody moves or stops the clock."""
    if attempt.state == Attempt.State.OPEN and attempt.deadline_at is not None:
        give_back(attempt, attempt.quiz_edition)


def locked(attempt_id: int, kind: str) -> Attempt:
    """Its row locked until the transaction ends. Raises NoSuchAttempt."""
    if kind == Kind.ATTEMPT:
        _stand_in_line_with_starts(attempt_id)
    rows = Attempt.objects.select_for_update(of=("self",))
    rows = rows.select_related("quiz_edition", "quiz__course", "user")
    attempt = rows.filter(pk=attempt_id).first()
    if attempt is None:
        raise NoSuchAttempt
    return attempt


def _stand_in_line_with_starts(attempt_id: int) -> None:
    """A start locks the enrolment, then the attempt; so must whatever needs both."""
    of_attempt = Attempt.objects.filter(pk=attempt_id).values_list("user", "quiz__course")
    for user_id, course_id in of_attempt:
        Enrolment.objects.select_for_update().filter(user=user_id, course=course_id).first()
