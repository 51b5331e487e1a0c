"""Taking an act back: what held before holds again, as long as nothing contradicts it."""

from datetime import datetime

from courses.outbox.clock import database_now
from courses.outbox.services import enqueue
from courses.people.models import User
from courses.quizzes.deadlines import DEADLINE, grant_time, schedule_expiry
from courses.quizzes.invigilation.acting import locked
from courses.quizzes.invigilation.consequences import after_change
from courses.quizzes.invigilation.errors import CannotUndo, NoSuchAct
from courses.quizzes.invigilation.going_on import go_on, move_end
from courses.quizzes.invigilation.mails import tell_learner
from courses.quizzes.invigilation.models import AttemptAct
from courses.quizzes.invigilation.queries import Happened, acts_on
from courses.quizzes.invigilation.rules import Kind, seconds_to_take_back, why_not_undo
from courses.quizzes.invigilation.states import restore, value_of
from courses.quizzes.models import Attempt
from courses.quizzes.services.freezing import freeze
from courses.quizzes.services.locking import settled
from courses.quizzes.terms.services import take_back_attempt


def undo(act_id: int, *, by: User) -> AttemptAct:
    """Pressed twice, it is undone once. Raises NoSuchAct, CannotUndo."""
    return settled(lambda: _undo(act_id, by))


def _undo(act_id: int, by: User) -> AttemptAct:
    asked = AttemptAct.objects.filter(pk=act_id).first()
    if asked is None:
        raise NoSuchAct
    attempt, now = locked(asked.attempt_id, asked.kind), database_now()
    acts = acts_on(attempt)
    act = next(one for one in acts if one.pk == act_id)
    if act.undone_at is not None:
        return act
    problem = why_not_undo(attempt, act, Happened(attempt, act, acts, now))
    if problem:
        raise CannotUndo(problem)
    act.undone_at, act.undone_by = now, by
    UNDO[Kind(act.kind)](attempt, act, now)
    act.save(update_fields=["undone_at", "undone_by", "taken_back"])
    after_change(attempt, act)
    tell_learner(attempt, act)
    return act


def _time(attempt: Attempt, act: AttemptAct, now: datetime) -> None:
    act.taken_back = seconds_to_take_back(attempt, act, now)
    grant_time(attempt, seconds=-act.taken_back, reason=act.reason, granted_by=act.undone_by)
    attempt.save(update_fields=DEADLINE)
    schedule_expiry(attempt, attempt.quiz_edition)


def _reopening(attempt: Attempt, act: AttemptAct, _now: datetime) -> None:
    end = value_of(act.before, "deadline_at")
    move_end(attempt, end, reason=act.reason, by=act.undone_by)
    restore(attempt, act.before)
    _grade_if_submitted(attempt, act)


def _submitting(attempt: Attempt, act: AttemptAct, now: datetime) -> None:
    _go_on_where_it_stopped(attempt, act, now)


def _void(attempt: Attempt, act: AttemptAct, now: datetime) -> None:
    restore(attempt, act.before)
    if attempt.state != Attempt.State.OPEN:
        _grade_if_submitted(attempt, act)
    elif attempt.deadline_at is not None and attempt.deadline_at <= act.at:
        freeze(attempt, now, Attempt.SubmittedBy.CLOCK)
    else:
        _go_on_where_it_stopped(attempt, act, now)


def _go_on_where_it_stopped(attempt: Attempt, act: AttemptAct, now: datetime) -> None:
    """With the time that was left then."""
    end = value_of(act.before, "deadline_at")
    end = end and end + (now - act.at)
    go_on(attempt, now, end, reason=act.reason, by=act.undone_by)


def _grade_if_submitted(attempt: Attempt, act: AttemptAct) -> None:
    """The job that was to grade it may have come and found it in another state."""
    if attempt.state == Attempt.State.SUBMITTED:
        key = f"grade:{attempt.pk}:undone:{act.pk}"
        enqueue("quizzes.grade_attempt", dedupe_key=key, attempt_id=attempt.pk)


def _attempt(attempt: Attempt, act: AttemptAct, _now: datetime) -> None:
    """One that the learner has started meanwhile stays theirs."""
    take_back_attempt(attempt.quiz, attempt.user, by=act.undone_by, reason=act.reason)


UNDO = {
    Kind.TIME: _time,
    Kind.REOPEN: _reopening,
    Kind.SUBMIT: _submitting,
    Kind.VOID: _void,
    Kind.ATTEMPT: _attempt,
}
